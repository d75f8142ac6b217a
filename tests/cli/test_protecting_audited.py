"""Whatever table is protected, the audit finds nothing that is too close to the truth; both are asked as commands."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from teilhabe.cli import main

NAMES = "xyz"


def levels(place: Sequence[int], groups: dict[str, str]) -> itertools.product[tuple[str, ...]]:
    """The codes of an inner cell and of all sums it is part of."""
    own = [f"{name}{number}" for name, number in zip(NAMES, place, strict=False)]
    return itertools.product(*((code, *([groups[code]] if code in groups else []), "TOTAL") for code in own))


def written(path: Path, header: str, rows: Sequence[str]) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(12))
def test_counts_of_any_shape_with_groups_and_some_margins(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    shape = rng.integers(2, 5, size=rng.integers(1, 4))
    counts = rng.poisson(rng.choice([0.7, 2, 5]), size=shape)
    groups = {f"x{number}": f"g{rng.integers(2)}" for number in range(shape[0])} if rng.random() < 0.6 else {}
    cells: dict[tuple[str, ...], int] = defaultdict(int)
    for place in np.ndindex(*shape):
        for codes in levels(place, groups):
            cells[codes] += int(counts[place])
    inner = set(
        itertools.product(*([f"{name}{at}" for at in range(size)] for name, size in zip(NAMES, shape, strict=False)))
    )
    rows = [f"{','.join(codes)},{n}" for codes, n in cells.items() if codes in inner or rng.random() < 0.8]
    dimensions = ",".join(NAMES[: len(shape)])
    table = written(tmp_path / "t.csv", f"{dimensions},n", rows)
    base = ["--dimensions", dimensions, "--value", "n"]
    if groups:
        areas = written(tmp_path / "h.csv", "code,parent", [f"{code},{group}" for code, group in groups.items()])
        base += ["--hierarchy", f"x={areas}"]
    out = tmp_path / "out.csv"
    assert main(["protect", str(table), *base, "--force", "-o", str(out)]) == 0
    assert main(["audit", str(out), *base]) == 0


@pytest.mark.parametrize(
    "rule", [("--p-percent", "10"), ("--dominance", "2,85"), ("--dominance", "1,85", "--p-percent", "15")]
)
@pytest.mark.parametrize("decimals", [0, 2])
def test_magnitudes_by_whichever_rule(tmp_path: Path, rule: tuple[str, ...], decimals: int) -> None:
    rng = np.random.default_rng(decimals)
    shape = (4, 3)
    contributions: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for place in np.ndindex(*shape):
        for amount in np.round(rng.lognormal(3, 1.5, size=rng.integers(1, 6)), decimals):
            for codes in levels(place, {}):
                contributions[codes].append(float(amount))
    rows = []
    for codes, amounts in contributions.items():
        first, second, *_ = *sorted(amounts, reverse=True), 0.0, 0.0
        numbers = ",".join(f"{number:.{decimals}f}" for number in (sum(amounts), first, second))
        rows.append(f"{','.join(codes)},{numbers},{len(amounts)}")
    table = written(tmp_path / "t.csv", "x,y,euro,first,second,contributors", rows)
    out, base = tmp_path / "out.csv", ["--dimensions", "x,y", "--value", "euro"]
    largest = ["--largest", "first,second", *rule]
    assert main(["protect", str(table), *base, *largest, "--contributors", "contributors", "-o", str(out)]) == 0
    assert main(["audit", str(out), *base, "--true", str(table), *largest]) == 0
    assert "first" not in out.read_text("utf-8")


@pytest.mark.parametrize("known", ["--linked", "--published", "--ledger"])
@pytest.mark.parametrize("seed", range(3))
def test_several_cuts_of_the_same_people(tmp_path: Path, known: str, seed: int) -> None:
    """By area and sex, by area, sex and age, by area and age, some without totals; the last two in later releases."""
    rng = np.random.default_rng(seed)
    people = rng.poisson(2, size=(4, 2, 3))
    files = []
    for number, cut in enumerate(((0, 1), (0, 1, 2), (0, 2))):
        cells: dict[tuple[str, ...], int] = defaultdict(int)
        for place in np.ndindex(*people.shape):
            for codes in levels([place[at] for at in cut], {}):
                cells[
                    tuple(
                        code if code == "TOTAL" else NAMES[at] + code[1:] for code, at in zip(codes, cut, strict=True)
                    )
                ] += int(people[place])
        shown = {codes: n for codes, n in cells.items() if number != seed or "TOTAL" not in codes}
        header = ",".join(NAMES[at] for at in cut)
        files.append(
            (
                written(
                    tmp_path / f"t{number}.csv", f"{header},n", [f"{','.join(codes)},{n}" for codes, n in shown.items()]
                ),
                header,
            )
        )
    outs = [tmp_path / "o0.csv", tmp_path / "t1.protected.csv", tmp_path / "t2.protected.csv"]
    if known == "--linked":
        others = [str(path) for path, _ in files[1:]]
        assert (
            main(
                [
                    "protect",
                    str(files[0][0]),
                    "--dimensions",
                    files[0][1],
                    "--value",
                    "n",
                    "-o",
                    str(outs[0]),
                    known,
                    *others,
                ]
            )
            == 0
        )
    else:
        for number, (path, dimensions) in enumerate(files):
            before = [str(tmp_path / "told.jsonl")] if known == "--ledger" else list(map(str, outs[:number]))
            more = [known, *before] if before else []
            assert (
                main(["protect", str(path), "--dimensions", dimensions, "--value", "n", "-o", str(outs[number]), *more])
                == 0
            )
    assert main(["audit", *map(str, outs), "--dimensions", "x,y,z", "--value", "n"]) == 0
