"""A grid becomes a draft: where header, labels, values and footer stand."""
