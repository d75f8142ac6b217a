"""From file to file: what `teilhabe protect` writes, `teilhabe audit` cannot open."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from teilhabe.cli import main

Counts = npt.NDArray[np.int64]


def people(seed: int, *shape: int) -> Counts:
    """Few in most groups."""
    draws = np.random.default_rng(seed)
    return draws.poisson(draws.gamma(0.6, 5.0, shape))


def table(path: Path, dimensions: str, inner: Counts) -> Path:
    """All cells and all margins, one per line."""
    full = inner
    for axis in range(inner.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    codes = [
        [*(f"{name}{i}" for i in range(size)), "TOTAL"] for name, size in zip(dimensions, inner.shape, strict=True)
    ]
    rows = zip(product(*codes), full.ravel().tolist(), strict=True)
    lines = [",".join([*dimensions, "n"]), *(f"{','.join(key)},{value}" for key, value in rows), ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(command: str, *words: object, dimensions: str) -> int:
    return main([command, *map(str, words), "--dimensions", dimensions, "--value", "n"])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("options", [(), ("--singletons",)])
def test_a_protected_table_stands_the_attack(seed: int, options: tuple[str, ...], tmp_path: Path) -> None:
    true, protected = table(tmp_path / "t.csv", "abc", people(seed, 4, 3, 3)), tmp_path / "p.csv"
    assert run("protect", true, *options, "-o", protected, dimensions="a,b,c") == 0
    assert run("audit", protected, dimensions="a,b,c") == 0
    assert run("audit", protected, "--true", true, *options, dimensions="a,b,c") == 0


def test_linked_tables_are_safe_together_only_where_they_were_protected_together(tmp_path: Path) -> None:
    """The sums over b stand in the second table only: alone, the first hides nothing for their sake."""
    opened = []
    for seed in range(8):
        inner = people(seed, 4, 3, 3)
        first = table(tmp_path / "1.csv", "ab", inner.sum(axis=2))
        lines = first.read_text(encoding="utf-8").splitlines(keepends=True)
        first.write_text("".join(line for line in lines if ",TOTAL," not in line), encoding="utf-8")
        second = table(tmp_path / "2.csv", "ac", inner.sum(axis=1))
        together, alone = tmp_path / "p.csv", (tmp_path / "a1.csv", tmp_path / "a2.csv")
        assert run("protect", first, "--linked", f"{second}:a,c", "-o", together, dimensions="a,b") == 0
        assert run("audit", together, tmp_path / "2.protected.csv", dimensions="a,b,c") == 0
        assert run("protect", first, "-o", alone[0], dimensions="a,b") == 0
        assert run("protect", second, "-o", alone[1], dimensions="a,c") == 0
        opened.append(run("audit", *alone, dimensions="a,b,c"))
    assert 3 in opened


def test_a_finer_table_is_safe_after_a_coarser_one_only_where_that_was_remembered(tmp_path: Path) -> None:
    opened = []
    for seed in range(8):
        inner = people(seed, 4, 3, 3)
        coarse = table(tmp_path / "coarse.csv", "ab", inner.sum(axis=2))
        fine = table(tmp_path / "fine.csv", "abc", inner)
        before, knowing, forgetful = (tmp_path / f"{name}.csv" for name in ("before", "knowing", "forgetful"))
        assert run("protect", coarse, "-o", before, dimensions="a,b") == 0
        assert run("protect", fine, "--published", before, "-o", knowing, dimensions="a,b,c") == 0
        assert run("protect", fine, "-o", forgetful, dimensions="a,b,c") == 0
        assert run("audit", knowing, "--earlier", before, "--true", fine, dimensions="a,b,c") == 0
        opened.append(run("audit", forgetful, "--earlier", before, dimensions="a,b,c"))
    assert 3 in opened
