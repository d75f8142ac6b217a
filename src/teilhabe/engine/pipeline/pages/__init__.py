"""From results to the ready data of every page: worded, formatted, pictured, with lineage."""
