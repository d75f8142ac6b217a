"""Dates, times, days and lists as readers of each language know them from Germany."""
