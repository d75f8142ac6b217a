"""What a file from outside is and whether we keep it, and where it lies; knows no models."""
