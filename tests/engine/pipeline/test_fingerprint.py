"""What is out of date is known by what it depends on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import grimp
import pytest

from teilhabe.engine.pipeline.fingerprint import NEVER, Ledger, Work, is_part, of_software

WORKS: tuple[Work, ...] = get_args(Work)


PIPELINE = "teilhabe.engine.pipeline"

DOORS: Mapping[Work, tuple[str, ...]] = {
    "generate": ("teilhabe.engine.generator",),
    "prepare": (f"{PIPELINE}.preparing",),
    "indicators": (f"{PIPELINE}.renewal",),
    "gate": (f"{PIPELINE}.gating", f"{PIPELINE}.auditing", f"{PIPELINE}.finest_search"),
    "release": (f"{PIPELINE}.assembling",),
    "finished": (f"{PIPELINE}.finished",),
}
"""Where each kind of work begins: the modules that it calls, and those inside these folders."""

HARMLESS: Mapping[Work, Mapping[str, str]] = {
    "generate": {},
    "prepare": {
        f"{PIPELINE}.city": "its declarations count by what they say, as recipe and places",
        f"{PIPELINE}.workspace": "names paths",
        f"{PIPELINE}.fingerprint": "decides what is due, not what is in it",
    },
    "indicators": {
        f"{PIPELINE}.vintages": "what it kept counts by its history",
        f"{PIPELINE}.auditing": "what it decided counts as the figures that are hidden",
        "teilhabe": "its version counts by itself",
    },
    "gate": {
        f"{PIPELINE}.city": "only its districts are asked for, and they count by what they are",
        f"{PIPELINE}.workspace": "names paths",
        f"{PIPELINE}.fingerprint": "decides what is due, not what is in it",
        f"{PIPELINE}.decisions": "keeps the answer",
        f"{PIPELINE}.approvals": "what it reads counts by the releases it names",
        f"{PIPELINE}.results": "what it found counts as facts",
        f"{PIPELINE}.telling": "what it found counts as facts",
        "teilhabe.engine.indicators.spreads": "a room itself, for the one number that is taken from it",
    },
    "release": {"teilhabe": "its version counts by itself"},
    "finished": {"teilhabe": "its version counts by itself"},
}
"""Where a chain of imports ends, and why: what lies behind is known by its product, or decides about nothing."""


@pytest.mark.parametrize("work", WORKS)
def test_all_code_that_a_work_passes_through_belongs_to_its_fingerprint(work: Work, project_root: Path) -> None:
    """Else a page would be kept that this code would now make another."""
    passed, met = _passed(work)
    package = project_root / "src/teilhabe"
    files = [_file(package, module) for module in sorted(passed)]
    assert [file for file in files if (package / file).stat().st_size and not is_part(file, work)] == []
    assert met == set(HARMLESS[work])


def _passed(work: Work) -> tuple[set[str], set[str]]:
    """The modules between the doors of a work and where it ends, and the harmless ones that it came to."""
    graph = grimp.build_graph("teilhabe")
    inside = {module for module in graph.modules for door in DOORS[work] if f"{module}.".startswith(f"{door}.")}
    passed: set[str] = set()
    met: set[str] = set()
    while inside:
        met |= inside & HARMLESS[work].keys()
        passed |= (inside := inside - met)
        inside = {above for module in inside for above in graph.find_modules_directly_imported_by(module)} - passed
    return passed, met


def _file(package: Path, module: str) -> str:
    path = module.removeprefix("teilhabe").strip(".").replace(".", "/")
    return f"{path}.py" if (package / f"{path}.py").is_file() else f"{path}/__init__.py"


def test_each_kind_of_work_has_a_software_of_its_own() -> None:
    assert len({of_software(work) for work in WORKS}) == len(WORKS)


def test_code_of_one_kind_of_work_does_not_count_for_another() -> None:
    assert not is_part("engine/generator/housing.py", "indicators")
    assert not is_part("charts/bars.py", "prepare")
    assert not is_part("monitoring/views.py", "release")


def test_declarations_of_indicators_are_no_software() -> None:
    assert not is_part("engine/indicators/definitions/labour.toml", "indicators")
    assert not is_part("engine/indicators/breaks.toml", "indicators")
    assert is_part("engine/indicators/values.py", "indicators")


def test_a_step_is_fresh_until_one_of_its_inputs_is_new_changed_or_gone(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.json")
    assert ledger.changes("step", {"a": "1"}) == (NEVER,)
    ledger.record("step", {"a": "1", "b": "1", "c": "1"})
    again = Ledger(tmp_path / "ledger.json")
    assert again.changes("step", {"a": "1", "b": "1", "c": "1"}) == ()
    assert again.changes("step", {"a": "1", "b": "2", "d": "1"}) == ("b", "c", "d")


def test_a_forgotten_step_was_never_done(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.json")
    ledger.record("step", {"a": "1"})
    ledger.forget(["step", "another"])
    assert Ledger(tmp_path / "ledger.json").changes("step", {"a": "1"}) == (NEVER,)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_an_unreadable_ledger_knows_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "ledger.json").write_text(content)
    assert Ledger(tmp_path / "ledger.json").changes("step", {}) == (NEVER,)
