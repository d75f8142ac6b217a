"""Reads of items for those who write them: the list, one item with everything about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from teilhabe.actors.folding import fold
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.models import User
from teilhabe.outreach.body.inline import facts_in
from teilhabe.outreach.body.parts import made_from, said_by
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.models import Edition, Fact, InfoItem, Revision, Segment, Variant
from teilhabe.outreach.content.policies import ITEMS
from teilhabe.outreach.content.states import State, in_state, state_of
from teilhabe.outreach.languages import Level, language_of

DUE_DAYS = 14
"""From how many days before its date on an item counts as due for a check."""
_HEAVY = ("edition__html", "edition__text", "edition__summary", "edition__facts")


def annotated() -> QuerySet[InfoItem]:
    """Items with `newest_state`, `newest_number` and `published_number` (None where not out) of their originals."""
    original = Variant.objects.filter(item=OuterRef("pk"), translated_from=None)
    newest = Revision.objects.filter(variant__item=OuterRef("pk"), variant__translated_from=None).order_by("-number")
    return InfoItem.objects.annotate(
        original_title=Subquery(original.values("title")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        newest_number=Subquery(newest.values("number")[:1]),
        published_number=Subquery(original.values("edition__revision__number")[:1]),
    )


def items_listed(user: User) -> QuerySet[InfoItem]:
    """What the list shows, in two queries however many items there are."""
    variants = Variant.objects.select_related("edition").defer(*_HEAVY)
    reach = ITEMS.reach(user).order_by().values("pk")
    return (
        annotated()
        .filter(pk__in=reach)
        .select_related("owner", "campaign")
        .prefetch_related("categories", Prefetch("variants", variants))
    )


def items_in_state(state: str) -> Q:
    return Q(pk__in=annotated().filter(in_state(state, timezone.now())).values("pk"))


def due_for_check(today: date) -> Q:
    return Q(check_by__lte=today + timedelta(days=DUE_DAYS), withdrawn_at=None)


def matching(text: str) -> set[int]:
    """Items with all of these words in their address or in the title of one variant."""
    wanted = fold(text).split()
    titles = Variant.objects.values_list("item_id", "title", "item__key")
    return {item for item, title, key in titles if all(word in fold(f"{title} {key}") for word in wanted)}


def writers() -> QuerySet[User]:
    """Who can be responsible for an item or a fact: everybody active who may change items."""
    roles = list(ITEMS.grants["change"])
    return User.objects.filter(is_active=True, memberships__role__in=roles).distinct().order_by("name")


@dataclass(frozen=True)
class Cell:
    """One variant, or the place where it would be; counts are of segments against the working text of its source."""

    language: str
    level: str
    variant: Variant | None = None
    total: int = 0
    missing: int = 0
    outdated: int = 0
    is_out: bool = False
    is_changed: bool = False
    """Whether its newest revision is not the one that readers see."""

    @property
    def label(self) -> str:
        return str(Variant.Level(self.level).label)

    @property
    def done(self) -> int:
        return self.total - self.missing


@dataclass(frozen=True)
class Row:
    language: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ItemPage:
    item: InfoItem
    original: Variant
    newest: Revision | None
    edition: Edition | None
    state: State
    rows: tuple[Row, ...]
    facts: tuple[Fact, ...]
    unknown_facts: tuple[str, ...]
    revisions: tuple[Revision, ...]

    @property
    def is_changed(self) -> bool:
        """Whether something was written that readers do not see yet."""
        return self.newest is not None and (self.edition is None or self.edition.revision_id != self.newest.pk)

    @property
    def planned(self) -> Revision | None:
        """The newest state where it waits for its moment; an older one will not go out any more."""
        return self.newest if self.newest is not None and self.newest.publish_at is not None else None

    @property
    def may_return(self) -> bool:
        """Whether readers can get back what they saw before it was withdrawn."""
        return self.state is State.WITHDRAWN and any(each.published_at is not None for each in self.revisions)

    @property
    def is_as_withdrawn(self) -> bool:
        """Whether nothing was written since it was withdrawn."""
        return self.may_return and self.newest is not None and self.newest.published_at is not None


def item_page(item: InfoItem) -> ItemPage:
    """Everything about an item in a fixed number of queries."""
    variants = _variants_of(item)
    item._prefetched_objects_cache = {"variants": variants}  # type: ignore[attr-defined]  # its title comes from them
    original = next(each for each in variants if each.is_original)
    revisions = tuple(original.revisions.defer("content").select_related("made_by", "decided_by").order_by("-number"))
    newest, edition = next(iter(revisions), None), edition_of(original)
    known, unknown = _facts_of(variants)
    state = state_of(item, newest.state if newest else "", is_out=edition is not None, now=timezone.now())
    return ItemPage(
        item, original, newest, edition, state, _matrix(variants), known, unknown, revisions,
    )  # fmt: skip


def edition_of(variant: Variant) -> Edition | None:
    return getattr(variant, "edition", None)


def published_of(variant: Variant) -> Edition | None:
    """What readers see of the variant, with its revision; its texts are not read."""
    return Edition.objects.filter(variant=variant).select_related("revision").defer("html", "text").first()


def last_changed_by(item: InfoItem) -> str:
    """Who acted on the item last, "" where nobody with an account did."""
    entries = AuditEntry.objects.filter(target_model="content.infoitem", target_key=str(item.pk)).select_related("user")
    newest = entries.order_by("-pk").first()
    return str(newest.user) if newest is not None and newest.user is not None else ""


def _variants_of(item: InfoItem) -> list[Variant]:
    newest = Revision.objects.filter(variant=OuterRef("pk")).order_by("-number").values("pk")[:1]
    segments = Segment.objects.only("variant_id", "key", "kind", "text", "source_hash", "position")
    found = Variant.objects.filter(item=item).annotate(newest_pk=Subquery(newest)).select_related("edition")
    return list(found.defer(*_HEAVY).prefetch_related(Prefetch("segments", segments)).order_by("pk"))


def _matrix(variants: Sequence[Variant]) -> tuple[Row, ...]:
    """A row for each language of the site and each that the item has besides."""
    by_place = {(each.language, each.level): each for each in variants}
    by_key = {each.pk: each for each in variants}
    site = [language_of(code) for code, _name in settings.LANGUAGES]
    languages = dict.fromkeys([*site, *(each.language for each in variants)])
    return tuple(
        Row(language, tuple(_cell(language, level, by_place.get((language, level)), by_key) for level in Level))
        for language in languages
    )


def _cell(language: str, level: str, variant: Variant | None, variants: dict[int, Variant]) -> Cell:
    if variant is None:
        return Cell(language, level)
    own = {each.key: each for each in variant.segments.all()}
    source = variants[variant.translated_from_id] if variant.translated_from_id is not None else variant
    wanted = {each.key: segment_hash(each.text) for each in source.segments.all()}
    said = said_by(
        [(each.key, each.kind) for each in source.segments.all()], {key: each.text for key, each in own.items()}
    )
    present = made_from(wanted, said)
    edition: Any = edition_of(variant)
    newest: int | None = variant.newest_pk  # type: ignore[attr-defined]  # annotated
    return Cell(
        language, level, variant, len(wanted),
        missing=len(set(wanted) - set(said)),
        outdated=0 if source is variant else sum(own[key].source_hash != value for key, value in present.items()),
        is_out=edition is not None,
        is_changed=edition is not None and edition.revision_id != newest,
    )  # fmt: skip


def _facts_of(variants: Sequence[Variant]) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    named = {key for variant in variants for segment in variant.segments.all() for key in facts_in(segment.text)}
    known = tuple(Fact.objects.filter(key__in=named).order_by("name")) if named else ()
    return known, tuple(sorted(named - {fact.key for fact in known}))
