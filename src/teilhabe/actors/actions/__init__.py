"""Writes: people, ways to reach them, where they belong, consents, organisations."""
