"""The newsletter: people subscribe, confirm, leave by one click, and get what is meant for them in their language."""
