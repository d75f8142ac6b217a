"""One inbox: what people ask of the office, whichever way it came, and what they were answered."""
