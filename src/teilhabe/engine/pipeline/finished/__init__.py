"""Finished indicators: a folder of CSV files, one each, in the shape of national SDG sites, becomes page data."""
