"""Texts become roles, standard codes and numbers."""
