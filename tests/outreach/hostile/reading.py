"""Reads finished HTML as a browser would, as far as the standard library goes, and names what may not be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

TEXT: Mapping[str, frozenset[str]] = {
    name: frozenset({"id", "lang", "dir", "class"}) for name in ("p", "h2", "h3", "li", "ul", "ol")
} | {
    "strong": frozenset(),
    "em": frozenset(),
    "br": frozenset(),
    "bdi": frozenset({"lang", "dir", "class"}),
    "a": frozenset({"href", "title", "lang", "dir", "class", "rel"}),
    "span": frozenset({"lang", "dir", "class"}),
    "time": frozenset({"datetime"}),
    "data": frozenset({"value"}),
    "table": frozenset({"class"}),
    "dl": frozenset({"class"}),
    "dt": frozenset(),
    "dd": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset({"class"}),
    "th": frozenset({"scope", "class"}),
    "td": frozenset({"class"}),
}
"""What may stand in the text of an item: elements and their attributes."""

SCHEMES = frozenset({"", "https", "http", "mailto", "tel"})
ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background"})
NEVER = frozenset(
    {"iframe", "object", "embed", "base", "frame", "frameset", "applet", "style", "math", "foreignobject"}
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


def _tags(html: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tags


def faults_of_text(html: str) -> list[str]:
    """What is in the HTML of a text that may not be: nothing but the allowed elements, attributes and addresses."""
    return list(_faults_of_text(html))


def _faults_of_text(html: str) -> Iterator[str]:
    for tag, attributes in _tags(html):
        if tag not in TEXT:
            yield f"<{tag}>"
            continue
        for name, value in attributes:
            if name not in TEXT[tag]:
                yield f"<{tag} {name}>"
            yield from _faults_of_address(tag, name, value or "")


def faults_of_page(html: str) -> list[str]:
    """The same for a whole page of ours, whose own elements are many: handlers, scripts, styles, foreign addresses."""
    return list(_faults_of_page(html))


def _faults_of_page(html: str) -> Iterator[str]:
    for tag, attributes in _tags(html):
        if tag in NEVER:
            yield f"<{tag}>"
        known = dict(attributes)
        if tag == "script" and not (known.get("src") or "").startswith("/static/") and not _is_data(known):
            yield "<script>"
        if tag == "meta" and known.get("http-equiv"):
            yield "<meta http-equiv>"
        for name, value in attributes:
            if name.startswith("on") or name in ("style", "srcdoc"):
                yield f"<{tag} {name}>"
            yield from _faults_of_address(tag, name, value or "")
            if name in ("src", "action", "formaction") and urlsplit(value or "").netloc:
                yield f"<{tag} {name}={value}>"


def _is_data(attributes: Mapping[str, str | None]) -> bool:
    return attributes.get("type") in ("application/json", "application/ld+json")


def _faults_of_address(tag: str, name: str, value: str) -> Iterator[str]:
    """Browsers drop tabs, breaks and controls at the edges before they look at the scheme."""
    if name not in ADDRESSES:
        return
    seen = "".join(unescape(value).strip("".join(map(chr, range(33)))).split("\t"))
    seen = seen.replace("\n", "").replace("\r", "")
    scheme = seen.partition(":")[0].lower() if ":" in seen.split("/")[0].split("?")[0].split("#")[0] else ""
    if scheme not in SCHEMES and not seen.startswith("data:image/"):
        yield f"<{tag} {name}={value[:60]!r}>"
