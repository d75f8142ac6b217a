"""What is said in public under the office's name: netiquette, hiding, evidence, escalation."""
