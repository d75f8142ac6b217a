"""What a test says: evidence, verdict, and the words for both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from teilhabe.engine.statements.claim import Evidence
from teilhabe.text import Text
from teilhabe.wording.message import Verdict

LEVEL = 0.05
STRONG = 0.01

PROCEDURES: Mapping[str, Text] = {
    "history": Text(
        "Vergleich mit der üblichen Schwankung der Reihe", "comparison with the usual variation of the series"
    ),
    "level_change": Text("Verschiebung des Niveaus der Reihe", "shift of the level of the series"),
    "shift": Text(
        "Vergleich der Mittel zweier Hälften der Reihe", "comparison of the means of two halves of the series"
    ),
    "pre_whitened_trend": Text(
        "Trendgerade und Test nach Mann und Kendall, beide von Autokorrelation bereinigt",
        "trend line and Mann–Kendall test, both pre-whitened",
    ),
    "turned_trend": Text(
        "Trendgerade seit einer stark belegten Wende, von Autokorrelation bereinigt",
        "trend line since a strongly supported turn, pre-whitened",
    ),
    "ranks": Text("Rang in 2.000 Ziehungen der Werte", "rank in 2,000 draws of the values"),
    "exact_poisson": Text("exakter Vergleich zweier Anzahlen (Poisson)", "exact comparison of two counts (Poisson)"),
    "score": Text(
        "Score-Test zweier Anteile, Intervall nach Newcombe", "score test of two shares, Newcombe's interval"
    ),
    "intervals": Text("Vergleich zweier Schätzungen mit Intervall", "comparison of two estimates with intervals"),
    "equivalence": Text("Äquivalenztest (zwei einseitige Tests)", "equivalence test (two one-sided tests)"),
    "backtest": Text(
        "Prognose, im Rückblick geprüft neben der Fortschreibung des letzten Werts",
        "forecast, tested in hindsight beside carrying the last value forward",
    ),
}
"""The names that `Evidence.procedure` may have, in words."""

VARIATION = frozenset({"history", "level_change", "shift", "pre_whitened_trend", "turned_trend"})
"""Procedures that compare with what a series strays by anyway; the others compare with chance."""

NO_VALUE = Text("Für einen der Zeitpunkte liegt kein Wert vor.", "One of the points in time has no value.")
SHORT_HISTORY = Text(
    "Die Reihe ist zu kurz, um ihre übliche Schwankung zu kennen; geprüft ist nur der Zufall der Anzahlen selbst.",
    "The series is too short to know its usual variation; only the chance in the counts themselves is tested.",
)
NO_HISTORY = Text(
    "Die Reihe ist zu kurz, um ihre übliche Schwankung zu kennen.",
    "The series is too short to know its usual variation.",
)
SHORT_TREND = Text(
    "Für einen Trend braucht es mindestens 10 vergleichbare Zeitpunkte.",
    "A trend needs at least 10 comparable points in time.",
)
FEW_PERSONS = Text(
    "Der Wert beruht auf weniger als 30 Personen.",
    "The value rests on fewer than 30 persons.",
)
CROSSED = Text(
    "Der Abstand hat sich umgekehrt: Erst lag die eine Gruppe höher, dann die andere.",
    "The gap has turned round: first one group was higher, then the other.",
)


@dataclass(frozen=True)
class Judged:
    """The evidence of one comparison, and what it says before other tests of its family are taken into account."""

    evidence: Evidence
    verdict: Verdict


def judge(
    procedure: str,
    estimate: float,
    bounds: tuple[float, float],
    p: float,
    effect: float | None = None,
    reason: Text | None = None,
) -> Judged:
    """Supported where chance alone would do so in fewer than one of twenty cases."""
    evidence = Evidence(procedure, estimate, *bounds, p=p, effect=effect, reason=reason)
    return Judged(evidence, Verdict.SUPPORTED if p < LEVEL else Verdict.CHANCE)


def strongly(judged: Judged) -> Judged:
    """The same, supported only where chance alone would do so in fewer than one of a hundred cases."""
    p = judged.evidence.p
    return judged if p is None or p < STRONG else replace(judged, verdict=Verdict.CHANCE)


def weakest(several: Iterable[Judged]) -> Judged:
    """What all of them say together: as much as the least certain, or nothing where one of them could not be tested.

    Whoever claims all of several things at once needs no correction for their number (Berger 1982).
    """
    return max(several, key=lambda judged: 2.0 if judged.evidence.p is None else judged.evidence.p)


def refuse(verdict: Verdict, reason: Text, estimate: float | None = None) -> Judged:
    return Judged(Evidence(estimate=estimate, reason=reason), verdict)
