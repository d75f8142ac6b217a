"""What the office says to people and hears from them: information in the right language and level, channels, inbox."""
