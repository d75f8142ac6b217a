"""What is given out and taken over again is the same, to the byte, whatever people have written."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.outreach.content.exchange import folders
from tests.outreach.items import make_item, original_of, publish, save_translation, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.body.blocks import Block, Kind, one_line, split
from teilhabe.outreach.body.inline import facts_in
from teilhabe.outreach.content.actions.publishing import AskForReview, Decide
from teilhabe.outreach.content.actions.texts import AddVariant, SaveText
from teilhabe.outreach.content.actions.writing import Translated, Written
from teilhabe.outreach.content.exchange.importing import Importer
from teilhabe.outreach.content.exchange.moments import WEEKDAYS, resolved
from teilhabe.outreach.content.exchange.parcel import ItemEntry, Parcel, VariantEntry
from teilhabe.outreach.content.exchange.reading import Reader
from teilhabe.outreach.content.exchange.writing import files_of
from teilhabe.outreach.content.models import Campaign, Category

ZONE = ZoneInfo("Europe/Berlin")
AWKWARD = (
    "# x",
    "1. y",
    "- z",
    "* q",
    "[…]",
    "\\[…]",
    "+++",
    "Ende ##",
    '"Zitat"',
    "C:\\x",
    "a b",
    "== x",
    "> y",
    "`c`",
)
TEXTS = (
    st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30))
    .map(lambda text: one_line(text.replace("\x00", "").replace("](", "")))
    .filter(lambda text: text.strip() and not facts_in(text))
)
BODY_KINDS = [kind for kind in Kind if kind not in (Kind.TITLE, Kind.SUMMARY)]
BLOCKS = st.lists(st.builds(Block, st.sampled_from(BODY_KINDS), TEXTS), max_size=6)


def _original(title: str, summary: str, blocks: list[Block]) -> VariantEntry:
    """As it can be written at all: what the markup reads back."""
    from teilhabe.outreach.body.blocks import join

    return VariantEntry("de", title, summary, tuple(split(join(blocks))))


def _translation(data: st.DataObject, original: VariantEntry) -> VariantEntry:
    blocks = tuple(Block(each.kind, data.draw(TEXTS | st.just(""))) for each in original.blocks)
    entry = VariantEntry("ar", data.draw(TEXTS | st.just("")), "", blocks, translated_from="de")
    names = list(entry.texts())
    hashes = {name: data.draw(st.sampled_from(["0" * 16, "f" * 16])) for name in names}
    some = st.sets(st.sampled_from(names)) if names else st.just(set())
    return VariantEntry(
        "ar", entry.title, "", blocks, "de", hashes, frozenset(data.draw(some)), frozenset(data.draw(some)),
        is_draft=not entry.title,
    )  # fmt: skip


def _read(files: dict[str, str]) -> Parcel:
    reader = Reader(files, ZONE)
    parcel = reader.parcel()
    assert reader.refused == []
    return parcel


@given(TEXTS, TEXTS | st.just(""), BLOCKS, st.data())
@settings(max_examples=150, deadline=None)
def test_files_read_back_and_written_again_are_the_same_bytes(
    title: str, summary: str, blocks: list[Block], data: st.DataObject
) -> None:
    original = _original(title, summary, blocks)
    item = ItemEntry("a", variants=(_translation(data, original), original))
    files = files_of(Parcel(items=(item,)))
    assert files_of(_read(files)) == files


@pytest.mark.django_db
@given(TEXTS, TEXTS | st.just(""), BLOCKS, st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_empty_database_gives_out_what_it_took_over(
    title: str, summary: str, blocks: list[Block], data: st.DataObject
) -> None:
    original = _original(title, summary, blocks)
    assume(len(original.title) <= 200)
    folders.empty()
    Importer(folders.BY, publishes=True).take(
        Parcel(items=(ItemEntry("a", variants=(_translation(data, original), original)),))
    )
    first = folders.given()
    folders.empty()
    report = Importer(folders.BY, publishes=True).take(_read(first))
    assert report.refused == []
    assert folders.given() == first


@pytest.mark.django_db
def test_what_an_office_has_made_survives_with_its_provenance_and_its_reviews(cast: Cast, tmp_path: Path) -> None:
    _make_office(cast)
    first = folders.given()
    folders.empty()
    report = folders.take(tmp_path, first, publishes=True)
    assert report.refused == []
    assert folders.given() == first
    assert 'state = "returned"' in first["items/zurueck/de.md"]
    assert 'made_from = ["' in first["items/alt/en.md"]
    assert "reviewed = true" in first["items/alt/fr.md"]
    assert 'translated_from = "en"' in first["items/alt/fr.md"]
    assert "draft = true" not in first["items/alt/en.md"]
    assert "is_withdrawn = true" in first["items/weg/item.toml"]


def _make_office(cast: Cast) -> None:
    """An outdated translation, a translation of that, a returned draft, a withdrawn item, dates with fractions."""
    from teilhabe.outreach.content.actions.items import WithdrawItem

    editor, head = cast.user(Role.EDITOR), cast.user(Role.HEAD_OF_OFFICE)
    parent = Category.objects.create(kind="topic", key="oben", names={"de": "Oben", "de-simple": "Oben!"}, position=3)
    below = Category.objects.create(kind="topic", key="unten", names={"de": "Unten"}, parent=parent)
    campaign = Campaign.objects.create(key="herbst", name="Herbst", starts_on=date(2026, 9, 1))
    moment = datetime(2026, 10, 25, 2, 30, 0, 123, tzinfo=ZONE, fold=1)
    item = make_item(cast, key="alt", categories=(below,), campaign=campaign, publish_at=moment, districts=["Nord"])
    publish(cast, item)
    english = translate_all(cast, item, "en")
    french = AddVariant(by=editor, item=item, language="fr", level="standard", translated_from=english).run()
    title = english.segments.get(kind="title")
    texts = {title.key: Translated("Titre", "machine", is_reviewed=True)}
    save_translation(french, texts, head)
    AddVariant(by=editor, item=item, language="tr", level="standard", translated_from=english).run()
    original = original_of(item)
    SaveText(by=editor, variant=original, written=Written("Anmeldung", "", "Anders."), version=original.version).run()
    back = make_item(cast, key="zurueck")
    revision = original_of(back).revisions.get()
    AskForReview(by=editor, revision=revision).run()
    Decide(by=head, revision=revision, is_approved=False, note="Bitte „kürzer“.").run()
    gone = make_item(cast, key="weg")
    publish(cast, gone)
    WithdrawItem(by=editor, item=gone).run()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(WEEKDAYS), st.integers(-50, 50))
def test_relative_days_land_on_their_weekday_within_the_week(today: date, weekday: str, weeks: int) -> None:
    day = resolved(f"{weeks:+d} weeks {weekday}", today)
    assert WEEKDAYS[day.weekday()] == weekday
    assert 0 <= (day - today).days - 7 * weeks < 7


def test_relative_days_may_carry_a_time() -> None:
    assert resolved("+5 days 18:00", date(2026, 12, 30)) == datetime(2027, 1, 4, 18, 0)  # noqa: DTZ001  # local on purpose
    with pytest.raises(ValueError, match="5 days"):
        resolved("5 days", date(2026, 1, 1))
