"""Numbers, units, periods and lists as words of German and English, and numbers read back from words."""
