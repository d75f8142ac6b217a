"""vCards: read as address books write them (2.1, 3.0, 4.0), written as RFC 6350 (4.0) wants them.

    cards = read_cards(text)
    text = write_cards(cards)

What the office has a field for is read; photos and everything else are left out. For every card of printable
text `read_cards(write_cards([card])) == [card]`.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOBILE, PHONE, MAIL, POST, MESSENGER, WEB = "mobile", "phone", "mail", "post", "messenger", "web"
LONGEST_LINE_BYTES = 75
LONGEST_HEAD = 500
_DISTRICT = "X-TEILHABE-DISTRICT"


@dataclass(frozen=True)
class Card:
    """One person; `contact_points` are pairs of kind and value, `languages` codes with the preferred one first."""

    given_name: str = ""
    family_name: str = ""
    contact_points: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    organisation: str = ""
    district: str = ""
    note: str = ""

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.given_name, self.family_name)))


@dataclass(frozen=True)
class _Line:
    name: str
    value: str
    parameters: frozenset[str]

    def has(self, *types: str) -> bool:
        return any(each.removeprefix("TYPE=") in types for each in self.parameters)


@dataclass
class _Reading:
    """What was read of a card so far."""

    names: tuple[str, str] = ("", "")
    full_name: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    points: list[tuple[str, str]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    def card(self) -> Card:
        given, family = self.names if any(self.names) else split_name(self.full_name)
        return Card(
            given,
            family,
            tuple(dict.fromkeys(self.points)),
            tuple(dict.fromkeys(self.languages)),
            self.texts.get("ORG", ""),
            self.texts.get(_DISTRICT, ""),
            self.texts.get("NOTE", ""),
        )


def is_vcard(text: str) -> bool:
    return text.lstrip().upper().startswith("BEGIN:VCARD")


def split_name(whole: str) -> tuple[str, str]:
    """Given and family name of "Yılmaz, Amina" or "Amina Yılmaz"; a single name is a family name."""
    family, comma, given = whole.partition(",")
    if not comma:
        given, _blank, family = whole.strip().rpartition(" ")
    return given.strip(), family.strip()


def read_cards(text: str) -> list[Card]:
    """The cards of a file, in their order; a card without an end ends with the file or the next beginning."""
    cards: list[Card] = []
    current: _Reading | None = None
    for line in filter(None, map(_parsed, _unfolded(text))):
        if line.name in ("BEGIN", "END"):
            if current:
                cards.append(current.card())
            current = _Reading() if line.name == "BEGIN" else None
        elif current:
            _take(current, line)
    return [*cards, current.card()] if current else cards


_LINE_BREAK = re.compile(r"\r\n|\n|\r")


def _unfolded(text: str) -> list[str]:
    """Logical lines: continued ones begin with a blank, or follow a "=" in quoted-printable."""
    lines: list[list[str]] = []
    for line in _LINE_BREAK.split(text):
        if lines and _goes_on(lines[-1]):
            lines[-1][-1] = lines[-1][-1].removesuffix("=")
            lines[-1].append(line)
        elif lines and line[:1] in (" ", "\t"):
            lines[-1].append(line[1:])
        else:
            lines.append([line])
    return ["".join(pieces) for pieces in lines]


def _goes_on(pieces: list[str]) -> bool:
    return pieces[-1].endswith("=") and "QUOTED-PRINTABLE" in pieces[0][:LONGEST_HEAD].partition(":")[0].upper()


_HEAD = re.compile(r'((?:[^:;"]|"[^"]*")+)((?:;(?:[^:;"]|"[^"]*")*)*):(.*)', re.DOTALL)


def _parsed(line: str) -> _Line | None:
    found = _HEAD.fullmatch(line)
    if not found:
        return None
    name, rest, value = found.groups()
    parameters = [each.replace('"', "").upper() for each in rest.split(";") if each]
    types = frozenset(part if "=" in part else f"TYPE={part}" for each in parameters for part in _types(each))
    if "ENCODING=QUOTED-PRINTABLE" in types or "TYPE=QUOTED-PRINTABLE" in types:
        value = _from_quoted_printable(value, types)
    return _Line(name.rpartition(".")[2].strip().upper(), value, types)


def _types(parameter: str) -> list[str]:
    name, is_named, values = parameter.partition("=")
    return [f"{name}={value}" for value in values.split(",")] if is_named else [name]


def _from_quoted_printable(value: str, parameters: frozenset[str]) -> str:
    """Old telephones write umlauts as bytes, in the character set that they name."""
    octets = quopri.decodestring(value.encode("utf-8", "replace"))
    named = next((each.removeprefix("CHARSET=") for each in parameters if each.startswith("CHARSET=")), "utf-8")
    for charset in (named, "utf-8", "cp1252"):
        try:
            return octets.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return octets.decode("latin-1")


_URI = {"TEL": "tel:", "EMAIL": "mailto:"}
_POINTS = {"EMAIL": MAIL, "IMPP": MESSENGER, "URL": WEB, "ADR": POST}


def _take(card: _Reading, line: _Line) -> None:
    if line.name == "N":
        family, given, additional, *_titles = (*_parts(line.value), "", "", "")
        card.names = " ".join(filter(None, (given, additional))), family
    elif line.name == "FN":
        card.full_name = _plain(line.value)
    elif line.name == "LANG":
        card.languages.append(_plain(line.value).lower())
    elif line.name in ("ORG", "NOTE", _DISTRICT):
        text = ", ".join(filter(None, _parts(line.value))) if line.name == "ORG" else _plain(line.value)
        card.texts.setdefault(line.name, text)
    elif point := _point(line):
        card.points.append(point)


def _point(line: _Line) -> tuple[str, str] | None:
    if line.name == "TEL":
        kind = MOBILE if line.has("CELL") else PHONE
        value = _plain(line.value)
        return None if line.has("FAX") or not value else (kind, value.removeprefix("tel:"))
    kind = _POINTS.get(line.name, "")
    value = ", ".join(filter(None, _parts(line.value))) if kind == POST else _plain(line.value)
    return (kind, value.removeprefix(_URI.get(line.name, ""))) if kind and value else None


_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _parts(value: str) -> list[str]:
    """The components of a structured value; a semicolon after a backslash is part of its text."""
    return [_plain(part) for part in _COMPONENT.findall(value)]


_COMPONENT = re.compile(r"(?:^|(?<=;))((?:\\.|[^;\\])*\\?)(?=;|$)", re.DOTALL)


def write_cards(cards: Iterable[Card]) -> str:
    """The text of a .vcf file: lines end with CR LF and are folded to 75 bytes."""
    return "".join(f"{folded}\r\n" for card in cards for line in _lines(card) for folded in _folded(line))


def _lines(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"FN:{_escaped(card.full_name)}"
    yield f"N:{_escaped(card.family_name)};{_escaped(card.given_name)};;;"
    for kind, value in card.contact_points:
        yield f"{_HEADS[kind]}{_escaped(value)}{';;;;' if kind == POST else ''}"
    for place, code in enumerate(card.languages, 1):
        yield f"LANG;PREF={place}:{_escaped(code)}"
    for name, text in (("ORG", card.organisation), (_DISTRICT, card.district), ("NOTE", card.note)):
        if text:
            yield f"{name}:{_escaped(text)}"
    yield "END:VCARD"


_HEADS = {
    MOBILE: "TEL;TYPE=cell:",
    PHONE: "TEL;TYPE=voice:",
    MAIL: "EMAIL:",
    POST: "ADR:;;",
    MESSENGER: "IMPP:",
    WEB: "URL:",
}


def _escaped(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, written)
    return _LINE_BREAK.sub(r"\\n", text)  # a bare CR would begin a line of its own, with whatever was typed after it


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 bytes; no letter is cut in two."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE_BYTES:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece
