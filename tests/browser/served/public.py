"""Information in every state that readers meet."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish, save_translation, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.actions.texts import AddVariant
from teilhabe.outreach.content.actions.writing import Translated
from teilhabe.outreach.content.editions import refresh, stamp
from teilhabe.outreach.content.models import Category, EventDates, Fact, PlaceDetails
from teilhabe.outreach.feedback.receiving import note_press
from teilhabe.outreach.inbox.actions.conversations import CloseConversation
from teilhabe.outreach.inbox.actions.entries import AnswerConversation
from teilhabe.outreach.inbox.letterbox.taking import Page, Question, take
from teilhabe.outreach.inbox.models import Conversation, Way


def fill(cast: Cast) -> dict[str, str]:
    kinds = (("situation", "leisure"), ("situation", "housing"), ("audience", "family"), ("topic", "language"))
    categories = [
        Category.objects.create(kind=kind, key=key, icon=key, names={"de": f"Rubrik {key}", "ar": "العائلة والحياة"})
        for kind, key in kinds
    ]
    values = (
        ("price", {"amount": "12.50", "currency": "EUR"}),
        ("address", {"addition": "", "street": "Musterstraße 12", "postcode": "99999", "city": "Musterstadt"}),
        ("phone", {"number": "+49 30 23125 000"}),
        ("hours", {"weekly": [{"days": ["mo", "tu"], "from": "09:00", "to": "12:00"}], "closed": [], "note": {}}),
    )
    facts = {kind: Fact.objects.create(key=kind, name=kind, kind=kind, value=value) for kind, value in values}
    text = "Ein Absatz über {price}, siehe [Seite](https://example.org/).\n\n## Ablauf\n\n1. Kommen\n2. Lesen\n\n- A\n"
    whole = make_item(cast, "Büchereikarte", text, "Ab {price} im Jahr.", categories=tuple(categories), key="karte")
    publish(cast, whole)
    translate_all(cast, whole, "ar")
    translate_all(cast, whole, "de", "plain")
    half = make_item(cast, "Donaudampfschifffahrtsgesellschaftskapitän " * 3, text, key="halb", is_sample=True)
    publish(cast, half)
    variant = AddVariant(
        by=cast.user(Role.EDITOR), item=half, language="ar", level="standard", translated_from=original_of(half)
    ).run()
    segments = list(original_of(half).segments.all())[:3]
    made = {each.key: Translated(f"نص {each.text}", provenance="machine") for each in segments}
    save_translation(variant, made, cast.user(Role.EDITOR))
    Publish(by=cast.user(Role.EDITOR), variant=variant).run()
    publish(cast, make_item(cast, "Neues Angebot", text, kind="news", key="neu"))
    publish(cast, make_item(cast, "Was kostet das?", text, kind="faq", key="frage", categories=tuple(categories)))
    place = make_item(cast, "Haus Nord", text, kind="place", key="haus", districts=["Nordstadt"])
    publish(cast, place)
    details = PlaceDetails.objects.create(
        item=place, address=facts["address"], hours=facts["hours"], languages=["ar", "tr"], is_accessible=True
    )
    details.contacts.add(facts["phone"])
    event = make_item(cast, "Sprachcafé", text, kind="event", key="cafe", categories=tuple(categories))
    publish(cast, event)
    begins = timezone.now() + timedelta(days=2)
    EventDates.objects.create(
        item=event, starts_at=begins, ends_at=begins + timedelta(hours=2), recurrence="FREQ=WEEKLY", place=place
    )
    urgent = make_item(cast, "Trinkwasser abkochen", text, "Bis Freitag.", key="wasser", is_urgent=True)
    publish(cast, urgent)
    translate_all(cast, urgent, "ar")
    for item in (whole, half):
        refresh(item)
    stamp()
    note_press(whole.key, "/ar/", "ar", was_helpful=True)
    code = take(Question(text="متى تفتحون؟", language="ar", ticket="karte", page=Page(item=whole)))
    below = Conversation.objects.latest("pk")
    AnswerConversation(
        by=cast.user(Role.EDITOR), conversation=below, way=Way.PAGE, text="نفتح الاثنين.",
        language="ar", original="Montags.",
    ).run()  # fmt: skip
    waiting = take(Question(text="أين أنتم؟", language="ar", ticket="waiting", page=Page(item=whole)))
    closed = take(Question(text="خطأ في العنوان", language="ar", ticket="closed", page=Page(item=whole)))
    CloseConversation(
        by=cast.user(Role.EDITOR), conversation=Conversation.objects.latest("pk"), closing="corrected"
    ).run()
    return {"code": code, "code_waiting": waiting, "code_closed": closed, "below_a_page": str(below.pk)}
