"""One site with everything: two cities' figures, people, texts, translations, facts, messages, accounts."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from django.test import Client
from tests.browser.served import (
    accounts,
    allowances,
    channels,
    checks,
    facts,
    inbox,
    newsletter,
    people,
    placements,
    public,
    shifts,
    tandems,
    texts,
    translations,
    volunteers,
)
from tests.cast import Cast
from tests.monitoring.specimen import write_specimen

from teilhabe.core.audit.action import Operator
from teilhabe.core.users.roles import Role
from teilhabe.monitoring.actions import publish
from teilhabe.monitoring.models import Publication

LONG = 86_400
"""Seconds."""


def fill() -> tuple[Cast, dict[str, str]]:
    """The cast, and the keys of the rows that pages are about, by the names that `states` uses."""
    cast, known = people.fill()
    known |= texts.fill(cast) | translations.fill(cast) | facts.fill(cast) | public.fill(cast) | accounts.fill(cast)
    known |= newsletter.fill() | channels.fill(cast) | inbox.fill(cast)
    known |= volunteers.fill(cast) | shifts.fill(cast)
    known |= placements.fill(cast)
    known |= checks.fill(cast, known["helping"])
    known |= allowances.fill(known["helping"])
    known |= tandems.fill(cast)
    with tempfile.TemporaryDirectory() as folder:
        for city, invented in (("probestadt", True), ("vergleichsstadt", False)):
            publish(write_specimen(Path(folder) / city, city, invented=invented), Operator("Probe"))
    release = Publication.objects.filter(city="probestadt").latest("pk")
    return cast, {**known, "release": release.release_id}


def enter(cast: Cast, role: str) -> Client:
    """Signed in as this role, with a password given so lately that no page asks for it again; "" for nobody."""
    if not role:
        return Client()
    client = cast.client(Role(role))
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + LONG}]
    session["account_authentication_methods_user"] = str(cast.user(Role(role)).pk)
    session.save()
    return client
