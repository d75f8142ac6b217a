"""The closed set of expressions: pure functions on arrays, no data access, no declarations.

Every function works along one `axis` (strata, classes, codes, districts, periods) and broadcasts over all the others.
NaN means missing: it makes the results that need it missing, and no others. What is not defined (a share of nobody)
is NaN as well, never an infinity and never a warning.
"""
