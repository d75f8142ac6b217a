"""Whether a page helped: readers press yes or no below it, and that is counted. What they write is a conversation."""
