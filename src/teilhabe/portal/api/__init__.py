"""Published information as data for other programs: /api/v1, described by OpenAPI."""
