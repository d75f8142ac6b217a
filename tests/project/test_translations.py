"""Every German text of the pages has its English translation, and the compiled catalogue is up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from teilhabe import monitoring, portal, project

KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None}
APPS = tuple(Path(package.__path__[0]) for package in (monitoring, portal, project))
CATALOGUE = APPS[2] / "locale/en/LC_MESSAGES/django.po"
COMPILE = "python -m babel.messages.frontend compile --domain django --directory src/teilhabe/project/locale"


def _sources() -> Iterator[bytes]:
    """The source of every module, and of every template turned into the calls it stands for."""
    for app in APPS:
        yield from (file.read_bytes() for file in app.rglob("*.py"))
        yield from (templatize(file.read_text(encoding="utf-8")).encode() for file in app.rglob("*.html"))


def used_messages() -> set[str | tuple[str, ...]]:
    found = (entry for source in _sources() for entry in extract("python", BytesIO(source), keywords=KEYWORDS))
    return {message for _line, message, _comments, _context in found if message}


def _english() -> Catalog:
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="en", domain="django", abort_invalid=True)


def test_every_text_has_an_english_translation() -> None:
    catalogue = _english()
    translated = {message.id for message in catalogue if message.id and all(_strings(message.string))}
    assert used_messages() - translated == set()


def test_the_catalogue_holds_no_text_that_is_not_used() -> None:
    assert {message.id for message in _english() if message.id} - used_messages() == set()


def test_no_translation_is_uncertain() -> None:
    assert [message.id for message in _english() if message.id and message.fuzzy] == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.is_file():
        pytest.fail(f"the English texts are not compiled; run: {COMPILE}")
    fresh = BytesIO()
    write_mo(fresh, _english())
    with compiled.open("rb") as stream:
        assert _texts(read_mo(stream)) == _texts(read_mo(BytesIO(fresh.getvalue()))), f"run: {COMPILE}"


def _texts(catalogue: Catalog) -> dict[object, object]:
    return {_hashable(message.id): _hashable(message.string) for message in catalogue if message.id}


def _hashable(text: str | Sequence[str]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)
