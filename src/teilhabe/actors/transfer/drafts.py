"""A row of a foreign list becomes the draft of a person, or sentences that say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from teilhabe.actors.folding import fold
from teilhabe.actors.reaching import contact_key, written
from teilhabe.actors.transfer.columns import CONTACTS, Target
from teilhabe.actors.transfer.extensions import FurtherColumn
from teilhabe.actors.transfer.vcards import split_name
from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.errors import InputError
from teilhabe.text import Text

LONGEST = {"given_name": 200, "family_name": 200, "district": 100, "contact": 500}
_BETWEEN = re.compile(r"[,;/|&\n]|(?<=\s)(?:und|and)(?=\s)")


@dataclass(frozen=True)
class Draft:
    """What is known of a person from one row; `contact_points` are pairs of kind and value. It holds no problem."""

    given_name: str
    family_name: str
    preferred_language: str = ""
    languages: tuple[str, ...] = ()
    district: str = ""
    organisation: str = ""
    note: str = ""
    contact_points: tuple[tuple[str, str], ...] = ()
    further: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Filled cells of columns that upper apps understand, by code."""

    @property
    def keyed(self) -> list[tuple[tuple[str, str], str]]:
        """The contact points, each with the key by which it is compared."""
        return [((kind, value), contact_key(kind, value)) for kind, value in self.contact_points]


class RowProblem(InputError):
    """Why a row cannot be taken over; `problems` holds a sentence for each fault, none repeats what was written."""

    def __init__(self, problems: Sequence[Text]) -> None:
        super().__init__(" ".join(each.de for each in problems), " ".join(each.en for each in problems))
        self.problems = tuple(problems)


@dataclass
class _Row:
    """The cells of a row by where they go, and what was found wrong on the way."""

    cells: Mapping[str, Sequence[str]]
    problems: list[Text]

    def one(self, target: Target) -> str:
        return next(iter(self.cells.get(target, ())), "")


def draft_of(row: Sequence[str], targets: Sequence[str], further: Sequence[FurtherColumn] = ()) -> Draft:
    """The person that a row describes; RowProblem where one of its cells cannot be what its column says."""
    cells: dict[str, list[str]] = {}
    for cell, target in zip(row, targets, strict=True):
        if cell.strip() and target:
            cells.setdefault(target, []).append(cell)
    found = _Row(cells, [])
    given_name, family_name = _names(found)
    draft = Draft(
        given_name,
        family_name,
        preferred_language=next(iter(_languages(found, Target.PREFERRED_LANGUAGE)), ""),
        languages=tuple(_languages(found, Target.LANGUAGES)),
        district=_short(found, found.one(Target.DISTRICT), "district"),
        organisation=" ".join(found.one(Target.ORGANISATION).split()),
        note="\n\n".join(found.cells.get(Target.NOTE, ())),
        contact_points=tuple(_contact_points(found)),
        further=tuple(_further(found, further)),
    )
    if found.problems:
        raise RowProblem(found.problems)
    return draft


def _further(row: _Row, columns: Sequence[FurtherColumn]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for column in columns:
        cells = tuple(row.cells.get(column.code, ()))
        row.problems.extend(fault for cell in cells if (fault := column.fault(cell)))
        if cells:
            yield column.code, cells


def _names(row: _Row) -> tuple[str, str]:
    given, family = row.one(Target.GIVEN_NAME), row.one(Target.FAMILY_NAME)
    if not family and (whole := row.one(Target.WHOLE_NAME)):
        given, family = split_name(whole) if not given else (given, whole)
    if not family:
        given, family = "", given  # a single name stands as a family name
    if not family:
        row.problems.append(Text("Der Name fehlt.", "The name is missing."))
    return _short(row, given, "given_name"), _short(row, family, "family_name")


def _short(row: _Row, text: str, field: str) -> str:
    tidy = " ".join(text.split())
    if len(tidy) > LONGEST[field]:
        row.problems.append(
            Text(f"Eine Angabe hat mehr als {LONGEST[field]} Zeichen.", f"A value exceeds {LONGEST[field]} characters.")
        )
    return tidy[: LONGEST[field]]


def _contact_points(row: _Row) -> list[tuple[str, str]]:
    """In the order of the columns' kinds, equal ones once; street, postcode and town together are one address."""
    cells = dict(row.cells)
    town = " ".join(filter(None, (row.one(Target.POSTCODE), row.one(Target.TOWN))))
    if address := ", ".join(filter(None, (row.one(Target.STREET), town))):
        cells[Target.POST] = [*cells.get(Target.POST, ()), address]
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for target in CONTACTS:
        for cell in cells.get(target, ()):
            try:
                value = written(target, cell)
            except InputError as error:
                row.problems.append(error.text)
                continue
            found.setdefault((target, contact_key(target, value)), (str(target), _short(row, value, "contact")))
    return list(found.values())


def _languages(row: _Row, target: Target) -> list[str]:
    """Codes of the languages named, by code, by German, English or own name, each once."""
    named = [name for cell in row.cells.get(target, ()) for name in _BETWEEN.split(cell) if name.strip()]
    codes = [_CODES.get(fold(name)) for name in named]
    if None in codes:
        row.problems.append(Text("Eine der Sprachen ist nicht bekannt.", "One of the languages is not known."))
    return list(dict.fromkeys(code for code in codes if code))


_CODES = {
    fold(name): language.code
    for language in SPOKEN_LANGUAGES.values()
    for name in (language.code, language.name.de, language.name.en, language.own_name)
}
