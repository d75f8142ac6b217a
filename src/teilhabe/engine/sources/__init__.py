"""Sources: files as they came, kept untouched and known by their checksum."""
