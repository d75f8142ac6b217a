"""What people say on the telephone or at the counter, noted by keyboard while they say it."""
