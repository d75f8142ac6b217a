"""Thanks and proofs: commissions for the insurance, confirmations of what was given, the Ehrenamtskarte."""
