"""Teilhabe: software for a city's integration office."""

__version__ = "0.1.0"
