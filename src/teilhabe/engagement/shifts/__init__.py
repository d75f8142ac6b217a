"""Stretches of time with places: signing up, waiting, coming."""
