"""TOML as this exchange reads and writes it: every wrong key or value is refused with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from math import isfinite
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from teilhabe.outreach.content.exchange.moments import is_relative, resolved
from teilhabe.outreach.content.exchange.parcel import Refused

Kind = TypeVar("Kind")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
LONG = 100


@dataclass(frozen=True)
class Frame:
    """How values of a file are read: `today` where days may count from it, `zone` for times that name none."""

    file: str
    zone: ZoneInfo
    today: date | None = None


@dataclass
class Table:
    """A table that is asked for what it may hold; `finish` refuses what nobody asked for."""

    frame: Frame
    values: Mapping[str, Any]
    lines: Sequence[str]
    first: int = 1
    path: str = ""
    asked: set[str] = field(default_factory=set)

    def line_of(self, name: str) -> int:
        """Where the key stands; the table's head or the first line where it cannot be told."""
        head = self._head()
        pattern = re.compile(rf'\s*\[*\s*(?:{re.escape(self.path)}\.)?"?{re.escape(name)}"?\s*[\].=]')
        found = (at for at in range(head, len(self.lines)) if pattern.match(self.lines[at]))
        return next(found, head) + self.first

    def _head(self) -> int:
        pattern = re.compile(rf"\s*\[+\s*{re.escape(self.path)}[\].]")
        return next((at for at, line in enumerate(self.lines) if self.path and pattern.match(line)), 0)

    def refuse(self, name: str, de: str, en: str) -> Refused:
        return Refused(self.frame.file, self.line_of(name), de, en)

    def text(self, name: str, default: str | None = "", most: int = 1000) -> str:
        """`default` None where it must be there."""
        value: str = self._take(name, str, "Text in Anführungszeichen", "text in quotation marks", default)
        if len(value) > most:
            raise self.refuse(
                name, f"„{name}“ hat {len(value)} Zeichen; höchstens {most} gehen.",
                f"“{name}” has {len(value)} characters; {most} are the most.",
            )  # fmt: skip
        return value

    def slug(self, name: str, default: str | None = "") -> str:
        value = self.text(name, default)
        if value and not _SLUG.fullmatch(value):
            raise self.refuse(
                name,
                f"„{name}“ darf nur a–z, 0–9 und Bindestriche haben.",
                f"“{name}” takes a–z, 0–9 and hyphens only.",
            )
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        return bool(self._take(name, bool, "true oder false", "true or false", default))

    def claim(self, name: str) -> bool | None:
        return self._take(name, bool, "true oder false", "true or false", None) if name in self.values else None

    def whole(self, name: str, default: int, most: int = 32_767) -> int:
        value: int = self._take(name, int, "eine ganze Zahl", "a whole number", default)
        if isinstance(value, bool) or not 0 <= value <= most:
            raise self.refuse(name, f"„{name}“ muss von 0 bis {most} gehen.", f"“{name}” must be from 0 to {most}.")
        return value

    def degrees(self, name: str) -> float | None:
        if name not in self.values:
            return None
        value = self._take(name, (int, float), "eine Zahl", "a number", 0.0)
        if isinstance(value, bool) or not isfinite(value) or abs(value) > 180:
            raise self.refuse(name, f"„{name}“ ist keine Gradzahl.", f"“{name}” is no number of degrees.")
        return float(value)

    def texts(self, name: str) -> tuple[str, ...]:
        values = self._take(name, list, "eine Liste", "a list", [])
        if not all(isinstance(each, str) for each in values):
            raise self.refuse(name, f"„{name}“ muss eine Liste von Texten sein.", f"“{name}” must be a list of texts.")
        return tuple(values)

    def one_of(self, name: str, allowed: Sequence[str], default: str | None = "") -> str:
        value = self.text(name, default)
        if value not in allowed and value != default:
            known = ", ".join(allowed)
            raise self.refuse(
                name, f"„{name}“ ist „{value}“; möglich sind: {known}.", f"“{name}” is “{value}”; allowed are: {known}."
            )
        return value

    def table(self, name: str) -> Table | None:
        if name not in self.values:
            return None
        values = self._take(name, dict, "eine Tabelle", "a table", {})
        return Table(self.frame, values, self.lines, self.first, f"{self.path}.{name}" if self.path else name)

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Every table in it by its key, which must be one for an address."""
        for name in self.values:
            if not _SLUG.fullmatch(name):
                raise self.refuse(
                    name, f"„{name}“ ist kein Schlüssel: nur a–z, 0–9, Bindestriche.",
                    f"“{name}” is no key: a–z, 0–9 and hyphens only.",
                )  # fmt: skip
            found = self.table(name)
            if found is not None:
                yield name, found

    def day(self, name: str) -> date | None:
        value = self._moment(name)
        if isinstance(value, datetime):
            raise self.refuse(name, f"„{name}“ ist ein Tag ohne Uhrzeit.", f"“{name}” is a day without time.")
        return value

    def moment(self, name: str) -> datetime | None:
        """With its zone; a time without one is local."""
        value = self._moment(name)
        if value is None:
            return None
        if not isinstance(value, datetime):
            value = datetime.combine(value, time())
        return value if value.tzinfo else value.replace(tzinfo=self.frame.zone)

    def plain(self, name: str) -> dict[str, Any]:
        """A table as JSON knows it: days and times as texts, days that count from today as days."""
        values = self._take(name, dict, "eine Tabelle", "a table", {})
        return {str(key): _plain(value, partial(self._relative, name)) for key, value in values.items()}

    def strings_of_days(self, name: str) -> tuple[str, ...]:
        """A list of days or moments as ISO texts."""
        values = self._take(name, list, "eine Liste", "a list", [])
        found = [_plain(each, partial(self._relative, name)) for each in values]
        for each in found:
            self._refuse_unless_iso(name, each)
        return tuple(found)

    def finish(self) -> None:
        for name in self.values:
            if name not in self.asked:
                known = ", ".join(sorted(self.asked))
                raise self.refuse(
                    name, f"„{name}“ ist unbekannt; bekannt sind: {known}.", f"“{name}” is unknown; known are: {known}."
                )

    def _moment(self, name: str) -> date | None:
        value: date | str | None = self._take(
            name, (date, str), "ein Datum wie 2026-12-31", "a date such as 2026-12-31", None
        )
        if isinstance(value, str):
            value = self._relative(name, value)
            if isinstance(value, str):
                raise self.refuse(
                    name, f"„{name}“ ist „{value}“ und kein Datum wie 2026-12-31.",
                    f"“{name}” is “{value}”, which is no date such as 2026-12-31.",
                )  # fmt: skip
        return value

    def _relative(self, name: str, text: str) -> Any:
        if not is_relative(text):
            return text
        if self.frame.today is None:
            raise self.refuse(
                name, f"„{text}“ zählt von einem Tag an: bitte --today angeben.",
                f"“{text}” counts from a day: please give --today.",
            )  # fmt: skip
        return resolved(text, self.frame.today)

    def _refuse_unless_iso(self, name: str, value: Any) -> None:
        try:
            datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise self.refuse(
                name, f"„{value}“ ist kein Datum wie 2026-12-31.", f"“{value}” is no date such as 2026-12-31."
            ) from error

    def _take(self, name: str, kind: type | tuple[type, ...], de: str, en: str, default: Any) -> Any:
        self.asked.add(name)
        value = self.values.get(name, default)
        if name not in self.values and default is None and kind is str:
            raise Refused(self.frame.file, self._head() + self.first, f"„{name}“ fehlt.", f"“{name}” is missing.")
        if name in self.values and not isinstance(value, kind):
            raise self.refuse(name, f"„{name}“ muss {de} sein.", f"“{name}” must be {en}.")
        return value


def parse(frame: Frame, source: str, first: int = 1) -> Table:
    """`first` is the line of the file on which `source` begins."""
    try:
        values = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = first + (int(found[1]) - 1 if found else source.count("\n"))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise Refused(frame.file, line, f"Das ist kein TOML ({reason}).", f"This is no TOML ({reason}).") from error
    return Table(frame, values, source.split("\n"), first)


def _plain(value: Any, relative: Callable[[str], Any]) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each, relative) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, relative) for each in value]
    if isinstance(value, str):
        value = relative(value)
    return value.isoformat() if isinstance(value, date | time) else value


def written(values: Mapping[str, Any], *, with_false: bool = False) -> str:
    """Lines `key = value`; what is None or empty is left out, and what is false unless that says something."""
    said = ((name, value) for name, value in values.items() if _says(value) or (with_false and value is False))
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in said)


def _says(value: Any) -> bool:
    return value is not None and value is not False and value != "" and value != () and value != [] and value != {}


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{_key(str(k))} = {_value(each)}" for k, each in value.items() if each is not None) + " }"
        )
    if isinstance(value, Sequence):
        return _listed([_value(each) for each in value])
    return value.isoformat() if isinstance(value, date) else repr(value)


def _listed(parts: Sequence[str]) -> str:
    line = f"[{', '.join(parts)}]"
    return line if len(line) <= LONG else "[\n" + "".join(f"  {part},\n" for part in parts) + "]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04X}", escaped) + '"'
