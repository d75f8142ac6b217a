"""The public pages of the newsletter: subscribe, confirm, change, leave; no account, no cookie."""
