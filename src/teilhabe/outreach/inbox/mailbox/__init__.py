"""The office's mailbox: mails become messages of the inbox, and answers go back into their thread."""
