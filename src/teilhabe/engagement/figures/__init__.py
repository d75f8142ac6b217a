"""Volunteering in numbers: what goes to the statistics zone each month and each year, and a page that says so."""
