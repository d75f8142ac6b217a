"""Inline markup to HTML or plain text: **strong**, *stress*, [links](https://…) and {facts}. Nothing else becomes HTML.

Facts become markers, two private characters around the key, because their values come in when a page is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from teilhabe.outreach.body.blocks import one_line

OPEN, CLOSE = "\ue000", "\ue001"
"""They enclose the key of a fact in finished HTML and plain text."""

FACT = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
_MARKER = re.compile(f"{OPEN}([a-z0-9-]+){CLOSE}")
_SCHEMES = frozenset({"https", "http", "mailto", "tel"})


def is_safe_address(address: str) -> bool:
    """Whether a link may lead there: the web, mail, telephone, or a path of this site."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() in _SCHEMES
    return address.startswith("/") and not address.startswith(("//", "/\\"))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
    setattr(parser, "validateLink", is_safe_address)  # noqa: B010  # the documented way, which its types forbid
    return parser


_PARSER = _parser()


def inline_html(text: str) -> str:
    """Safe HTML; facts stay as markers for `fill`."""
    rendered: str = _PARSER.renderer.renderInline(_tokens(text), _PARSER.options, {})  # type: ignore[attr-defined]  # a protocol that lacks it
    return FACT.sub(lambda found: f"{OPEN}{found[1]}{CLOSE}", rendered)


def plain(text: str) -> str:
    """Only the words, for search and messages; facts stay as markers for `fill`."""
    words = "".join(_words(token) for token in _tokens(text))
    return FACT.sub(lambda found: f"{OPEN}{found[1]}{CLOSE}", words)


def fill(text: str, facts: Mapping[str, str], missing: Callable[[str], str] = lambda key: "…") -> str:
    """`text` with each marker replaced by its fact, which is HTML or plain text like the text itself."""
    if OPEN not in text:  # most texts name no fact, and looking for one character is quick
        return text
    return _MARKER.sub(lambda found: facts[found[1]] if found[1] in facts else missing(found[1]), text)


def facts_in(text: str) -> list[str]:
    """The keys of the facts that the markup names, in their order."""
    return FACT.findall(text)


def links_in(text: str) -> list[str]:
    """The addresses that the markup leads to, in their order."""
    return [str(token.attrs["href"]) for token in _tokens(text) if token.type == "link_open"]


def as_html(value: str) -> str:
    """Plain text as HTML."""
    return escape(value, quote=True)


def _tokens(text: str) -> list[Token]:
    env: dict[str, Any] = {}
    tokens = [child for token in _PARSER.parseInline(_without_markers(text), env) for child in token.children or ()]
    for token in tokens:
        token.attrs.pop("title", None)  # a fact named in the title of a link would end the attribute with its HTML
    return tokens


def _words(token: Token) -> str:
    return token.content if token.type in ("text", "text_special") else ""


def _without_markers(text: str) -> str:
    """On one line, and nobody writes a marker by hand."""
    return one_line(text.replace(OPEN, "").replace(CLOSE, ""))
