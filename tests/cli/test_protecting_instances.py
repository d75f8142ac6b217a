"""Small published tables whose suppression by other programs is known: safe, and with no more cells.

Values and reference counts are those of the examples and tests of SSBtools, GaussSuppression and sdcTable.
"""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.cli.test_protecting import hidden

from teilhabe.cli import main

ALLOWANCES = ("annet", "arbeid", "soshjelp", "trygd")
Z1 = {
    "A": (11, 11, 55, 36),
    "B": (7, 1, 29, 18),
    "C": (5, 8, 35, 25),
    "D": (13, 2, 17, 13),
    "E": (9, 14, 63, 52),
    "F": (12, 9, 24, 22),
    "G": (6, 4, 22, 8),
    "H": (9, 3, 38, 15),
}
MICRODATA1 = {"A": (2, 18), "B": (19, 14), "C": (10, 12), "D": (14, 11)}
REGIONS = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
COUNTIES = {region: "county-1" if region in "ABIJ" else "county-2" for region in REGIONS}
SIZES = {region: "BIG" if region in "LM" else "small" for region in REGIONS}


def crossed(path: Path, inner: Mapping[str, Sequence[int]], columns: Sequence[str]) -> Path:
    cells: dict[tuple[str, str], int] = {}
    for row, counts in inner.items():
        for column, count in zip(columns, counts, strict=True):
            for codes in itertools.product((row, "TOTAL"), (column, "TOTAL")):
                cells[codes] = cells.get(codes, 0) + count
    path.write_text("a,b,n\n" + "".join(f"{a},{b},{n}\n" for (a, b), n in cells.items()), encoding="utf-8")
    return path


def regions(folder: Path, name: str, groups: Mapping[str, str]) -> Path:
    """The eight regions with one grouping; its hierarchy stands beside it."""
    sums = {group: sum(n for code, n in REGIONS.items() if groups[code] == group) for group in groups.values()}
    lines = [f"{code},{n}" for code, n in {**REGIONS, **sums, "TOTAL": sum(REGIONS.values())}.items()]
    (folder / f"{name}.groups.csv").write_text(
        "\n".join(["code,parent", *(f"{code},{group}" for code, group in groups.items())]), encoding="utf-8"
    )
    path = folder / f"{name}.csv"
    path.write_text("\n".join(["region,n", *lines]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("inner", "columns", "threshold", "reference"),
    [(Z1, ALLOWANCES, 4, 6), (MICRODATA1, ("male", "female"), 3, 4)],
)
def test_no_more_cells_are_hidden_than_elsewhere(
    tmp_path: Path, inner: Mapping[str, Sequence[int]], columns: Sequence[str], threshold: int, reference: int
) -> None:
    counts, out = crossed(tmp_path / "t.csv", inner, columns), tmp_path / "out.csv"
    base = ["--dimensions", "a,b", "--value", "n", "--threshold", str(threshold)]
    assert main(["protect", str(counts), *base, "-o", str(out)]) == 0
    assert len(hidden(out)) <= reference
    assert main(["audit", str(out), *base]) == 0


def test_every_genuine_table_is_safe_and_near_the_proven_optimum(tmp_path: Path, shared_data: Path) -> None:
    """Whatever instances there are, their own threshold, and the audit with and without the truth in hand."""
    counts, out = tmp_path / "counts.csv", tmp_path / "out.csv"
    for known in json.loads((shared_data / "sdc" / "expected.json").read_text(encoding="utf-8")):
        with (shared_data / "sdc" / f"{known['instance']}.csv").open(encoding="utf-8") as stream:
            header, *body = csv.reader(stream, delimiter=";")
        lines = [f"{row[0]};{name};{entry}" for row in body for name, entry in zip(header[1:], row[1:], strict=True)]
        counts.write_text("\n".join(["place;group;n", *lines, ""]), encoding="utf-8")
        base = ["--dimensions", "place,group", "--value", "n", "--threshold", str(known["threshold"])]
        assert main(["protect", str(counts), *base, "-o", str(out)]) == 0
        assert len(hidden(out)) <= 1.25 * known["optimum_min_number_of_suppressed_cells"], known["instance"]
        assert main(["audit", str(out), *base]) == 0, known["instance"]
        assert main(["audit", str(out), "--true", str(counts), *base]) == 0, known["instance"]


def test_what_must_be_published_moves_the_pattern(tmp_path: Path) -> None:
    counts, out, keep = (
        crossed(tmp_path / "t.csv", MICRODATA1, ("male", "female")),
        tmp_path / "out.csv",
        tmp_path / "k.csv",
    )
    base = ["protect", str(counts), "--dimensions", "a,b", "--value", "n", "-o", str(out)]
    for region in "BCD":
        keep.write_text(f"a,b\n{region},male\n", encoding="utf-8")
        assert main([*base, "--must-publish", str(keep)]) == 0
        assert (region, "male") not in hidden(out)
        assert len(hidden(out)) == 4


def test_two_groupings_of_the_same_regions_need_one_cell_more_than_each_alone(tmp_path: Path) -> None:
    """county-1 less small is K and N: whoever sees N knows K. N is hidden in both tables, and nothing else is."""
    first, second = regions(tmp_path, "county", COUNTIES), regions(tmp_path, "size", SIZES)
    out, other = tmp_path / "out.csv", tmp_path / "size.protected.csv"
    groups = [word for name in ("county", "size") for word in ("--hierarchy", f"region={tmp_path / name}.groups.csv")]
    base = ["--dimensions", "region", "--value", "n", "--threshold", "4", *groups]
    small = {(code,) for code, n in REGIONS.items() if n < 4}
    for table in (first, second):
        assert main(["protect", str(table), *base, "-o", str(out)]) == 0
        assert hidden(out) == small
    assert main(["protect", str(first), *base, "--linked", str(second), "-o", str(out)]) == 0
    assert hidden(out) == hidden(other) == small | {("N",)}
    assert main(["audit", str(out), str(other), *base]) == 0


def test_tables_released_one_after_the_other_end_as_safe_as_linked_ones(tmp_path: Path) -> None:
    first, second = regions(tmp_path, "county", COUNTIES), regions(tmp_path, "size", SIZES)
    out, later = tmp_path / "out.csv", tmp_path / "later.csv"
    groups = [word for name in ("county", "size") for word in ("--hierarchy", f"region={tmp_path / name}.groups.csv")]
    base = ["--dimensions", "region", "--value", "n", "--threshold", "4", *groups]
    assert main(["protect", str(first), *base, "-o", str(out)]) == 0
    assert main(["protect", str(second), *base, "-o", str(later), "--published", str(out)]) == 0
    assert main(["audit", str(out), str(later), *base]) == 0
    assert ("small",) in hidden(later)


@pytest.mark.parametrize(("option", "secondary"), [((), 0), (("--singletons",), 1)])
def test_two_single_persons_do_not_compute_each_other(tmp_path: Path, option: tuple[str, ...], secondary: int) -> None:
    counts, out = tmp_path / "t.csv", tmp_path / "out.csv"
    counts.write_text("region,n\na,1\nb,2\nc,1\nTOTAL,4\n", encoding="utf-8")
    base = ["--dimensions", "region", "--value", "n", "--threshold", "2"]
    assert main(["protect", str(counts), *base, *option, "-o", str(out)]) == 0
    assert len(hidden(out)) == 2 + secondary
