"""The attacker: tries to recompute what a release hides, and shares no code with the gate."""
