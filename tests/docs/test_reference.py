"""The documents keep up with what there is."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from teilhabe.engine.indicators import adapting, definition
from teilhabe.engine.indicators.definition import FORMULAS, VARIANT_KINDS


@pytest.fixture(scope="module")
def make_reference(project_root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", project_root / "docs" / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_compiled_translations_no_page_is_written(make_reference: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "django.po").touch()
    with pytest.raises(SystemExit, match="is not compiled"):
        make_reference.refuse_without_translations(tmp_path)
    (tmp_path / "django.mo").touch()
    make_reference.refuse_without_translations(tmp_path)


@pytest.mark.parametrize("name", ["commands.md", "indicators.md", "sources.md", "permissions.md"])
def test_the_generated_pages_are_up_to_date(make_reference: ModuleType, project_root: Path, name: str) -> None:
    page = (project_root / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert page == make_reference.pages()[name], "run `make docs`"


def test_every_document_can_be_found_from_the_first_one(project_root: Path) -> None:
    docs = project_root / "docs"
    text = (docs / "README.md").read_text(encoding="utf-8")
    pages = {p.relative_to(docs).as_posix() for p in docs.glob("*/*.md") if p.parent.name != "adr"}
    assert {page for page in pages if f"`{page}`" not in text} == set()


def test_decisions_are_short_and_numbered_without_a_gap(project_root: Path) -> None:
    decisions = sorted((project_root / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    assert {path.name for path in decisions if len(path.read_text().splitlines()) > 20} == set()


def test_documents_named_by_documents_exist(project_root: Path) -> None:
    for page in (*project_root.glob("*.md"), *project_root.glob("docs/**/*.md")):
        named = re.findall(r"`(docs/[\w./-]+\.\w+)`", page.read_text(encoding="utf-8"))
        assert {name for name in named if not (project_root / name).exists()} == set(), page


def test_every_indicator_and_source_has_its_heading(project_root: Path) -> None:
    reference = project_root / "docs" / "reference"
    headings = set(re.findall(r"^### (.+)$", "\n".join(p.read_text() for p in reference.glob("*.md")), re.MULTILINE))
    definitions = project_root / "src/teilhabe/engine/indicators/definitions"
    for path in definitions.glob("*.toml"):
        assert set(tomllib.loads(path.read_text())["indicators"]) <= headings
    for path in (project_root / "cities").glob("*/sources.toml"):
        names = {f"{path.parent.name}: {name}" for name in tomllib.loads(path.read_text())["datasets"]}
        assert names <= headings


def test_every_finding_of_the_engine_is_explained(project_root: Path) -> None:
    page = (project_root / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    code = "\n".join(p.read_text() for p in (project_root / "src/teilhabe/engine/preparation").rglob("*.py"))
    used = set(re.findall(r'(?:Finding|note|warning|error)\(\s*"([a-z]+(?:-[a-z]+)+)"', code))
    assert len(used) >= 8
    assert {name for name in used if name not in page} == set()


def test_the_folders_of_the_architecture_exist(project_root: Path) -> None:
    text = (project_root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`[^`]+` ?)+)\|", text, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    source = project_root / "src" / "teilhabe"
    assert {name for name in named if not (source / name).exists()} == set()
    rooms = {p.name for p in source.iterdir() if p.is_dir() and p.name != "__pycache__" and p.name != "engine"}
    assert {room for room in rooms if f"`{room}/`" not in text} == set()


def test_the_commands_of_the_readme_exist(project_root: Path) -> None:
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    makefile = (project_root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", readme, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_key_of_an_indicator_is_explained(project_root: Path) -> None:
    text = (project_root / "docs" / "reference" / "indicator-declarations.md").read_text(encoding="utf-8")
    keys = {*definition.KEYS, *definition.PART_KEYS, *adapting.KEYS, *VARIANT_KINDS, *FORMULAS}
    assert {
        key for key in keys if f"`{key}`" not in text and f"`{key} =" not in text and f"[{key}" not in text
    } == set()
