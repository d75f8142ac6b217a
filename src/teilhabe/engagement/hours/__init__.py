"""Time that was given, and who confirmed it."""
