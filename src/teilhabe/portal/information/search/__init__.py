"""Search over everything published, in whatever language or script somebody types."""
