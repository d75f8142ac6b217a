"""Every character that readers may meet can be drawn by the fonts that we bring: no empty boxes on any phone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from teilhabe.outreach.languages import own_name
from teilhabe.project.languages import site_languages

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src/teilhabe/project/static/build"
LANGUAGES = "de,de-simple,en,ar,uk,ru,tr,fa,prs,ti,fr"
WEIGHTS = (("400", "400"), ("600", "600 700"))
CONTENT = (".md", ".toml", ".txt")


@pytest.fixture(scope="module")
def drawn() -> dict[str, set[int]]:
    """Characters by family and weight, as `glyphs.mjs` reads them from the built style sheet."""
    path = os.pathsep.join((os.environ["PATH"], str(Path(sys.executable).parent)))
    node = shutil.which("node", path=path)
    if node is None or not (BUILT / "manifest.json").is_file():
        pytest.skip("the front end has not been built (node frontend/build.mjs)")
    command = [node, str(ROOT / "tests/project/glyphs.mjs"), str(BUILT)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True).stdout
    return {name: set(codes) for name, codes in json.loads(printed).items()}


def _texts() -> Iterator[tuple[str, str]]:
    """Where each text stands, and the text: catalogues, sample content, and what languages call themselves."""
    for file in sorted((ROOT / "src").rglob("django.po")):
        with file.open("rb") as stream:
            for message in read_po(stream):
                yield str(file.relative_to(ROOT)), "".join(message.string)
    for file in sorted((ROOT / "cities").rglob("content/**/*")):
        if file.suffix in CONTENT:
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")
    yield "names", "".join(own_name(code) + name for code, name in site_languages(LANGUAGES))


def _is_visible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf")


@pytest.mark.parametrize("weights", WEIGHTS, ids=lambda each: each[0])
def test_every_character_of_catalogues_and_samples_can_be_drawn(
    drawn: dict[str, set[int]], weights: tuple[str, str]
) -> None:
    known = set().union(*(codes for name, codes in drawn.items() if name.endswith(weights)))
    missing = {
        (where, character)
        for where, text in _texts()
        for character in text
        if _is_visible(character) and ord(character) not in known
    }
    assert missing == set()


def test_arabic_and_ethiopic_come_from_files_of_their_own(drawn: dict[str, set[int]]) -> None:
    assert ord("ع") in drawn["Noto Sans Arabic 400"]
    assert ord("ት") in drawn["Noto Sans Ethiopic 400"]
    assert not any(ord(letter) in drawn["Fira Sans 400"] for letter in "عት")
