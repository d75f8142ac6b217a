"""Belastbare Aussagen: typed claims, their evidence, their verdicts, and the check of every sentence."""
