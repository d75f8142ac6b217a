"""Tables of TOML become entries of a parcel; every value is checked, unknown keys are refused."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from teilhabe.errors import InputError
from teilhabe.outreach.content.exchange.parcel import (
    ORDINARY,
    CampaignEntry,
    CategoryEntry,
    DatesEntry,
    FactEntry,
    ItemEntry,
    PlaceEntry,
)
from teilhabe.outreach.content.exchange.texts import is_variant_name
from teilhabe.outreach.content.exchange.toml import Table
from teilhabe.outreach.facts.values import FactKind, checked

AUDIENCE, SITUATION, TOPIC = KINDS_OF_CATEGORY = ("audience", "situation", "topic")
KINDS_OF_ITEM = ("page", "news", "event", "place", "faq")
RISKS = (ORDINARY, "deadline", "law", "health")


def categories_of(table: Table) -> Iterator[CategoryEntry]:
    """[audience.families] and so on: kinds first."""
    for kind in KINDS_OF_CATEGORY:
        of_kind = table.table(kind)
        for key, each in of_kind.tables() if of_kind else ():
            yield _category(kind, key, each)
    table.finish()


def _category(kind: str, key: str, table: Table) -> CategoryEntry:
    names = table.table("names")
    found = {language: names.text(language, most=100) for language in names.values} if names else {}
    if not found.get("de"):
        raise table.refuse("names", f"„{key}“ hat keinen deutschen Namen.", f"“{key}” has no German name.")
    entry = CategoryEntry(
        kind, key, found, table.slug("parent"), table.text("icon", most=30), table.whole("position", 0)
    )
    table.finish()
    return entry


def campaign_of(key: str, table: Table) -> CampaignEntry:
    entry = CampaignEntry(
        key, table.text("name", None, most=200), table.text("goal", most=5000), table.day("starts_on"),
        table.day("ends_on"),
    )  # fmt: skip
    table.finish()
    return entry


def fact_of(key: str, table: Table) -> FactEntry:
    kind = table.one_of("kind", [each.value for each in FactKind], None)
    try:
        value = checked(FactKind(kind), table.plain("value"))
    except InputError as error:
        raise table.refuse("value", f"{key}: {error.text.de}", f"{key}: {error.text.en}") from error
    entry = FactEntry(
        key, table.text("name", None, most=200), kind, value, table.text("source", most=300), table.day("check_by")
    )
    table.finish()
    return entry


def item_of(key: str, table: Table) -> ItemEntry:
    dates, place = table.table("dates"), table.table("place")
    entry = ItemEntry(
        key=key,
        kind=table.one_of("kind", KINDS_OF_ITEM, "page"),
        risk=table.one_of("risk", RISKS, ORDINARY),
        categories=tuple(sorted(set(table.texts("categories")))),
        districts=table.texts("districts"),
        campaign=table.slug("campaign"),
        position=table.whole("position", 100),
        check_by=table.day("check_by"),
        publish_at=table.moment("publish_at"),
        publish_until=table.moment("publish_until"),
        is_urgent=table.flag("is_urgent"),
        is_sample=table.flag("is_sample"),
        is_withdrawn=table.flag("is_withdrawn"),
        original=table.text("original", "de"),
        dates=_dates(dates) if dates else None,
        place=_place(place) if place else None,
    )
    table.finish()
    _refuse_senseless(entry, table)
    return entry


def _refuse_senseless(entry: ItemEntry, table: Table) -> None:
    if not is_variant_name(entry.original):
        raise table.refuse(
            "original", f"„{entry.original}“ ist keine Fassung wie de oder de.plain.",
            f"“{entry.original}” is no variant such as de or de.plain.",
        )  # fmt: skip
    if entry.publish_at and entry.publish_until and entry.publish_until <= entry.publish_at:
        raise table.refuse(
            "publish_until", "Die Information endet, bevor sie erscheint.", "The item ends before it appears."
        )
    for name, kind, there in (("dates", "event", entry.dates), ("place", "place", entry.place)):
        if there and entry.kind != kind:
            raise table.refuse(
                name, f"[{name}] gehört nur zu kind = \"{kind}\".", f"[{name}] belongs to kind = \"{kind}\" only."
            )  # fmt: skip


def _dates(table: Table) -> DatesEntry:
    starts, ends = table.moment("starts"), table.moment("ends")
    if starts is None:
        raise table.refuse("starts", "„starts“ fehlt.", "“starts” is missing.")
    ends = ends or starts
    if ends < starts:
        raise table.refuse("ends", "Die Veranstaltung endet, bevor sie beginnt.", "The event ends before it starts.")
    registration = table.text("registration", most=200)
    if registration and (urlsplit(registration).scheme not in ("http", "https")):
        raise table.refuse("registration", "Die Anmeldung braucht https://…", "Registration needs https://…")
    entry = DatesEntry(
        starts=starts,
        ends=ends,
        all_day=table.flag("all_day"),
        recurrence=table.text("recurrence", most=200),
        exceptions=table.strings_of_days("exceptions"),
        place=table.slug("place"),
        place_text=table.text("place_text", most=300),
        registration=registration,
    )
    table.finish()
    return entry


def _place(table: Table) -> PlaceEntry:
    entry = PlaceEntry(
        address=table.slug("address"),
        hours=table.slug("hours"),
        contacts=tuple(sorted(set(table.texts("contacts")))),
        languages=table.texts("languages"),
        is_accessible=table.claim("is_accessible"),
        latitude=table.degrees("latitude"),
        longitude=table.degrees("longitude"),
    )
    table.finish()
    return entry
