"""Whether something is shown to be unchanged: two one-sided tests (Schuirmann 1987). No evidence of change is none."""

from __future__ import annotations

from teilhabe.engine.statements.procedures.autocorrelation import Mixture
from teilhabe.engine.statements.procedures.distributions import normal_tail


def within(difference: Mixture, margin: float) -> float:
    """The larger of two chances: that the difference seems so small though it lies beyond one of the margins."""
    return max(difference.above(margin), 1 - difference.above(-margin))


def normal_within(difference: float, error: float, margin: float) -> float:
    """The same for a difference with a normal standard error."""
    if error <= 0:
        return float(abs(difference) >= margin)
    return max(normal_tail((margin - difference) / error), normal_tail((margin + difference) / error))
