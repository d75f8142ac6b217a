"""What people offer, time or things: taken in whichever way they come, and never forgotten."""
