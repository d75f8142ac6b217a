"""People who give time: what they can and would like to do, when, and where their limits are."""
