"""Volunteers: who offers help, what they can do where, when they do it, what they are due and how they are thanked."""
