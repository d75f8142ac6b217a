"""What is out of date is known by what it depends on."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import grimp
import pytest

from teilhabe.engine.pipeline.fingerprint import NEVER, Ledger, Work, is_part, of_software

WORKS: tuple[Work, ...] = get_args(Work)


@pytest.mark.parametrize(
    ("work", "room"),
    [
        ("generate", "teilhabe.engine.generator"),
        ("prepare", "teilhabe.engine.preparation"),
        ("indicators", "teilhabe.engine.indicators"),
        ("indicators", "teilhabe.engine.disclosure"),
        ("indicators", "teilhabe.charts"),
        ("finished", "teilhabe.engine.pipeline.finished"),
    ],
)
def test_all_code_that_a_work_passes_through_belongs_to_its_fingerprint(
    work: Work, room: str, project_root: Path
) -> None:
    graph = grimp.build_graph("teilhabe")
    imported = {room} | {module for module in graph.modules if f"{module}.".startswith(f"{room}.")}
    imported |= {above for module in imported for above in graph.find_upstream_modules(module)}
    paths = {module.removeprefix("teilhabe").strip(".").replace(".", "/") for module in imported} - {""}
    package = project_root / "src/teilhabe"
    files = {f"{path}.py" if (package / f"{path}.py").is_file() else f"{path}/__init__.py" for path in paths}
    assert {file for file in files if (package / file).stat().st_size if not is_part(file, work)} == set()


@pytest.mark.parametrize("name", ["known", "observed", "finest", "finest_search", "auditing"])
def test_what_was_searched_is_forgotten_when_code_behind_the_search_changes(name: str) -> None:
    imported = grimp.build_graph("teilhabe").find_modules_directly_imported_by(f"teilhabe.engine.pipeline.{name}")
    paths = {module.removeprefix("teilhabe.").replace(".", "/") + ".py" for module in imported}
    elsewhere = {"engine/audit.py", "engine/pipeline/fingerprint.py"}  # a package; decides about no figure
    assert {path for path in paths - elsewhere if not is_part(path, "gate")} == set()


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
