"""What volunteers can do for an organisation, and what it asks of them."""
