"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from teilhabe.outreach.content.published import Reading
from teilhabe.portal.information.feeds.contents import Channel, category_names, complete_html, identity

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def json_feed(channel: Channel, names: dict[str, str]) -> bytes:
    """The feed; every item in its own language."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "language": channel.language,
        "authors": [{"name": channel.publisher}],
        "items": [_item(channel, reading, names) for reading in channel.entries],
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def _item(channel: Channel, reading: Reading, names: dict[str, str]) -> dict[str, Any]:
    item = {
        "id": identity(channel.site, reading),
        "url": channel.address_of(reading),
        "title": reading.title,
        "content_html": complete_html(reading.html, channel.site),
        "date_published": reading.published_at.isoformat(),
        "date_modified": reading.changed_at.isoformat(),
        "language": reading.language,
        "tags": [name for _key, name in category_names(reading, names)],
    }
    return {**item, "summary": reading.summary} if reading.summary else item
