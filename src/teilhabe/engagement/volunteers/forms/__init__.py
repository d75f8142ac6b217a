"""The forms about volunteers."""
