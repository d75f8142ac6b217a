"""Dispatches in the demonstration, all of them invented and labelled so: nothing of it ever went anywhere."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from teilhabe.core.users.models import User
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import Edition, Fact
from teilhabe.outreach.facts.values import FactKind

LABEL = "Erfundene Aussendung"
OUTDATED = "0600 999999"
"""What one of them told of a telephone number that reads otherwise by now."""
State = Dispatch.State


def fill_dispatches(editor: User) -> None:
    """One that went out, one whose number is no longer right, one that nobody knows about, a draft."""
    editions = Edition.objects.filter(variant__language="de", variant__translated_from=None).select_related("variant")
    found = list(editions.order_by("variant__item__position", "variant__item__key")[:4])
    states = (State.SENT, State.SENT, State.UNDECIDED, State.DRAFT)
    made = [_dispatch(editor, edition, state) for edition, state in zip(found, states, strict=False)]
    phone = Fact.objects.filter(kind=FactKind.PHONE).order_by("key").first()
    if len(made) > 1 and phone is not None:
        made[1].text += f"\n\nFragen? Rufen Sie an: {OUTDATED}."
        made[1].facts = {phone.key: OUTDATED}
        made[1].save(update_fields=["text", "facts"])


def _dispatch(editor: User, edition: Edition, state: State) -> Dispatch:
    at = timezone.now() - timedelta(days=3)
    return Dispatch.objects.create(
        channel="mail",
        state=state,
        item_id=edition.variant.item_id,
        revision_id=edition.revision_id,
        language="de",
        title=f"{LABEL}: {edition.variant.title}",
        text=f"{LABEL}. {edition.variant.title}",
        audience={"purpose": "rundbrief", "districts": [], "organisations": False, "others_than": []},
        made_by=editor,
        made_at=at,
        attempted_at=at if state != State.DRAFT else None,
        sent_at=at if state == State.SENT else None,
    )
