"""Somebody who waits for a companion, and two tandems: one just met, one agreed with a meeting and a check-in."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.actors.models import Person
from teilhabe.core.users.roles import Role
from teilhabe.engagement.tandems.actions import AddClient
from teilhabe.engagement.tandems.models import Client, Tandem
from teilhabe.engagement.tandems.steps import AgreeTandem, Meet, NoteCheckIn, NoteMeeting, ProposeTandem

PROFILE = {"language_levels": {"ar": "native", "de": "a2"}, "topics": ["german", "offices"], "district": "Innenstadt"}


def fill(cast: Cast) -> dict[str, str]:
    by = cast.user(Role.COORDINATOR)
    people = [Person.objects.create(given_name=name, family_name="Sucherfunden") for name in ("Lina", "Samir", "Amal")]
    waiting, met, agreed = (AddClient(by=by, person=each, profile=PROFILE, note="Probe").run() for each in people)
    for name in ("Bea Begleiterin", "Udo Unterwegs"):
        make_volunteer(name, languages=["de", "ar"], kinds=["tandem"])
    programme = make_opportunity(cast.organisation, "Patenschaften in der Stadt", kind="tandem", places=9)
    just_met, going_on = (_met(cast, each) for each in (met, agreed))
    AgreeTandem(by=by, tandem=going_on, starts_on=localdate() - timedelta(days=20), programme=programme).run()
    NoteMeeting(by=by, tandem=going_on, day=localdate(), minutes=90, mood="good").run()
    NoteCheckIn(by=by, tandem=going_on, outcome="well").run()
    return {
        "client": str(waiting.pk),
        "accompanied": str(agreed.pk),
        "identity": str(waiting.identity.pk),
        "reading_person": str(people[0].pk),
        "tandem": str(going_on.pk),
        "tandem_met": str(just_met.pk),
    }


def _met(cast: Cast, client: Client) -> Tandem:
    by = cast.user(Role.COORDINATOR)
    volunteer = make_volunteer(f"Patin von {client}", languages=["de"])
    return Meet(by=by, tandem=ProposeTandem(by=by, client=client, volunteer=volunteer).run()).run()
