"""Dispatches of every state, one of them with a fact that has changed since."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import now
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.models import Dispatch

State = Dispatch.State


def fill(cast: Cast) -> dict[str, str]:
    """After `facts`: one of its facts is told as it was before its change."""
    item = make_item(cast, "Sprachkurs im Frühling", "Rufen Sie an: {telefon}.", key="sprachkurs")
    publish(cast, item)
    translate_all(cast, item, "ar")
    told = {"telefon": "0631 111111"}
    text = "Sprachkurs im Frühling\n\nRufen Sie an: 0631 111111."
    known = {"channel": "mail", "item": item, "made_by": cast.user(Role.EDITOR), "title": str(item), "text": text}
    rows = {
        state: Dispatch.objects.create(
            **known, state=state, language="de", attempted_at=now() if state == State.UNDECIDED else None
        )
        for state in (State.DRAFT, State.UNDECIDED, State.FAILED)
    }
    sent = {"sent_at": now() - timedelta(days=2), "external_id": "mail 1", "address": "https://probe.example/1"}
    rows[State.SENT] = Dispatch.objects.create(**known, **sent, state=State.SENT, language="de", facts=told)
    arabic = {**known, "title": "دورة اللغة", "text": "اتصل على 0631 111111"}
    Dispatch.objects.create(**arabic, state=State.SENT, language="ar", facts=told)
    later = now() + timedelta(days=2)
    rows[State.PLANNED] = Dispatch.objects.create(**known, state=State.PLANNED, language="de", planned_at=later)
    website = Dispatch.objects.create(**{**known, "channel": "website"}, state=State.SENT, language="de")
    keys = {f"dispatch_{state}": row for state, row in rows.items()}
    found = {**keys, "dispatch_website": website, "told_item": item}
    return {name: str(each.pk) for name, each in found.items()}
