"""Atom (RFC 4287)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from teilhabe.outreach.content.published import Reading
from teilhabe.portal.information.feeds.contents import Channel, category_names, complete_html, identity

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to write."""


def atom(channel: Channel, names: dict[str, str]) -> bytes:
    """The feed; every entry in its own language."""
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": channel.language})
    _text(feed, "id", channel.address)
    _text(feed, "title", channel.title)
    _text(feed, "updated", channel.changed_at.isoformat())
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=channel.address)
    SubElement(feed, "link", rel="alternate", type="text/html", href=channel.page, hreflang=channel.language)
    _text(SubElement(feed, "author"), "name", channel.publisher)
    if channel.licence:
        _text(feed, "rights", channel.licence)
    for reading in channel.entries:
        _entry(feed, channel, reading, names)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: Element, channel: Channel, reading: Reading, names: dict[str, str]) -> None:
    entry = SubElement(feed, "entry", {"xml:lang": reading.language})
    _text(entry, "id", identity(channel.site, reading))
    _text(entry, "title", reading.title)
    _text(entry, "updated", reading.changed_at.isoformat())
    _text(entry, "published", reading.published_at.isoformat())
    SubElement(entry, "link", rel="alternate", type="text/html", href=channel.address_of(reading))
    for key, name in category_names(reading, names):
        SubElement(entry, "category", term=key, label=_writable(name))
    if reading.summary:
        _text(entry, "summary", reading.summary)
    _text(entry, "content", complete_html(reading.html, channel.site)).set("type", "html")


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _writable(text)
    return element


def _writable(text: str) -> str:
    return _FORBIDDEN.sub("", text)
