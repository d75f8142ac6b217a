"""Tandems: a volunteer accompanies somebody whose name only the coordinator of the two may read."""
