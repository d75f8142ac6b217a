"""Every field that a reader or a colleague sees, filled with every payload."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.utils import timezone
from tests.cast import Cast
from tests.outreach.hostile.payloads import payloads

from teilhabe.core.users.roles import Role
from teilhabe.outreach.body.blocks import Block
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.actions.writing import Written, content_of
from teilhabe.outreach.content.editions import refresh, stamp
from teilhabe.outreach.content.models import (
    Campaign,
    Category,
    Edition,
    EventDates,
    Fact,
    InfoItem,
    PlaceDetails,
    Revision,
    Segment,
    Variant,
)
from teilhabe.outreach.facts.values import FactKind, checked
from teilhabe.outreach.inbox.letterbox.taking import Page, Question, take
from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.translation.models import Remembered, Term

ALL_IN_ONE = "alles"
KINDS = tuple(InfoItem.Kind)


def stored() -> list[str]:
    """As forms let them through: without null characters."""
    return list(dict.fromkeys(payload.replace("\x00", "") for payload in payloads()))


def fill(cast: Cast) -> None:
    hostile = stored()
    facts = _facts(hostile)
    campaign = Campaign.objects.create(key="probe", name=hostile[0][:200], goal="\n".join(hostile))
    categories = _categories(hostile)
    for number, payload in enumerate(hostile):
        kind = KINDS[number % len(KINDS)]
        item = InfoItem.objects.create(
            key=f"probe-{number}", kind=kind, campaign=campaign, districts=[payload], is_urgent=number % 40 == 0,
            picture=_picture(number, payload) if number % 8 == 0 else None, owner=cast.user(Role.EDITOR),
        )  # fmt: skip
        item.categories.add(*categories[number % 7 :: 50], categories[0])
        _write(item, payload[:200], payload, f"- {payload}", is_translated=number % 12 == 0)
        _details(item, payload, facts)
    whole = InfoItem.objects.create(key=ALL_IN_ONE)
    whole.categories.add(categories[0])
    text = "\n\n".join(hostile) + "\n\n" + " ".join(f"{{{fact.key}}}" for fact in facts)
    _write(whole, "Alles auf einmal", "", text[:48_000], is_translated=True)
    _messages(hostile, whole)
    Term.objects.bulk_create(
        Term(text=payload[:190] + str(at), translations={"ar": payload}, note=payload[:500])
        for at, payload in enumerate(hostile)
    )
    Remembered.objects.bulk_create(
        Remembered(
            source_language="de", language="ar", level="standard", source_hash=f"{at:016x}", source=each, text=each
        )
        for at, each in enumerate(hostile)
    )
    stamp()


def _facts(hostile: list[str]) -> list[Fact]:
    made = [
        Fact(key=f"probe-{at}", name=payload[:200], source=payload[:300], kind=kind, value=checked(kind, value))
        for at, payload in enumerate(hostile)
        for kind, value in [_value(at, payload)]
    ]
    return Fact.objects.bulk_create(made)


def _value(at: int, payload: str) -> tuple[FactKind, dict[str, object]]:
    short = " ".join(payload.split())[:150] or "x"
    kinds: list[tuple[FactKind, dict[str, object]]] = [
        (FactKind.TEXT, {"text": short, "translations": {"ar": short}}),
        (FactKind.LINK, {"url": "https://www.example.org/", "label": short}),
        (FactKind.ADDRESS, {"addition": short, "street": short, "postcode": "67657", "city": short}),
        (FactKind.NUMBER, {"number": "3", "unit": short[:20]}),
        (FactKind.HOURS, {"weekly": [{"days": ["mo"], "from": "09:00", "to": "12:00"}], "note": {"de": short}}),
    ]
    try:
        checked(*kinds[at % len(kinds)])
    except Exception:  # noqa: BLE001  # refused: then as a text, which takes anything
        return kinds[0]
    return kinds[at % len(kinds)]


def _categories(hostile: list[str]) -> list[Category]:
    kinds = tuple(Category.Kind)
    return Category.objects.bulk_create(
        Category(kind=kinds[at % 3], key=f"probe-{at}", names={"de": payload, "ar": payload}, icon=payload[:30])
        for at, payload in enumerate(hostile)
    )


def _picture(number: int, payload: str) -> Picture:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return Picture.objects.create(
        name=payload[:200], digest=digest, width=400, height=300, alternatives={"de": payload, "ar": payload},
        author=payload[:200], licence=payload[:200],
    )  # fmt: skip


def _write(item: InfoItem, title: str, summary: str, text: str, *, is_translated: bool) -> None:
    """Published in German, with the note of a review, and in Arabic in the same words."""
    blocks = Written(title if title.strip() else "x", summary[:400], text).blocks()
    original = _published(item, "de", blocks, None, summary[:1000])
    if is_translated:
        _published(item, "ar", blocks, original, "")
    refresh(item)


def _published(item: InfoItem, language: str, blocks: list[Block], source: Variant | None, note: str) -> Variant:
    variant = Variant.objects.create(item=item, language=language, translated_from=source, title=blocks[0].text[:200])
    segments = Segment.objects.bulk_create(
        Segment(
            variant=variant, key=f"s{at}", position=at, kind=block.kind, text=block.text,
            source_hash=segment_hash(block.text) if source else "",
        )
        for at, block in enumerate(blocks)
    )  # fmt: skip
    revision = Revision.objects.create(
        variant=variant, number=1, content=content_of(segments), note=note, state=Revision.State.IN_REVIEW
    )
    Edition.objects.create(variant=variant, revision=revision)
    return variant


def _details(item: InfoItem, payload: str, facts: list[Fact]) -> None:
    if item.kind == InfoItem.Kind.EVENT:
        start = timezone.now() + timedelta(days=1 + item.pk % 20)
        EventDates.objects.create(
            item=item, starts_at=start, ends_at=start, place_text=payload[:300], recurrence="FREQ=WEEKLY;COUNT=3",
            registration="https://www.example.org/",
        )  # fmt: skip
    if item.kind == InfoItem.Kind.PLACE:
        of = {kind: [fact for fact in facts if fact.kind == kind] for kind in FactKind}
        place = PlaceDetails.objects.create(
            item=item, address=of[FactKind.ADDRESS][item.pk % len(of[FactKind.ADDRESS])],
            hours=of[FactKind.HOURS][item.pk % len(of[FactKind.HOURS])], languages=["ar"],
        )  # fmt: skip
        place.contacts.set(of[FactKind.LINK][:2])


def _messages(hostile: list[str], item: InfoItem) -> None:
    """Below the page that has all of them; every second one is answered in the same words."""
    for at, payload in enumerate(hostile):
        language, path = "ar" if at % 3 else "de", f"/de/{payload[:200]}"
        incoming = Incoming(
            way=Way.PAGE, external_id=f"probe {at}", text=payload, at=timezone.now(), sender=Sender(name=payload),
            subject_line=payload, language=language, item=item, path=path, district=payload[:100],
        )  # fmt: skip
        entry = receive(incoming).entry
        assert entry is not None
        if at % 2 == 0:
            _answer(entry.conversation, payload)


def converse(whole: str) -> tuple[str, Conversation]:
    """Somebody wrote this below the page that has all payloads and reads it again as the answer: code, conversation."""
    item = InfoItem.objects.filter(key=ALL_IN_ONE).first()
    page = Page("/", item, Revision.objects.filter(variant__item=item).first() if item else None)
    code = take(Question(text=whole, language="ar", ticket="ganz", page=page))
    conversation = Conversation.objects.latest("pk")
    _answer(conversation, whole)
    return code, conversation


def _answer(conversation: Conversation, text: str) -> None:
    """Longer than anybody may write."""
    Entry.objects.create(
        conversation=conversation, kind=Entry.Kind.ANSWER, way=Way.PAGE, text=text, language="ar", translation=text,
        translation_language="de", delivery=Entry.Delivery.SENT,
    )  # fmt: skip
