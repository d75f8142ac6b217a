"""Mails that are HTML only, as text: what a reader would see, with its paragraphs, lists and the targets of links."""

from __future__ import annotations

import re

from teilhabe.outreach.inbox.mailbox.tokens import Tag, tokens

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "div", "dl", "dt", "dd", "fieldset", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "tbody", "thead", "tr", "ul",
})  # fmt: skip
APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"})
SINGLE = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "wbr", "source", "embed"})
QUOTING = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
"""Names that mail programs give to what they repeat of an earlier mail."""
ALL_BELOW = ("divRplyFwdMsg", "appendonsend")
"""Names of a line under which everything is a repetition."""
DEEPEST = 100
"""Elements within each other that are kept apart; deeper ones change nothing of the text."""
_SOFT = "\v"
"""Ends a line, but several of them make no empty one."""


class _Reader:
    def __init__(self) -> None:
        self.own: list[str] = []
        self.quoted: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._quotes = 0
        self._link = ""

    @property
    def _into(self) -> list[str]:
        return self.quoted if self._quotes else self.own

    def read(self, html: str) -> None:
        for token in tokens(html):
            if isinstance(token, str):
                self._into.append(" ".join(f"x{token}x".split())[1:-1])
            elif token.name in SINGLE:
                self._single(token)
            elif token.is_end:
                self._close(token.name)
            else:
                self._start(token)

    def _single(self, tag: Tag) -> None:
        if tag.name in ("br", "hr"):
            self._into.append("\n")
        elif tag.name == "img":
            self._into.append(tag.attributes.get("alt", ""))

    def _start(self, tag: Tag) -> None:
        self._quotes += tag.attributes.get("id", "") in ALL_BELOW
        if len(self._open) < DEEPEST:
            is_quote = _repeats(tag)
            self._quotes += is_quote
            self._open.append((tag.name, is_quote))
        self._break(tag.name)
        if tag.name == "li":
            self._into.append("- ")
        elif tag.name == "a":
            self._link = tag.attributes.get("href", "")

    def _close(self, name: str) -> None:
        if name == "a":
            self._tell_link()
        self._break(name)
        if not any(opened == name for opened, _quote in self._open):
            return
        while self._open:
            opened, is_quote = self._open.pop()
            self._quotes -= is_quote
            if opened == name:
                return

    def _break(self, name: str) -> None:
        if name in BLOCKS:
            self._into.append("\n\n" if name in APART else _SOFT)
        elif name in ("td", "th"):
            self._into.append(" ")

    def _tell_link(self) -> None:
        """Where it leads, unless the words say so: what looks harmless may lead elsewhere."""
        target, self._link = self._link.strip()[:500], ""
        if target.startswith(("http://", "https://")) and target not in "".join(self._into[-3:]):
            self._into.append(f" <{target}>")


def _repeats(tag: Tag) -> bool:
    names = f"{tag.attributes.get('class', '')} {tag.attributes.get('id', '')}"
    is_cited = tag.name == "blockquote" and tag.attributes.get("type") == "cite"
    return is_cited or any(name in names for name in QUOTING)


def text_of(html: str) -> tuple[str, str]:
    """The text, and what mail programs marked as a repetition of an earlier mail."""
    reader = _Reader()
    reader.read(html)
    return _tidy("".join(reader.own)), _tidy("".join(reader.quoted))


def _tidy(text: str) -> str:
    lines = text.replace(_SOFT, f"\n{_SOFT}").split("\n")
    tidied = [(" ".join(line.split()), line.startswith(_SOFT)) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line, is_soft in tidied if line or not is_soft)).strip()
