"""When events take place: rules of repetition, single occurrences, iCalendar."""
