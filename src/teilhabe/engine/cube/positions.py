"""Finds the line of every key of a TOML text: the standard reader gives values only, a complaint should give lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""Keys from the outermost table inwards; the entries of a list are numbered from 1."""

_TOKEN = re.compile(
    r"""
    (?P<text>\"{3}(?:[^\\]|\\.)*?\"{3,5} | '{3}.*?'{3,5} | "(?:[^"\\\n]|\\.)*" | '[^'\n]*')
  | (?P<comment>\#[^\n]*)
  | (?P<newline>\n)
  | (?P<sign>[\[\]{}=,.])
  | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")


def lines_of(text: str) -> Mapping[Path, int]:
    """The line, counted from 1, of every table, key and list entry, and of the text itself; `text` is valid TOML.

    A table that stands in several places has the line of its header, or else of the first key below it.
    """
    return _Scanner(list(_tokens(text))).document()


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    line: int


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "comment":
            yield _Token(match.lastgroup, match[0], line)
        line += match[0].count("\n")
    yield _Token("newline", "\n", line)


@dataclass
class _Scanner:
    """Walks over the tokens once; what is being read stands at `at`."""

    tokens: list[_Token]
    at: int = 0
    lines: dict[Path, int] = field(default_factory=lambda: {(): 1})
    entries: dict[Path, int] = field(default_factory=dict)  # how many tables a list of tables has so far

    def document(self) -> Mapping[Path, int]:
        table: Path = ()
        while self.at < len(self.tokens):
            if self._skips("newline"):
                continue
            if self._sign("["):
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _header(self) -> Path:
        line, is_entry = self.tokens[self.at].line, self._sign("[")
        path = self._resolved(self._key(), is_entry)
        self.at += 2 if is_entry else 1
        self._note(path, line, replaces=True)
        return path

    def _resolved(self, key: Path, is_entry: bool) -> Path:
        """The header's path with the numbers of the lists it runs through; a list of tables grows by one entry."""
        path: Path = ()
        for part in key:
            path = (*path, part)
            if path in self.entries and path != key:
                path = (*path, self.entries[path])
        if is_entry:
            self.entries[path] = self.entries.get(path, 0) + 1
            path = (*path, self.entries[path])
        return path

    def _pair(self, table: Path) -> None:
        line = self.tokens[self.at].line
        path = (*table, *self._key())
        self.at += 1  # the equals sign
        self._note(path, line)
        self._value(path)

    def _key(self) -> Path:
        parts: list[str] = []
        while True:
            parts.append(_name(self.tokens[self.at].text))
            self.at += 1
            if not self._sign("."):
                return tuple(parts)

    def _value(self, path: Path) -> None:
        if self._sign("["):
            self._list(path)
        elif self._sign("{"):
            self._table(path)
        else:
            while not self._is_end():
                self.at += 1

    def _list(self, path: Path) -> None:
        number = 0
        while not self._sign("]"):
            if self._skips("newline") or self._sign(","):
                continue
            number += 1
            self._note((*path, number), self.tokens[self.at].line)
            self._value((*path, number))

    def _table(self, path: Path) -> None:
        while not self._sign("}"):
            if not (self._skips("newline") or self._sign(",")):
                self._pair(path)

    def _note(self, path: Path, line: int, replaces: bool = False) -> None:
        for length in range(1, len(path)):
            self.lines.setdefault(path[:length], line)
        if replaces:
            self.lines[path] = line
        else:
            self.lines.setdefault(path, line)

    def _is_end(self) -> bool:
        token = self.tokens[self.at]
        return token.kind == "newline" or (token.kind == "sign" and token.text in ",]}")

    def _skips(self, kind: str) -> bool:
        found = self.tokens[self.at].kind == kind
        self.at += found
        return found

    def _sign(self, sign: str) -> bool:
        token = self.tokens[self.at]
        found = token.kind == "sign" and token.text == sign
        self.at += found
        return found


def _name(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1]
    return _ESCAPE.sub(_unescaped, text[1:-1]) if text.startswith('"') else text


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    return chr(int(digits, 16)) if digits else _ESCAPES[match[3]]
