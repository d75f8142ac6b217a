"""The office's page on Facebook: a copy of what we say, and the comments and messages of those who answer there."""
