"""What law and habit require of volunteering, as dated values with their sources; nothing of it stands in code."""
