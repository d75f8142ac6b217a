"""Files that came with messages: stored with their entry, handed out to those who may read it."""
