"""Reads about placements: the values that matching works with, suggestions in words, lists and what waits."""
