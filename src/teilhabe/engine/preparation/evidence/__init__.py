"""What the figures themselves prove or disprove: totals, gaps, keys."""
