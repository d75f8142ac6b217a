"""Columns of a plain file: which hold figures and which hold codes, told by their names and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from teilhabe.codes.citizenship import parse_citizenship
from teilhabe.codes.countries import country_of_name
from teilhabe.codes.signs import SIGNS, is_below
from teilhabe.codes.territory import code_of_name
from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.meaning.notation import is_number
from teilhabe.engine.preparation.meaning.roles import are_keys, are_mostly_keys, by_content, by_name, names_period, slug

_IDENTIFIER = re.compile(
    r"(.*_)?(id|uuid|nr|no(?!_of_)|num|nummer|(ag|area|reg)?code|schluessel|key|kennziffer|kennzahl|kuerzel|plz"
    r"|postleitzahl|lfn|lfd|gkz|objectid)(_.*)?"
)
_ENDS_WITH_ID = re.compile(r".*[a-zäöüß](Id|ID|Nr|Code|Key|Nummer|Schluessel|Schlüssel)")
_UPPER_ID = re.compile(r"[A-ZÄÖÜ]{2,}(ID|NR)")
_TIME_WORD = re.compile(r"(.*_)?(jahr|year|monat|month|quartal|quarter|datum|date|zeit|time|stichtag|periode?)(_.*)?")
_RANK = re.compile(r"(.*_)?(rang|rank|platz|position)(_.*)?")
_PLURAL = re.compile(r"(gemeinden|kreise|laender|bezirke|stadtteile|ortsteile|stadtbezirke|regionen|gebiete|quartiere)")
"""Above numbers, the plural may count territories as well as number them."""

_NAMES_DIMENSION = re.compile(r"[^_]+(_in)?(_(jahren?|years?|groups?))?")
"""Numbers below "Alter" are ages; those below "alter_unter_6" count people of that age."""

_WHOLE = re.compile(r"\d{1,40}|\d{1,40}\.0+|-1")
"""Codes are whole; a spreadsheet may have made "7312.0" of them, and -1 stands for none."""

_SPACED_KEY = re.compile(r"\d{2,3}(?:[ .]\d+)+")

_LEFT_EMPTY = frozenset({"", "NA", "N/A", "n/a", "na", "NULL", "null", "None", "nan", "NaN", "#N/A", "#NV", "<NA>"})
_FIGURE_SIGNS = frozenset({"-", "–", "—", ".", "...", "…", "/", "•", "*", ":"})
_FOOTNOTED = re.compile(r"[+\-−–]?\d[\d.,\s]*(?:\d\)|\*{1,3}\)?|[a-z]\)|[¹²³⁴-⁹]\)?)")
"""A figure with the number of a footnote; where "6511)" ends the figure, nobody can tell."""

_ENOUGH_CODES = 5
_MOST_ODD = 20


@dataclass(frozen=True)
class Column:
    """One column of the file. `name` is the name it goes by, after renaming; `letter` its place in a spreadsheet.

    `is_declared`: a recipe has given the name, so that nothing is to be recognised.
    """

    header: str
    name: str
    letter: str
    cells: Coded[str]
    is_declared: bool = False

    @cached_property
    def different(self) -> frozenset[str]:
        """The different texts without blanks around them, the empty one left out."""
        return frozenset({cell.strip() for cell in self.cells.cells} - {""})

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(text for text in self.different if is_number(text))

    @cached_property
    def is_whole(self) -> bool:
        """Whether there are texts at all, and each is a whole number or a sign for none."""
        telling = self.different - _LEFT_EMPTY
        return bool(telling) and all(_WHOLE.fullmatch(text) for text in telling)

    @cached_property
    def is_unique(self) -> bool:
        """Whether every row has a text of its own, empty cells aside."""
        return len(self.different) == int(self.cells.where(lambda cell: bool(cell.strip())).sum())


def is_identifier(name: str) -> bool:
    """Whether a column of numbers with this name holds codes, which nobody adds up."""
    return bool(_IDENTIFIER.fullmatch(slug(name)) or _ENDS_WITH_ID.fullmatch(name.strip()))


def says_nothing(cells: Coded[str]) -> bool:
    """A column that nobody has filled is neither values nor a dimension."""
    return {cell.strip() for cell in cells.cells} <= _LEFT_EMPTY


def value_columns(columns: Sequence[Column]) -> list[Column]:
    """Columns of figures that are not the codes, dates or ages of something."""
    figures = [holds_figures(column) for column in columns]
    return [
        column
        for place, (column, has_figures) in enumerate(zip(columns, figures, strict=True))
        if has_figures and not _is_label(column, columns, _neighbours(columns, figures, place))
    ]


def _neighbours(columns: Sequence[Column], figures: Sequence[bool], place: int) -> list[Column]:
    """The columns of texts beside a column."""
    beside = (place - 1, place + 1)
    return [columns[at] for at in beside if 0 <= at < len(columns) and not figures[at]]


def holds_figures(column: Column) -> bool:
    """Numbers and signs, with few other texts at most: those are signs that nobody has explained yet."""
    texts = column.different
    odd = texts - column.numbers - SIGNS.keys() - _LEFT_EMPTY
    if by_name(column.name, column.name) is None:
        odd = frozenset(text for text in odd if not is_below(text) and not _FOOTNOTED.fullmatch(text))
    if not column.numbers:
        return bool(texts & _FIGURE_SIGNS) and not odd
    return len(odd) * _MOST_ODD <= len(column.numbers) and _are_signs(odd)


def _are_signs(odd: frozenset[str]) -> bool:
    """What stands in for a number is short, and no period or age that a column of labels would hold."""
    return all(len(text) <= 25 and by_content({text}) is None for text in odd)


def _is_label(column: Column, columns: Sequence[Column], neighbours: Sequence[Column]) -> bool:
    if column.is_declared:
        return True
    if _is_code_itself(column.name):
        return False
    if _has_leading_zeros(column) or _holds_spaced_keys(column) or _counts_up(column, neighbours):
        return True
    if column.header == column.letter and all(map(_is_year, column.different)):
        return True
    role = by_name(column.name, column.name)
    if role in ("age", "residence_status") and not is_identifier(column.name):
        return column.is_whole and _NAMES_DIMENSION.fullmatch(slug(column.name)) is not None
    if role == "time_period":
        return any(names_period(text) for text in column.different) or column.is_whole
    if role is not None:
        return column.is_whole and not _counts_territories(column, columns)
    if _TIME_WORD.fullmatch(slug(column.name)) and all(map(names_period, column.different)):
        return True
    return column.is_whole and (is_identifier(column.name) or _is_upper_id(column))


def _is_code_itself(name: str) -> bool:
    """A heading "2014", "0 - 9" or "Deutschland" stands over values of that year, age or country."""
    named = by_content({name}) in ("time_period", "age") and not is_identifier(name)
    is_country = country_of_name(name) is not None or parse_citizenship(name) is not None
    return named or code_of_name(name) is not None or is_country


def _is_year(text: str) -> bool:
    return text[:2] in ("19", "20") and len(text) == 4 and text.isdigit()


def _has_leading_zeros(column: Column) -> bool:
    """Figures are never filled up with zeros; some codes of several digits begin with one, and all are whole."""
    filled = [text for text in column.different if len(text) > 1 and text[0] == "0" and text.isdigit()]
    return bool(filled) and column.is_whole


def _holds_spaced_keys(column: Column) -> bool:
    """Official keys with blanks or points between their parts: "07 312" begins with a zero, as no figure does; others
    look like thousands and need a heading that promises keys."""
    texts = column.different - _LEFT_EMPTY
    if not texts or not all(map(_SPACED_KEY.fullmatch, texts)) or not are_keys(texts):
        return False
    is_promised = is_identifier(column.name) or by_name(column.name, column.name) == "ref_area"
    return is_promised or any(text[0] == "0" for text in texts)


def _is_upper_id(column: Column) -> bool:
    """ "RAUMID" is an identifier, "SUIZID" is not: the texts have to differ from row to row."""
    return bool(_UPPER_ID.fullmatch(column.name.strip())) and column.is_unique


def _counts_territories(column: Column, columns: Sequence[Column]) -> bool:
    """ "Gemeinden" beside the names or years of other things says how many there are."""
    if not _PLURAL.fullmatch(slug(column.name)) or are_mostly_keys(column.different):
        return False
    others = [other for other in columns if other is not column and not _PLURAL.fullmatch(slug(other.name))]
    return any(by_name(other.name, other.name) in ("ref_area", "time_period") for other in others)


def _counts_up(column: Column, neighbours: Sequence[Column]) -> bool:
    """Numbers that name what stands beside them: each its own, rising row by row, often by one.

    Figures do not follow each other like that beside names, unless they are ranks.
    """
    if not column.is_whole or not column.is_unique or _RANK.fullmatch(slug(column.name)):
        return False
    if not any(map(_names_rows, neighbours)):
        return False
    numbers = [int(float(cell)) for cell in column.cells if cell.strip() and cell.strip() not in _LEFT_EMPTY]
    steps = [after - before for before, after in pairwise(numbers)]
    if len(numbers) < _ENOUGH_CODES:
        return False
    rising = sum(step > 0 for step in steps)
    return rising >= 0.9 * len(steps) and sum(step == 1 for step in steps) >= 0.25 * len(steps)


def _names_rows(text: Column) -> bool:
    """A column of names, which differ from row to row."""
    return text.is_unique and by_content(text.different) not in ("time_period", "part_of_year", "age", "sex")
