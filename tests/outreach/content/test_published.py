"""What readers of each site language get, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all

from teilhabe.outreach.content import published
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.languages import Level, wishes


def test_readers_get_their_language_else_plain_english_else_german(cast: Cast) -> None:
    items = [make_item(cast, f"Seite {number}") for number in range(3)]
    for item in items:
        publish(cast, item)
    translate_all(cast, items[0], "ar")
    translate_all(cast, items[1], "en")
    translate_all(cast, items[1], "en", "plain")
    readings = [shelf("ar").by_key[item.key] for item in items]
    assert [(each.language, each.level) for each in readings] == [
        ("ar", Level.STANDARD), ("en", Level.PLAIN), ("de", Level.STANDARD),
    ]  # fmt: skip


def test_plain_german_prefers_plain_then_easy_then_standard() -> None:
    assert wishes("de-simple")[:3] == (("de", Level.PLAIN), ("de", Level.EASY), ("de", Level.STANDARD))


def test_dari_readers_are_offered_farsi_before_english() -> None:
    assert [language for language, level in wishes("prs") if level is Level.STANDARD] == ["prs", "fa", "en", "de"]


def test_a_level_can_be_asked_for(cast: Cast) -> None:
    item = make_item(cast)
    publish(cast, item)
    translate_all(cast, item, "de", "easy")
    assert shelf("de").by_key[item.key].level is Level.STANDARD
    assert shelf("de", "easy").by_key[item.key].level is Level.EASY


def test_an_item_appears_and_ends_by_the_clock(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    values = {"publish_at": now + timedelta(hours=1), "publish_until": now + timedelta(hours=2)}
    publish(cast, make_item(cast, **values))
    seen = []
    for hours in (0, 1, 2):
        monkeypatch.setattr(published.timezone, "now", lambda hours=hours: now + timedelta(hours=hours, seconds=1))
        seen.append(len(shelf("de").readings))
    assert seen == [0, 1, 0]


def test_the_shelf_lists_what_each_item_is_offered_in(cast: Cast) -> None:
    item = make_item(cast)
    publish(cast, item)
    translate_all(cast, item, "ar")
    offered = shelf("de").by_key[item.key].offered
    assert sorted(offered) == [("ar", Level.STANDARD), ("de", Level.STANDARD)]
