"""What users fill in about people and organisations."""
