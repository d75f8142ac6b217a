"""A time beside a date is written as elsewhere here: Django's Arabic has no words for both and takes American ones."""

DATETIME_FORMAT = "j F Y، H:i"
SHORT_DATETIME_FORMAT = "j F Y، H:i"
