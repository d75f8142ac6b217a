"""The search finds what is published, in the reader's language."""

from __future__ import annotations

from tests.cast import Cast
from tests.outreach.items import make_item, publish

from teilhabe.portal.information.search.find import find


def test_what_is_not_published_is_not_found(cast: Cast) -> None:
    publish(cast, make_item(cast, "Wohngeld"))
    make_item(cast, "Wohngeld für Studierende")
    assert [found.reading.title for found in find("de", "Wohngeld")] == ["Wohngeld"]
