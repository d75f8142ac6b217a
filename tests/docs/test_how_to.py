"""The commands of the how-to do what it says, on invented twins of the files it is about."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.docs.twins import RECIPES, write_twins

from teilhabe.cli import main

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture
def page(project_root: Path) -> str:
    return (project_root / "docs" / "how-to" / "prepare-a-table.md").read_text(encoding="utf-8")


def test_the_commands_print_what_the_page_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_twins(tmp_path)
    monkeypatch.chdir(tmp_path)
    blocks = _BLOCK.findall(page)
    assert len(blocks) >= 6
    for block in blocks:
        command, _, shown = block.partition("\n")
        main(shlex.split(command.removeprefix("$ teilhabe ")))
        printed = capsys.readouterr()
        assert (printed.out + printed.err).strip() == shown.strip(), command


def test_the_recipes_of_the_page_are_those_that_were_tried(page: str) -> None:
    for text in RECIPES.values():
        assert f"```toml\n{text}```" in page
