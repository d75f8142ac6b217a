"""Who could do what, and why: needs and people as values, ranked suggestions with reasons; nothing is decided here."""
