"""Pictures: cleaned when they come in, with alternative text, rights, and the consent of the people they show."""
