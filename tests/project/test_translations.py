"""Every German text of the pages has its English translation, and the compiled catalogue is up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import teilhabe

KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None}
SOURCE = Path(teilhabe.__path__[0])
CATALOGUES = sorted(SOURCE.rglob("locale/en/LC_MESSAGES/django.po"))
COMPILE = "make"
COMMON = SOURCE / "project"
"""Its catalogue serves the public site too; every other one only the app it lies in."""


def _home(catalogue: Path) -> Path:
    return catalogue.parents[3]


def _room(file: Path) -> Path:
    """The app whose catalogue translates the file."""
    homes = [home for home in map(_home, CATALOGUES) if home in file.parents]
    return max(homes, key=lambda home: len(home.parts), default=COMMON)


def _sources() -> Iterator[tuple[Path, bytes]]:
    """The source of every module, and of every template turned into the calls it stands for."""
    yield from ((file, file.read_bytes()) for file in SOURCE.rglob("*.py"))
    yield from ((file, templatize(file.read_text(encoding="utf-8")).encode()) for file in SOURCE.rglob("*.html"))


@cache
def used_messages() -> dict[Path, set[str | tuple[str, ...]]]:
    used: dict[Path, set[str | tuple[str, ...]]] = {}
    for file, source in _sources():
        if b"gettext" in source or b"_(" in source:
            found = extract("python", BytesIO(source), keywords=KEYWORDS)
            used.setdefault(_room(file), set()).update(message for _l, message, _c, _x in found if message)
    return used


def _english(catalogue: Path) -> Catalog:
    with catalogue.open("rb") as stream:
        return read_po(stream, locale="en", domain="django", abort_invalid=True)


def test_every_text_has_an_english_translation() -> None:
    for room, used in used_messages().items():
        own = room / "locale/en/LC_MESSAGES/django.po"
        catalogues = [each for each in {own, COMMON / "locale/en/LC_MESSAGES/django.po"} if each.is_file()]
        messages = [message for each in catalogues for message in _english(each)]
        translated = {message.id for message in messages if message.id and all(_strings(message.string))}
        assert used - translated == set(), f"untranslated in {room.name}"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda each: _home(each).name)
def test_the_catalogue_holds_no_text_that_is_not_used(catalogue: Path) -> None:
    used = used_messages()
    here = set().union(*used.values()) if _home(catalogue) == COMMON else used.get(_home(catalogue), set())
    assert {message.id for message in _english(catalogue) if message.id} - here == set()


def test_one_text_has_one_translation() -> None:
    known: dict[object, object] = {}
    for catalogue in CATALOGUES:
        for message in _english(catalogue):
            if message.id:
                assert known.setdefault(_hashable(message.id), message.string) == message.string, message.id


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda each: _home(each).name)
def test_no_translation_is_uncertain(catalogue: Path) -> None:
    assert [message.id for message in _english(catalogue) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda each: _home(each).name)
def test_the_compiled_catalogue_is_up_to_date(catalogue: Path) -> None:
    compiled = catalogue.with_suffix(".mo")
    if not compiled.is_file():
        pytest.fail(f"the English texts of {_home(catalogue).name} are not compiled; run: {COMPILE}")
    fresh = BytesIO()
    write_mo(fresh, _english(catalogue))
    with compiled.open("rb") as stream:
        assert _texts(read_mo(stream)) == _texts(read_mo(BytesIO(fresh.getvalue()))), f"run: {COMPILE}"


def _texts(catalogue: Catalog) -> dict[object, object]:
    return {_hashable(message.id): _hashable(message.string) for message in catalogue if message.id}


def _hashable(text: str | Sequence[str]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)
