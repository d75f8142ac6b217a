"""Mail to groups of people who have agreed to it, and to organisations; each gets one of their own."""
