"""Channels of one shape, through which the office speaks, and the log of what went where."""
