"""Search through what people wrote: folded words in a column, and the database's own index over it."""
