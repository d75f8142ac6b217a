"""English for readers in Germany."""
