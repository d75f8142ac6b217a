"""Which test applies to which data, and what it says: the only place where a verdict is made."""

from teilhabe.engine.statements.testing.between import convergence, gap, ratio
from teilhabe.engine.statements.testing.judged import PROCEDURES, Judged
from teilhabe.engine.statements.testing.within import change, halves, margin, shift, trend, unchanged

__all__ = [
    "PROCEDURES",
    "Judged",
    "change",
    "convergence",
    "gap",
    "halves",
    "margin",
    "ratio",
    "shift",
    "trend",
    "unchanged",
]
