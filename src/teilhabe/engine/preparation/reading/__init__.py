"""Bytes become text and text becomes a grid of cells, or the file is refused in one sentence."""
