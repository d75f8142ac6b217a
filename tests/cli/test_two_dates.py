"""The same table at two dates: the difference is told as well, and must not be the few who came in between."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from teilhabe.cli import main

Counts = npt.NDArray[np.int64]
DATES = ("2026-06-30", "2026-07-01")
BASE = ("--dimensions", "district,sex,until", "--value", "n")


def table(path: Path, until: str, inner: Counts) -> Path:
    """Who had come until a day, by district and sex, with all margins."""
    full = np.concatenate([inner, inner.sum(axis=0, keepdims=True)])
    full = np.concatenate([full, full.sum(axis=1, keepdims=True)], axis=1)
    codes = product([*(f"d{place}" for place in range(len(inner))), "TOTAL"], ["F", "M", "TOTAL"])
    rows = [f"{','.join(key)},{until},{n}" for key, n in zip(codes, full.ravel().tolist(), strict=True)]
    path.write_text("\n".join(["district,sex,until,n", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def nested(tmp_path: Path) -> tuple[str, str]:
    """Whoever had come until the first day had come until the second one."""
    path = tmp_path / "dates.csv"
    path.write_text(f"code,parent\n{DATES[0]},{DATES[1]}\n", encoding="utf-8")
    return "--hierarchy", f"until={path}"


def protected(counts: Path, *options: str) -> Path:
    out = counts.with_suffix(".protected.csv")
    assert main(["protect", str(counts), *BASE, *options, "-o", str(out)]) == 0
    return out


def exposed(capsys: pytest.CaptureFixture[str], now: Path, before: Path, *options: str) -> str:
    """What the audit says of both releases; "" where it finds nothing."""
    capsys.readouterr()
    code = main(["--lang", "en", "audit", str(now), "--earlier", str(before), *BASE, *options])
    out = capsys.readouterr().out
    assert code in (0, 3)
    return out if code else ""


@pytest.mark.parametrize("seed", range(8))
def test_the_newcomers_of_a_day_do_not_follow_from_two_releases_where_the_second_knows_the_first(
    seed: int, tmp_path: Path, nested: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    chance = np.random.default_rng(seed)
    first = chance.poisson(9, (4, 2))
    second = first + chance.poisson(2.5, (4, 2))
    second[0, 0] = first[0, 0] + 1
    before = protected(table(tmp_path / "june.csv", DATES[0], first), "--ledger", str(tmp_path / "told.jsonl"))
    counts = table(tmp_path / "july.csv", DATES[1], second)
    assert "2026-07-01 − 2026-06-30" in exposed(capsys, protected(counts), before, *nested)
    for known in (("--published", str(before)), ("--ledger", str(tmp_path / "told.jsonl"))):
        after = protected(counts, *nested, *known)
        assert not exposed(capsys, after, before, *nested)
        assert not exposed(capsys, after, before, *nested, "--true", str(counts))


@pytest.mark.parametrize("seed", range(8))
def test_one_person_more_in_a_later_state_of_a_table_does_not_give_the_earlier_one_away(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two persons were hidden; the third one makes them enough to be shown, and everything around them as well."""
    chance = np.random.default_rng(seed)
    first = chance.poisson(9, (4, 2)) + 3
    first[0, 0] = 2
    second = first.copy()
    second[0, 0] += 1
    ledger = str(tmp_path / "told.jsonl")
    before = protected(table(tmp_path / "june.csv", DATES[0], first), "--ledger", ledger)
    counts = table(tmp_path / "later.csv", DATES[0], second)
    assert "can be computed exactly" in exposed(capsys, protected(counts), before)
    for known in (("--published", str(before)), ("--ledger", ledger)):
        assert not exposed(capsys, protected(counts, *known), before)
