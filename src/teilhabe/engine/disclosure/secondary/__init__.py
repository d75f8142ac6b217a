"""Secondary suppression: which further cells have to be hidden so that no sensitive one can be recomputed.

`suppress` takes a `Problem` and returns the `Pattern`.
"""

from teilhabe.engine.disclosure.secondary.construction import Unprotectable
from teilhabe.engine.disclosure.secondary.search import suppress

__all__ = ["Unprotectable", "suppress"]
