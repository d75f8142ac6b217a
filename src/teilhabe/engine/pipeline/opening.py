"""What a release tells first: the statements of all indicators, judged together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from teilhabe.engine.pipeline.pages.statements import Spoken
from teilhabe.engine.pipeline.parcels import Leading, Parcel
from teilhabe.engine.statements.procedures.multiplicity import benjamini_hochberg
from teilhabe.text import Language

MOST = 5
"""So many headlines."""

RATE = 0.05
"""The false discovery rate of a release: so many of its headlines may rest on chance."""


@dataclass(frozen=True)
class Opening:
    """What holds after all comparisons of a release, the most telling first, by indicator."""

    headlines: tuple[tuple[str, Leading], ...]
    leading: Mapping[str, Leading]
    tests: int

    def in_language(self, language: Language) -> Spoken:
        headlines = tuple(told.statement(language) for _, told in self.headlines)
        return Spoken(headlines, {name: told.statement(language) for name, told in self.leading.items()}, self.tests)


def choose(kept: Mapping[str, Parcel]) -> Opening:
    """The statements that still hold when all comparisons of the release are judged together (Benjamini–Hochberg).

    A headline compares; the paragraph of a field may also tell a plain value. Of every indicator one statement at most.
    """
    tests = [p for parcel in kept.values() for p in parcel.tests]
    limit = max((p for p, q in zip(tests, benjamini_hochberg(tests), strict=True) if q <= RATE), default=-1.0)
    holding = {name: tuple(_holding(parcel, limit)) for name, parcel in kept.items()}
    leading = {name: told[0] for name, told in holding.items() if told}
    compared = {name: next((entry for entry in told if entry.p is not None), None) for name, told in holding.items()}
    found = [(name, told) for name, told in compared.items() if told is not None]
    headlines = sorted(found, key=lambda entry: -entry[1].importance)[:MOST]
    return Opening(tuple(headlines), leading, len(tests))


def _holding(parcel: Parcel, limit: float) -> Iterator[Leading]:
    yield from (told for told in parcel.leading if told.p is None or told.p <= limit)
