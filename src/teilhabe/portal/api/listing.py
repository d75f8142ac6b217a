"""The list of one language, put together once per state of the contents, and what of it changed since a moment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from teilhabe.outreach.content.published import Shelf, kept, shelf
from teilhabe.portal.api import shown
from teilhabe.portal.api.compressing import compressed, separated
from teilhabe.portal.api.ledger import Ledger, Overtaken, record

FORMAT = "2"
"""Grows with every change of what an item looks like: programs then get everything anew."""
ATTEMPTS = 3
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Condition = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True)
class Listing:
    """Every item with its JSON, and when it changed."""

    shelf: Shelf
    level: str
    items: Mapping[str, Mapping[str, Any]]
    chunks: Mapping[str, bytes]
    ledger: Ledger

    @cached_property
    def whole(self) -> bytes:
        """The complete list, compressed; what stood there before like this need not be compressed again."""
        head = self._head([], is_complete=True)
        return compressed([b'{"items":[', *separated(self.chunks.values()), b"]," + head[1:]])

    def filtered(self, condition: Condition) -> bytes:
        """Those that fulfil the condition."""
        return self._body([key for key, item in self.items.items() if condition(item)], [], is_complete=True)

    def since(self, moment: datetime, condition: Condition) -> bytes:
        """What changed after `moment`; everything where the moment is before the first list."""
        if moment < self.ledger.begun_at:
            return self.filtered(condition)
        changed = [key for key in self.chunks if self.ledger.changed[key] > moment]
        gone = [key for key, at in self.ledger.removed.items() if at > moment]
        fitting = [key for key in changed if condition(self.items[key])]
        # What changed and no longer fits is gone for whoever asked with this condition before.
        return self._body(fitting, sorted({*gone, *changed} - set(fitting)), is_complete=False)

    def _body(self, keys: list[str], removed: list[str], *, is_complete: bool) -> bytes:
        items = b",".join(self.chunks[key] for key in keys)
        return b'{"items":[' + items + b"]," + self._head(removed, is_complete=is_complete)[1:]

    def _head(self, removed: list[str], *, is_complete: bool) -> bytes:
        """It stands behind the items: it changes with every state, and what comes after a change is compressed anew."""
        return _json(
            {
                "language": self.shelf.site_language,
                "level": self.level,
                "as_of": self.ledger.as_of.isoformat(),
                "is_complete": is_complete,
                "source": shown.source(),
                "removed": removed,
            }
        )


def listing(site_language: str, level: str = "") -> Listing:
    """The present one; one query while nothing changes."""
    for _attempt in range(ATTEMPTS):
        current = shelf(site_language, level)
        name = f"{FORMAT}:{site_language}:{level}"
        make: Callable[[Listing | None], Listing] = partial(_list, current, name, level)
        try:
            return kept(f"listing {name}", current.stamp, make)
        except Overtaken:
            continue
    raise Overtaken


def _list(current: Shelf, name: str, level: str, former: Listing | None) -> Listing:
    items = {item["key"]: item for item in shown.items(current)}
    chunks = dict(_chunks(items, former))
    digests = {key: hashlib.blake2b(chunk, digest_size=16).hexdigest() for key, chunk in chunks.items()}
    number = int(current.stamp.partition("-")[0])
    return Listing(current, level, items, chunks, record(name, number, current.until, digests))


def _chunks(items: Mapping[str, Mapping[str, Any]], former: Listing | None) -> Iterator[tuple[str, bytes]]:
    """Comparing an item with the one of the former list costs a fraction of writing it."""
    for key, item in items.items():
        is_same = former is not None and former.items.get(key) == item
        yield key, former.chunks[key] if former and is_same else _json(item)


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode()
