"""Who was proposed for what, and who does it: every assignment is a dated commission."""
