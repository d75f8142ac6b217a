"""Which cells are sensitive, why, and how uncertain they have to stay: primary suppression.

Counts of persons follow the rule of minimum frequency. Magnitudes (money, hours, places) follow rules about their
largest contributors: dominance (n, k) and p %, after the Handbook on Statistical Disclosure Control, ch. 4, with the
protection levels of Cox (1981) and Loeve (2001): as far as the truth is from a sum that the rule would let pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

import numpy as np

from teilhabe.engine.disclosure.problem import Bools, Floats
from teilhabe.text import Text

Zeros: TypeAlias = Literal["published", "sensitive"]
Reason: TypeAlias = Literal[
    "threshold", "zero", "contributors", "dominance", "p-percent", "full-cell", "marked", "told"
]

DEFAULT_PERCENT = 10.0
"""How far a sum of few contributors may be narrowed down where no p % says it, in per cent of the sum."""


@dataclass(frozen=True)
class Rules:
    """A rule of 0 or None does not apply. Percentages are in per cent."""

    threshold: int = 3
    """So many persons (of a count) or contributors (of a magnitude) have to stand behind a value."""
    dominance: tuple[int, float] | None = None
    """(n, k): sensitive where the n largest contributors make up more than k % of the sum."""
    p_percent: float | None = None
    """Sensitive where the second largest could estimate the largest to within p %."""
    prior_percent: float = 100.0
    """p/q rule: everybody knows every contribution to within q % beforehand; 100 is the plain p % rule."""
    zeros: Zeros = "published"
    """"sensitive": a count of nobody is protected like a small one."""
    full_cells: bool = False
    """A group of which all share one attribute stays open: that nobody else is in a margin must not be known."""
    singletons: bool = False
    """Who is the only person in a cell must not learn another small cell by knowing that."""


@dataclass(frozen=True)
class Preset:
    """Rules as somebody has laid them down, and where."""

    rules: Rules
    source: Text


@dataclass(frozen=True)
class Levels:
    """Per cell how far from the truth what everybody must think possible has to reach (as in `Problem`)."""

    upper: Floats
    lower: Floats
    sliding: Floats
    singletons: Bools
    reasons: tuple[Reason | None, ...]
    """The first rule that makes the cell sensitive."""


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "municipal": Preset(
            Rules(),
            Text(
                "§ 16 BStatG (Einzelangaben sind geheim zu halten), für Kommunen über das Statistikgesetz des Landes "
                "(Rheinland-Pfalz: § 1 Abs. 2 LStatG); Mindestfallzahl 3",
                "section 16 BStatG (data on single persons are kept secret), for municipalities through the state's "
                "law on statistics (Rhineland-Palatinate: section 1 (2) LStatG); minimum frequency 3",
            ),
        ),
        "kaiserslautern": Preset(
            Rules(dominance=(1, 85.0)),
            Text(
                "Hausregel: höchstens zwei Fälle werden gesperrt, ebenso Summen, von denen auf einen mehr als 85 % "
                "entfallen; dazu Sekundärsperrungen",
                "house rule: at most two cases are suppressed, and sums of which one holds more than 85 %; "
                "secondary suppression besides",
            ),
        ),
        "employment-agency": Preset(
            Rules(dominance=(1, 85.0), p_percent=10.0),
            Text(
                "Statistik der Bundesagentur für Arbeit, Regeln zur statistischen Geheimhaltung nach § 16 BStatG: "
                "Mindestfallzahl 3, dazu Dominanz (Grenzwerte: unsere Annahme)",
                "statistics of the Federal Employment Agency, rules of confidentiality after section 16 BStatG: "
                "minimum frequency 3, and dominance (limits: our assumption)",
            ),
        ),
        "sensitive-topic": Preset(
            Rules(threshold=5, full_cells=True, singletons=True),
            Text(
                "Gesundheit, Aufenthaltsstatus, Straftaten: § 16 BStatG mit erhöhter Mindestfallzahl 5; eine Gruppe, "
                "in der alle dasselbe Merkmal haben, wird nicht gezeigt",
                "health, residence status, offences: section 16 BStatG with a higher minimum frequency of 5; "
                "no group is shown in which everybody shares an attribute",
            ),
        ),
        "research-output": Preset(
            Rules(threshold=10, dominance=(2, 90.0), p_percent=10.0, zeros="sensitive", singletons=True),
            Text(
                "Vorgaben von acro (AI-SDC) für Ergebnisse der Forschung: Mindestfallzahl 10, Dominanz (2, 90 %), "
                "p = 10 %, Nullen sind schutzbedürftig",
                "defaults of acro (AI-SDC) for research output: minimum frequency 10, dominance (2, 90 %), "
                "p = 10 %, zeros are sensitive",
            ),
        ),
    }
)


def protection(
    rules: Rules,
    values: Floats,
    largest: Floats | None = None,
    contributors: Floats | None = None,
    thresholds: Floats | None = None,
) -> Levels:
    """The levels of counts, or with `largest` (cells × columns, descending) those of magnitudes.

    `contributors` counts them per cell of a magnitude; `thresholds` stands for `rules.threshold` cell by cell.
    """
    least = np.full(len(values), float(rules.threshold)) if thresholds is None else thresholds
    if largest is None and contributors is None:
        return _of_counts(rules, values, least)
    if largest is None:
        largest = np.zeros((len(values), 0))
    return _of_magnitudes(rules, values, largest, contributors, least)


def _of_counts(rules: Rules, values: Floats, least: Floats) -> Levels:
    """Everybody must think a span of the threshold possible, and a value of at least the threshold."""
    persons = np.abs(values)
    small = (persons > 0) & (persons < least)
    empty = (values == 0) & (least > 0) if rules.zeros == "sensitive" else np.zeros(len(values), dtype=bool)
    missing = np.where(small | empty, least - persons, 0.0)
    singletons = small & (persons == 1) if rules.singletons else np.zeros(len(values), dtype=bool)
    return Levels(
        upper=np.where(values >= 0, missing, 0.0),
        lower=np.where(values < 0, missing, 0.0),
        sliding=np.where(small | empty, least, 0.0),
        singletons=singletons,
        reasons=_first(("threshold", small), ("zero", empty)),
    )


def _of_magnitudes(rules: Rules, values: Floats, largest: Floats, contributors: Floats | None, least: Floats) -> Levels:
    """The interval around a sum has to be wide enough on both sides, or its contributors would be estimated closely."""
    few, alone = _few(values, largest, contributors, least)
    demands: tuple[tuple[Reason, Floats], ...] = (
        ("contributors", np.where(few, np.abs(values) * (rules.p_percent or DEFAULT_PERCENT) / 100, 0.0)),
        ("dominance", _of_dominance(rules, values, largest)),
        ("p-percent", _of_p_percent(rules, values, largest)),
    )
    upper = np.maximum.reduce([demand for _, demand in demands])
    return Levels(
        upper=upper,
        lower=np.minimum(upper, np.maximum(values, 0.0)),
        sliding=np.zeros(len(values)),
        singletons=alone & (upper > 0) if rules.singletons else np.zeros(len(values), dtype=bool),
        reasons=_first(*((name, demand > 0) for name, demand in demands)),
    )


def _few(values: Floats, largest: Floats, contributors: Floats | None, least: Floats) -> tuple[Bools, Bools]:
    """Sums of too few contributors and sums of one; without their number, what the largest ones tell."""
    present = values != 0
    if contributors is not None:
        return present & (contributors > 0) & (contributors < least), present & (contributors == 1)
    reach = np.cumsum(largest, axis=1)
    told = np.array([np.count_nonzero(row[:-1] < value) + 1 for row, value in zip(reach, values, strict=True)])
    is_all = reach[:, -1] >= values
    return present & is_all & (told < least), present & is_all & (told == 1)


def _of_dominance(rules: Rules, values: Floats, largest: Floats) -> Floats:
    if rules.dominance is None:
        return np.zeros(len(values))
    number, percent = rules.dominance
    return _positive(largest[:, :number].sum(axis=1) * 100 / percent - values)


def _of_p_percent(rules: Rules, values: Floats, largest: Floats) -> Floats:
    if rules.p_percent is None:
        return np.zeros(len(values))
    others = values - largest[:, :2].sum(axis=1)
    return _positive(largest[:, 0] * rules.p_percent / rules.prior_percent - others)


def _positive(demand: Floats) -> Floats:
    """Rounding of binary fractions makes no cell sensitive."""
    return np.where(demand > 1e-9, demand, 0.0)


def _first(*found: tuple[Reason, Bools]) -> tuple[Reason | None, ...]:
    return tuple(next((name for name, hit in found if hit[cell]), None) for cell in range(len(found[0][1])))
