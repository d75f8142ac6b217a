"""Events that no model foresees, as data; and the paths that follow from expecting them again or not."""
