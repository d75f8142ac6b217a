"""Do the tests notice mistakes? Changes one operator or number of the gate or its attacker at a time and runs tests.

python benchmarks/mutants.py [src/teilhabe/engine/audit tests/engine/audit] --sample 60

Every change is judged by the quick tests that call the changed function, the quickest first, until one fails or they
have computed for so many seconds (a quick test computes for half of that at most); a change that makes the tests
compute ten times longer counts as noticed. Prints as JSON how many changes failed a test ("killed"), module by module,
and names those that passed all. Changes that cannot make a difference are excused one by one in
`workloads/equivalent_mutants.toml`, each with its reason.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import json
import os
import random
import resource
import sys
import time
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import hypothesis
import pytest

from workloads.callers import Callers
from workloads.mutations import Mutant, count, mutant
from workloads.planting import plant

PACKAGES = (Path("src/teilhabe/engine/disclosure"), Path("src/teilhabe/engine/audit"))
TESTS = ("tests/engine/disclosure", "tests/engine/audit")
EXCUSES = Path(__file__).parent / "workloads" / "equivalent_mutants.toml"
SOURCE = Path("src").resolve()
_QUIETLY = (
    "-x",
    "-q",
    "-p",
    "no:randomly",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)
_LONGER, _START = 10, 20
"""A run that computes so many times longer than without the change, and some seconds more, never ends."""


class Bench:
    """Holds all tests ready; every change is judged in a copy of this process. A plugin of pytest."""

    def __init__(self, wanted: Sequence[Mutant], seconds: float, until: float) -> None:
        self._wanted, self._seconds, self._end = wanted, seconds, time.monotonic() + until
        self.tried: list[tuple[Mutant, bool]] = []
        self.passed_over: list[str] = []
        self._screen = os.fdopen(os.dup(2), "w")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        known, self.passed_over = _callers(session, self._seconds / 2)
        items = {item.nodeid: item for item in session.items}
        planted: set[Path] = set()
        for one in self._wanted:
            if time.monotonic() > self._end:
                break
            tests, spent = known.judges(_file(one), one.function, self._seconds)
            if one.path not in planted and _is_killed(_unchanged(one), [items[test] for test in tests[:3]], spent):
                raise SystemExit(f"{_file(one)} cannot be replaced while the program runs.")
            planted.add(one.path)
            killed = bool(tests) and _is_killed(one, [items[test] for test in tests], spent)
            self.tried.append((one, killed))
            told = f"{_module(one)}:{one.line} {one.change}"
            print(len(self.tried), "killed" if killed else "SURVIVED", told, file=self._screen, flush=True)
        return True


def _callers(session: pytest.Session, slowest: float) -> tuple[Callers, list[str]]:
    """Who calls what, found in a copy of this process; and the tests that fail without any change: they judge none."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        found = Callers(SOURCE)
        failed = [item.nodeid for item in session.items if not found.watch(item.nodeid, partial(_run, item), slowest)]
        with os.fdopen(write, "w") as pipe:
            json.dump([failed, found.seconds, found.called], pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        failed, seconds, called = json.load(pipe)
    os.waitpid(child, 0)
    places = {test: [(path, line) for path, line in found] for test, found in called.items() if test not in failed}
    return Callers(SOURCE, seconds, places), failed


def _is_killed(mutant: Mutant, items: Sequence[pytest.Item], seconds: float) -> bool:
    """Whether one of these tests fails; `seconds` is what they compute without the change."""
    child = os.fork()
    if not child:
        limit = int(time.process_time() + seconds * _LONGER + _START)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        os._exit(_judged(mutant, items))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _unchanged(mutant: Mutant) -> Mutant:
    return replace(mutant, tree=ast.parse(mutant.path.read_text(encoding="utf-8")))


def _judged(mutant: Mutant, items: Sequence[pytest.Item]) -> int:
    try:
        plant(".".join(Path(_file(mutant)).with_suffix("").parts).removesuffix(".__init__"), mutant.tree)
        for item in items:
            if not _run(item):
                return 1
    except BaseException:  # noqa: BLE001  # whatever the change has broken
        return 1
    return 0


def _run(item: pytest.Item) -> bool:
    """Whether the test passes."""
    before = item.session.testsfailed
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    return item.session.testsfailed == before


def _file(mutant: Mutant) -> str:
    return mutant.path.resolve().relative_to(SOURCE).as_posix()


def _module(mutant: Mutant) -> str:
    return _file(mutant).removeprefix("teilhabe/engine/")


def _excuses() -> dict[tuple[str, str], str]:
    content = tomllib.loads(EXCUSES.read_text(encoding="utf-8")) if EXCUSES.is_file() else {"equivalent": []}
    return {(entry["module"], entry["change"]): entry["reason"] for entry in content["equivalent"]}


def _prepare() -> None:
    """The same examples for every change; a failing one need not be made smaller."""
    hypothesis.settings.register_profile(
        "mutants",
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
    )
    hypothesis.settings.load_profile("mutants")


def _report(tried: Sequence[tuple[Mutant, bool]], possible: int, seconds: float) -> dict[str, object]:
    excuses = _excuses()
    excused = [m for m, killed in tried if not killed and (_module(m), m.change) in excuses]
    survivors = [m for m, killed in tried if not killed and (_module(m), m.change) not in excuses]
    counted, alive = len(tried) - len(excused), {id(one) for one in survivors}
    modules: dict[str, list[int]] = {}
    for one, killed in tried:
        entry = modules.setdefault(_module(one), [0, 0])
        entry[0] += killed
        entry[1] += killed or id(one) in alive
    return {
        "benchmark": "mutants",
        "possible": possible,
        "tried": len(tried),
        "killed": sum(killed for _, killed in tried),
        "equivalent": sorted(f"{_module(m)} {m.change}: {excuses[_module(m), m.change]}" for m in excused),
        "score": round(1 - len(survivors) / counted, 3) if counted else None,
        "seconds_of_tests": seconds,
        "modules": {name: f"{killed} of {count}" for name, (killed, count) in sorted(modules.items())},
        "survivors": sorted(f"{_module(m)}:{m.line} {m.change}" for m in survivors),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, nargs="?", help="a folder or module (default: the gate and its attacker)")
    parser.add_argument("tests", nargs="*", default=TESTS)
    parser.add_argument("--sample", type=int, default=320, metavar="N", help="only N changes, drawn by --seed (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=6, help="what the tests of one change may compute")
    parser.add_argument("--until", type=float, default=float("inf"), help="stop after so many seconds, and say so")
    arguments = parser.parse_args()
    _prepare()
    packages = [arguments.package] if arguments.package else PACKAGES
    modules = [path for package in packages for path in (sorted(package.rglob("*.py")) or [package])]
    found = [(path, number) for path in modules for number in range(count(path))]
    random.Random(arguments.seed).shuffle(found)  # noqa: S311  # a draw of changes is no secret
    wanted = [mutant(path, number) for path, number in found[: arguments.sample or None]]
    bench = Bench(wanted, arguments.seconds, arguments.until)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        pytest.main([*_QUIETLY, *arguments.tests], plugins=[bench])
    tried = bench.tried
    if not tried:
        raise SystemExit(
            "No change was tried, so there is no score: is the package without code, or --until too short?"
        )
    if len(tried) < len(wanted):
        print(f"Only {len(tried)} of {len(wanted)} changes were tried.", file=sys.stderr)
    report = {**_report(tried, len(found), arguments.seconds), "passed_over": bench.passed_over}
    print(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
