"""The official reading statements of a real integration monitor, and every number of ours recomputed from its table."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from pathlib import Path
from statistics import fmean, median
from typing import Any

import pytest

from teilhabe.engine.preparation import Prepared, prepare, take
from teilhabe.engine.statements.choosing import judge_together, most_telling
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims import candidates
from teilhabe.engine.statements.tables import topics
from teilhabe.text import same
from teilhabe.wording.message import Kind, Verdict

Told = dict[str, list[Claim]]


@pytest.fixture(scope="module")
def monitor(shared_data: Path) -> Path:
    return shared_data / "basel-integration"


@pytest.fixture(scope="module")
def official(monitor: Path) -> list[dict[str, Any]]:
    return list(json.loads((monitor / "expected.json").read_text(encoding="utf-8"))["rows"])


@pytest.fixture(scope="module")
def prepared(monitor: Path, official: list[dict[str, Any]]) -> dict[str, Prepared]:
    return {row["file"]: prepare(take(monitor / row["file"])) for row in official}


@pytest.fixture(scope="module", params=["titled", "untitled"])
def told(request: pytest.FixtureRequest, prepared: dict[str, Prepared], official: list[dict[str, Any]]) -> Told:
    """Our statements on each table, with its official title or with nothing but the file."""
    found = {}
    for row in official:
        title = same(f"{row['title']}, {row['subtitle']}") if request.param == "titled" else None
        every = [claim for topic in topics(prepared[row["file"]], title) for claim in candidates(topic)]
        found[row["file"]] = most_telling(judge_together(every))
    return found


def test_our_sentences_say_the_numbers_of_the_official_ones(told: Told, official: list[dict[str, Any]]) -> None:
    wanted = reproduced = 0
    for row in official:
        numbers = row["numbers_in_table"] + row["numbers_by_simple_calculation"]
        said = {abs(number.value) for claim in told[row["file"]] for number in claim.message.numbers}
        wanted += len(numbers)
        reproduced += sum(any(_prints_as(ours, official) for ours in said) for official in numbers)
    assert wanted == 94
    assert reproduced >= 0.85 * wanted


def _prints_as(ours: Decimal, official: float) -> bool:
    """Whether our number is the official one, as far as that one is printed."""
    printed = Decimal(str(int(official) if official == int(official) else official))
    return ours.quantize(printed, rounding=ROUND_HALF_UP) == printed


def test_no_table_has_more_than_five_sentences_of_more_than_four_numbers(told: Told) -> None:
    for claims in told.values():
        assert 1 <= len(claims) <= 5
        assert all(len(claim.message.numbers) <= 4 for claim in claims)


def test_every_number_follows_from_the_cells_that_are_named(told: Told, monitor: Path) -> None:
    for file, claims in told.items():
        raw = _cells(monitor / file)
        for claim in claims:
            values = [_evaluated(cell, raw) for cell in claim.cells]
            for number, exact in zip(claim.message.numbers, _RECOMPUTED[claim.message.kind](values), strict=False):
                assert _is_said_as(number.value, exact), (file, claim.message, values)


def _is_said_as(number: Decimal, exact: float) -> bool:
    """Whether a number is the exact one rounded; a proportion may be said in per cent, a fall without its sign."""
    half = 0.5000001 * 10.0 ** int(number.as_tuple().exponent)
    return any(abs(float(number) - value) <= half for value in (exact, exact * 100, -exact))


def _cells(path: Path) -> dict[str, float]:
    """The numbers of a file by the letters and numbers of a spreadsheet, read by plain splitting."""
    text = path.read_text(encoding="utf-8-sig")
    mark = "\t" if "\t" in text else ","
    found = {}
    for line, fields in enumerate(csv.reader(text.splitlines(), delimiter=mark), start=1):
        for place, field in enumerate(fields):
            if re.fullmatch(r"-?\d+(?:\.\d+)?", field.strip()):
                found[f"{chr(ord('A') + place)}{line}"] = float(field)
    return found


def _evaluated(cell: str, raw: dict[str, float]) -> float:
    """ "t.tsv:B2 + C2 / t.tsv:D2": sums before the quotient, a quotient in per cent."""
    sums = [math.fsum(raw[part.rpartition(":")[2]] for part in side.split(" + ")) for side in cell.split(" / ")]
    return sums[0] if len(sums) == 1 else sums[0] / sums[1] * 100


def _slope(values: Sequence[float]) -> float:
    """The median of the slopes between all pairs (Theil 1950, Sen 1968), for periods of equal distance."""
    return median((later - earlier) / (j - i) for (i, earlier), (j, later) in combinations(enumerate(values), 2))


_RECOMPUTED: dict[Kind, Callable[[Sequence[float]], list[float]]] = {
    **dict.fromkeys((Kind.LEVEL, Kind.CHANGE, Kind.NO_CHANGE, Kind.SPREAD), list),
    **{kind: lambda v: [v[0], v[1], abs(v[0] - v[1])] for kind in (Kind.GAP, Kind.DIFFERENCE)},
    Kind.RATIO: lambda v: [v[0], v[1], v[0] / v[1]],
    Kind.COMPOSITION: lambda v: [v[0], *(part / v[0] * 100 for part in v[1:])],
    Kind.CONCENTRATION: lambda v: [len(v) - 1, sum(v[1:]) / v[0] * 100],
    Kind.CONVERGENCE: lambda v: [abs(v[0] - v[1]), abs(v[2] - v[3])],
    Kind.TREND: lambda v: [abs(_slope(v)), v[0], v[-1]],
    Kind.SHIFT: lambda v: [fmean(v[len(v) // 2 :]), fmean(v[: len(v) // 2])],
    Kind.RANK: lambda v: [v[-1]],
    Kind.RECORD: lambda v: [v[-1]],
    Kind.BREAK: lambda _: [],
}


def test_origins_are_never_put_in_an_order(prepared: dict[str, Prepared]) -> None:
    """Whoever is listed stands where the table has it, and the ends of a span are not named."""
    checked = 0
    for table in prepared.values():
        for topic in topics(table):
            order = [label for (dimension, code), label in topic.labels.items() if dimension in topic.unranked and code]
            for claim in candidates(topic) if order else ():
                subjects = [order.index(subject) for subject in claim.message.subjects if subject in order]
                assert subjects == sorted(subjects)
                assert claim.message.kind != Kind.SPREAD or not subjects
                checked += len(subjects) > 1
    assert checked > 100


def test_a_direction_is_said_only_where_the_evidence_supports_it(told: Told) -> None:
    claims = [claim for claims in told.values() for claim in claims if claim.verdict != Verdict.SUPPORTED]
    assert claims
    assert not any(claim.message.direction for claim in claims if claim.message.kind != Kind.RANK)
