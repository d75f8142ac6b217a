"""Typed facts: a phone number, price, deadline, address or opening hours that stand in any number of texts."""
