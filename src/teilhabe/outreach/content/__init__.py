"""InfoItems: written once, in variants by language and level, reviewed, published, and read by everybody."""
