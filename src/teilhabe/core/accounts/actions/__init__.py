"""Every write to accounts: invitations, roles, and what becomes of an account."""
