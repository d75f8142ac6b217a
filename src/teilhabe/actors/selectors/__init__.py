"""Reads: people, consents, organisations."""
