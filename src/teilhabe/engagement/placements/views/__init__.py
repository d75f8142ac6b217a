"""Pages of placements: suggestions, proposals, assignments, what an organisation decides, the volunteer's answer."""
