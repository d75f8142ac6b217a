"""Forecasts of a city's own series: made from what is shown and from nothing else, tested, kept and scored."""
