"""Is a German text easy to read? Formulas and findings with positions, offline."""
