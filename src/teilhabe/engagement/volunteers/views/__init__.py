"""The pages about volunteers, one module per task."""
