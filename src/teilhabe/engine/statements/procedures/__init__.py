"""Tests and intervals that hold on short series: pure functions on arrays, no data access."""
