"""What readers say about a page, and the answer they find under their short code."""
