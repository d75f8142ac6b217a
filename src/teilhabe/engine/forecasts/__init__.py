"""Forecasts of series: what the last values let expect, and how wrong forecasts like these have been so far."""
