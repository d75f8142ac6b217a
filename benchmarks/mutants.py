"""Do the tests notice mistakes? Changes one operator or number of a package at a time and runs its tests.

python benchmarks/mutants.py src/teilhabe/engine/audit tests/engine/audit --sample 60

Prints as JSON how many changed versions failed a test ("killed"), and names those that passed all of them.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import importlib.machinery
import importlib.util
import io
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_DECLARED = ("frozen", "slots", "strict")
"""Arguments that promise something of the program and change nothing in a correct one."""
_SECONDS = 60
_QUIETLY = ("-x", "-q", "-p", "no:randomly", "-W", "ignore::pytest.PytestAssertRewriteWarning")


@dataclass(frozen=True)
class Mutant:
    """One changed module."""

    path: Path
    line: int
    change: str
    tree: ast.Module


def mutants(path: Path) -> Iterator[Mutant]:
    """Every single change of a module; annotations and messages stay as they are."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number in range(sum(1 for _ in _sites(tree))):
        changed = deepcopy(tree)
        holder, name, index = list(_sites(changed))[number]
        before = getattr(holder, name) if index is None else getattr(holder, name)[index]
        after = _changed(before)
        if index is None:
            setattr(holder, name, after)
        else:
            getattr(holder, name)[index] = after
        shown = f"{ast.unparse(holder)[:80]}: {type(before).__name__} → {type(after).__name__}"
        yield Mutant(path, getattr(holder, "lineno", 0), shown, ast.fix_missing_locations(changed))


def _sites(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """(node, field, index) of everything that can be changed, in the order of the source."""
    if isinstance(tree, ast.JoinedStr) or (isinstance(tree, ast.keyword) and tree.arg in _DECLARED):
        return
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "type_params", "bases"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                if type(child) in _SWAPS or _is_changeable(child):
                    yield tree, name, index
                yield from _sites(child)


def _is_changeable(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, bool | int | float)
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub)


def _changed(node: ast.AST) -> ast.AST:
    if isinstance(node, ast.Constant):
        return ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)  # type: ignore[operator]  # `_sites` yields no other
    return node.operand if isinstance(node, ast.UnaryOp) else _SWAPS[type(node)]()


class _Planted(importlib.machinery.SourceFileLoader):
    """Loads the changed module instead of the one in the file."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.path))
        self._tree = mutant.tree

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._tree, self.path, "exec"), module.__dict__)  # noqa: S102  # our own source, changed


class _Finder:
    def __init__(self, name: str, mutant: Mutant) -> None:
        self._name, self._mutant = name, mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._mutant.path, loader=_Planted(name, self._mutant))


def is_killed(mutant: Mutant, source: Path, tests: Sequence[str]) -> bool:
    """Whether a test fails, in a process of its own; a change that never ends counts as noticed."""
    child = os.fork()
    if not child:
        signal.alarm(_SECONDS)
        name = ".".join(mutant.path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        sys.meta_path.insert(0, _Finder(name, mutant))  # type: ignore[arg-type]  # a finder by its shape
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            failed = pytest.main([*_QUIETLY, *_nearest_first(mutant, tests)])
        os._exit(int(failed != 0))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _nearest_first(mutant: Mutant, tests: Sequence[str]) -> list[str]:
    """The test files, that of the changed module before all others."""
    found = [Path(test) for test in tests]
    files = [file for path in found for file in (sorted(path.rglob("test_*.py")) if path.is_dir() else [path])]
    return [str(file) for file in sorted(files, key=lambda file: file.stem != f"test_{mutant.path.stem}")]


def _warm_up() -> None:
    """Load what every test run needs before the first fork; failing examples need not be made smaller."""
    for name in ("numpy", "highspy", "duckdb", "django.test"):
        importlib.import_module(name)
    hypothesis.settings.register_profile("mutants", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
    hypothesis.settings.load_profile("mutants")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
    importlib.import_module("django").setup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, nargs="?", default=Path("src/teilhabe/engine/audit"))
    parser.add_argument("tests", nargs="*", default=["tests/engine/audit"])
    parser.add_argument("--sample", type=int, default=60, metavar="N", help="only N changes, drawn by --seed (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long and say so")
    arguments = parser.parse_args()
    _warm_up()
    modules = sorted(arguments.package.rglob("*.py")) if arguments.package.is_dir() else [arguments.package]
    found = [mutant for path in modules for mutant in mutants(path)]
    random.Random(arguments.seed).shuffle(found)  # noqa: S311  # a draw of changes is no secret
    untouched = Mutant(modules[0], 0, "", ast.parse(modules[0].read_text(encoding="utf-8")))
    if is_killed(untouched, Path("src"), arguments.tests):
        raise SystemExit("The tests fail without any change.")
    wanted, end = found[: arguments.sample or None], time.monotonic() + arguments.seconds
    tried = [(mutant, is_killed(mutant, Path("src"), arguments.tests)) for mutant in wanted if time.monotonic() < end]
    survivors = [mutant for mutant, killed in tried if not killed]
    result = {
        "package": str(arguments.package),
        "possible": len(found),
        "tried": len(tried),
        "killed": len(tried) - len(survivors),
        "score": round(1 - len(survivors) / max(len(tried), 1), 3),
        "survivors": sorted(f"{mutant.path.name}:{mutant.line} {mutant.change}" for mutant in survivors),
    }
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
