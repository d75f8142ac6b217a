"""The pages of accounts: the entrance, one's own account, its second factor, the administration."""
