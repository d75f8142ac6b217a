"""Published information on paper: a page, or several as a bundle."""
