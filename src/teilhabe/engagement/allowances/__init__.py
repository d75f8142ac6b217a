"""Tax-free lump sums for volunteers, added up over all payers against the limits of the year."""
