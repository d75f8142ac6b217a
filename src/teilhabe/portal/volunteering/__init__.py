"""The public side of volunteering: what can be done, signing up without an account, offering help and goods."""
