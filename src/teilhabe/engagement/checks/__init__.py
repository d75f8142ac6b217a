"""What volunteers must prove or sign: certificates of conduct, as § 72a SGB VIII has it, and declarations."""
