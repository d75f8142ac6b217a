"""No mutation of a file becomes a silently wrong figure where anything known besides the file reveals it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from tests.drift.corpus import Case, Outcome, cases, formats, original
from tests.drift.pages import is_hidden, outcomes, section

UNITS = {
    "unit-times-1000",
    "unit-in-thousands",
    "unit-one-column",
    "unit-one-district",
    "unit-from-a-year",
    "percent-as-proportion",
    "proportion-from-a-year",
}
ONE_CELL = {"one-cell-times-1000", "one-cell-digit-added", "one-cell-digit-lost", "one-cell-zero", "one-cell-negative"}
MOVED = {
    "sexes-swapped",
    "measures-swapped",
    "districts-swapped",
    "years-swapped",
    "districts-shifted",
    "years-shifted",
    "columns-shifted",
    "one-district-repeated",
    "keys-swapped",
}
GONE = {"year-missing", "district-missing", "sex-missing", "half-of-the-districts"}
CODES = {"key-recoded", "keys-of-another-list", "sexes-unknown", "sexes-as-numbers", "year-wrong", "years-as-dates"}
REVEALED: Mapping[str, set[str]] = {
    "total": {
        "one-cell-times-1000",
        "one-cell-digits-swapped",
        "unit-one-district",
        "one-district-repeated",
        "total-doubled",
        "totals-doubled",
        "land-doubled",
        "district-missing-in-a-year",
    },
    "vintage": UNITS | ONE_CELL | MOVED | GONE | CODES | {"unit-newest-year", "all-negative", "signs-to-zero"},
    "range": UNITS | ONE_CELL | {"unit-newest-year", "all-negative", "signs-to-zero", "measures-swapped"},
    "codes": GONE | CODES,
}
"""Whatever the format: with this evidence these mutations are told."""

MEASURES_IN_A_DIMENSION = ("eurostat_tsv", "sdmx_csv", "sdmx_ml")
"""Nothing in these says which codes are shares: their totals prove little, and one range holds for all figures."""

ALWAYS_ASKED = ("plain", "classic", "sdmx_csv")
"""A sheet without a structure, one with its provider's, and a file that names its dimensions; `make prove` asks all."""

NEVER = {
    "cut-in-the-last-cell": "a shorter number is a number",
}
"""What no evidence reveals, and why."""
MIXED_MEASURES = {
    "one-cell-digits-swapped": "where counts and shares are one measure, totals tell little and ranges are wide",
}
"""What stays hidden besides where counts and shares are told apart by a dimension only."""


@cache
def _outcomes(layout: str) -> Mapping[Case, Mapping[str, Outcome]]:
    return outcomes(layout)


def _marks(layout: str) -> Sequence[pytest.MarkDecorator]:
    together = pytest.mark.xdist_group(f"drift {layout}")
    return (together,) if layout in ALWAYS_ASKED else (together, pytest.mark.proof)


@pytest.mark.parametrize("layout", [pytest.param(name, marks=_marks(name)) for name in formats()])
class TestDrift:
    def test_there_are_many_mutations(self, layout: str) -> None:
        names = [case.mutation.name for case in cases(layout)]
        assert len(names) >= 60
        assert len(names) == len(set(names))

    def test_the_original_is_read(self, layout: str) -> None:
        for totals in (False, True):
            prepared = original(layout, totals=totals)
            assert not prepared.errors
            assert len(prepared.observations) == (7 * 5 * 3 * 2 if totals else 6 * 5 * 2 * 2)

    def test_what_no_evidence_reveals_is_known(self, layout: str) -> None:
        hidden = {case.mutation.name for case, by in _outcomes(layout).items() if len(by) > 1 and is_hidden(by)}
        assert hidden <= {*NEVER, *(MIXED_MEASURES if layout in MEASURES_IN_A_DIMENSION else ())}

    @pytest.mark.parametrize("evidence", REVEALED)
    def test_evidence_reveals_what_it_must(self, layout: str, evidence: str) -> None:
        if layout in MEASURES_IN_A_DIMENSION and evidence in ("total", "range"):
            return
        unseen = {
            case.mutation.name
            for case, by in _outcomes(layout).items()
            if case.mutation.name in REVEALED[evidence] and by.get(evidence, by["none"]).kind == "silent"
        }
        assert unseen == set()

    def test_the_page_says_what_happens(self, layout: str, project_root: Path) -> None:
        page = (project_root / "docs" / "reference" / "drift.md").read_text(encoding="utf-8")
        assert section(layout, _outcomes(layout)) in page, "run: PYTHONPATH=src:. python -m tests.drift.pages"
