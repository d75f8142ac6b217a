"""A claim: what is told, the evidence for it, and the cells it was computed from."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.engine.statements.topic import DataKind
from teilhabe.text import Text
from teilhabe.wording.message import Message, Verdict


@dataclass(frozen=True)
class Evidence:
    """What stands behind a verdict.

    `procedure` names the test ("" where none applies, and `reason` says why); `estimate`, `low` and `high` are the
    effect with its 95 per cent interval in the unit of the indicator, of a rank the places; `p` is the chance of so
    large an effect where there is none, `q` the same after all tests of its family are taken into account (Benjamini
    and Hochberg 1995), `effect` the effect in standard deviations of its usual variation.
    """

    procedure: str = ""
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    q: float | None = None
    effect: float | None = None
    reason: Text | None = None


@dataclass(frozen=True)
class Claim:
    """One statement that can be checked: recomputed from its cells, tested, and read back from its sentence."""

    topic: str
    message: Message
    evidence: Evidence
    data: DataKind
    cells: tuple[str, ...]
    importance: float  # the most telling first; between 0 and 1
    needs_support: bool = False  # a test that was made counts, but is told only where it supports the claim

    @property
    def verdict(self) -> Verdict:
        return self.message.verdict

    @property
    def is_told(self) -> bool:
        """Whether it may be chosen, once all tests of its family have been judged."""
        return self.verdict == Verdict.SUPPORTED or not self.needs_support
