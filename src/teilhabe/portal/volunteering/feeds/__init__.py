"""What is wanted, for other programs: calendars, the public API, and a table for portals of volunteers."""
