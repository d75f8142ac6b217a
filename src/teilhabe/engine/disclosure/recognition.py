"""Recognising what its publisher has protected already: it needs no second method, and sums of it mislead.

Three traces: figures left out, figures that are all multiples of a base, and sums that are off by a little, to either
side, in many places, as noise and separate rounding leave them. A forgotten category leaves differences to one side
only, a slip of the pen a few. The traces are statistical: `docs/methods/disclosure-options.md` tells how often an
ordinary table shows one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from teilhabe.engine.disclosure.additivity import structure
from teilhabe.engine.disclosure.problem import Floats
from teilhabe.engine.disclosure.table import Table
from teilhabe.text import Text

BASES = (10, 5, 3)
"""The bases that publishers of statistics round to, the coarsest first."""

_CHANCE = 1e-4
"""How likely, at most, figures of an ordinary table are all multiples of a base."""
_DISTINCT = 3
_LEAST_OFF = 6
_OFTEN = 0.5
_EITHER_SIDE = 0.1
_NOISE = 6.0
"""How far, at most, noise of a cell key carries one figure; sums of n figures go the root of n as far."""


@dataclass(frozen=True)
class Recognised:
    """How a table was protected before it came here, and a sentence about it."""

    method: Literal["suppression", "rounding", "noise"]
    base: int | None
    text: Text


def already_protected(table: Table) -> Recognised | None:
    """What a publisher has done to these figures, or None where they look like plain counts.

    Hidden figures are NaN in the table; it need not add up.
    """
    if hidden := int(np.isnan(table.values).sum()):
        return Recognised("suppression", None, _suppressed(table, hidden))
    if len(table.values) == 0 or (table.values % 1).any():
        return None
    if base := _base(table):
        return Recognised("rounding", base, _multiples(table, base))
    return Recognised("noise", None, _noisy(table)) if _is_noisy(table) else None


def _base(table: Table) -> int | None:
    """The coarsest base of which all figures are multiples, where that can hardly be chance.

    Sums are multiples by themselves, so only the figures that are no sum count as evidence.
    """
    sums = {relation.total for relation in structure(table).sums}
    own = np.array([codes not in sums for codes in table.codes])
    evidence = table.values[own & (table.values != 0)]
    for base in BASES:
        if not (table.values % base).any():
            is_telling = float(base) ** -len(evidence) <= _CHANCE and len(np.unique(evidence)) >= _DISTINCT
            return base if is_telling else None
    return None


def _is_noisy(table: Table) -> bool:
    differences, spans = _differences(table)
    off = differences[differences != 0]
    return bool(
        len(off) >= max(_LEAST_OFF, _OFTEN * len(differences))
        and min((off > 0).sum(), (off < 0).sum()) >= _EITHER_SIDE * len(off)
        and (np.abs(differences) <= _NOISE * np.sqrt(spans)).all()
    )


def _differences(table: Table) -> tuple[Floats, Floats]:
    """What each printed sum is more than its parts, and of how many figures that is made."""
    values = dict(zip(table.codes, table.values.tolist(), strict=True))
    found = list(_compared(table, values))
    return np.array([difference for difference, _ in found]), np.array([span for _, span in found], dtype=np.float64)


def _compared(table: Table, values: dict[tuple[str, ...], float]) -> Iterator[tuple[float, int]]:
    for relation in structure(table).sums:
        parts = [values[part] for part in relation.parts if part in values]
        printed = relation.total in values and len(parts) == len(relation.parts)
        if printed and np.count_nonzero(parts) > 1:
            yield values[relation.total] - sum(parts), 1 + len(parts)


def _suppressed(table: Table, hidden: int) -> Text:
    return Text(
        f"{table.name}: {hidden} Zellen sind schon verborgen. Wer diese Tabelle veröffentlicht hat, hat sie geschützt; "
        "ohne die verborgenen Zahlen lässt sich nicht prüfen, was eine zweite Auswahl verrät.",
        f"{table.name}: {hidden} cells are hidden already. Whoever published this table has protected it; without the "
        "hidden figures nobody can check what a second choice would tell.",
    )


def _multiples(table: Table, base: int) -> Text:
    return Text(
        f"{table.name}: Alle Zahlen sind Vielfache von {base}. Vermutlich hat der Herausgeber sie durch Runden "
        "geschützt; ein zweites Verfahren nimmt nur Auskunft weg.",
        f"{table.name}: all figures are multiples of {base}. Presumably their publisher has protected them by "
        "rounding; a second method only takes information away.",
    )


def _noisy(table: Table) -> Text:
    return Text(
        f"{table.name}: Viele Summen weichen um wenige Einheiten nach oben oder unten ab. Vermutlich hat der "
        "Herausgeber die Zahlen mit einem Cell-Key-Verfahren oder durch einzelnes Runden geschützt; bitte nicht selbst "
        "summieren und kein zweites Verfahren anwenden.",
        f"{table.name}: many sums are off by a few units, upwards or downwards. Presumably their publisher has "
        "protected the figures by a cell-key method or by rounding each; please do not sum them yourself, nor apply a "
        "second method.",
    )
