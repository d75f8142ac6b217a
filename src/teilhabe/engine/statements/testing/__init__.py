"""Which test applies to which data, and what it says: the only place where a verdict is made."""

from teilhabe.engine.statements.testing.between import convergence, gap, ratio
from teilhabe.engine.statements.testing.judged import PROCEDURES, VARIATION, Judged, strongly, weakest
from teilhabe.engine.statements.testing.ranking import LEADERS, Standing, standing
from teilhabe.engine.statements.testing.within import change, halves, margin, shift, trend, turned_trend, unchanged

__all__ = [
    "LEADERS",
    "PROCEDURES",
    "VARIATION",
    "Judged",
    "Standing",
    "change",
    "convergence",
    "gap",
    "halves",
    "margin",
    "ratio",
    "shift",
    "standing",
    "strongly",
    "trend",
    "turned_trend",
    "unchanged",
    "weakest",
]
