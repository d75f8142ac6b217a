"""Text of an InfoItem: light markup becomes blocks, blocks become segments with stable keys, segments become HTML."""
