"""What a feed is made of, the same for every format: the newest items of a shelf, with complete addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from teilhabe.outreach.content.published import Reading, Shelf
from teilhabe.portal.information.addresses import page_address

MOST_ENTRIES = 50
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_RELATIVE = re.compile(r'(?<=\shref=")/(?!/)')


@dataclass(frozen=True)
class Channel:
    """A feed in one language; `address` is its own, `page` where people read the same."""

    title: str
    language: str
    publisher: str
    licence: str
    address: str
    page: str
    site: str
    entries: tuple[Reading, ...]
    site_language: str

    @property
    def changed_at(self) -> datetime:
        return max((reading.changed_at for reading in self.entries), default=BEGINNING)

    def address_of(self, reading: Reading) -> str:
        return page_address(self.site_language, reading.key, self.site)


def newest(shelf: Shelf, category: str = "") -> tuple[Reading, ...]:
    """The most lately changed, at most `MOST_ENTRIES`; of equal moments always in the same order."""
    found = sorted(shelf.of(category=category), key=lambda reading: (-reading.changed_at.timestamp(), reading.key))
    return tuple(found[:MOST_ENTRIES])


def identity(site: str, reading: Reading) -> str:
    """The same in every language and for ever, wherever its page moves."""
    return f"{site}/informationen/#{reading.item_id}-{reading.language}-{reading.level}"


def complete_html(html_text: str, site: str) -> str:
    """With links that lead to the site wherever it is read."""
    return _RELATIVE.sub(f"{html.escape(site)}/", html_text)


def category_names(reading: Reading, names: dict[str, str]) -> Sequence[tuple[str, str]]:
    return [(key, names[key]) for key in reading.categories if key in names]
