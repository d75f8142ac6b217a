"""Somebody for everything that can become of a proposal, and a task that hardly anybody suits."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.values import Asked, put_requirements
from teilhabe.engagement.placements.actions import Agree, Ask, Decline, NoteWilling, Propose
from teilhabe.engagement.placements.letters import answer_token
from teilhabe.engagement.placements.models import Proposal
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.week import mask

DESK = Operator("Probe")
EVENINGS = mask([2, 5, 8, 11])


def fill(cast: Cast) -> dict[str, str]:
    """Reading together asks for Arabic and an evening; four people come into question, and a volunteer for oneself."""
    reading = make_opportunity(
        cast.organisation,
        "Gemeinsam lesen",
        task="Einmal in der Woche mit Kindern lesen.",
        district="Innenstadt",
        place="Bürgerhaus, Raum 3",
        insurance="Land",
        week=EVENINGS,
        hours_per_week=2,
        places=4,
        fields=["education"],
    )
    put_requirements(reading, [Asked("language", "ar", "b1")])
    names = ("Nadia Vorleserin", "Karim Büchermensch", "Selma Probeweise", "Omar Beispielmann", "Leyla Vielleicht")
    nadia, karim, selma, omar, leyla = (_reader(name, number) for number, name in enumerate(names))
    make_volunteer("Fehlt Arabisch", languages=["de"], week=EVENINGS)
    asked, willing, declined = (_proposed(each, reading) for each in (nadia, karim, selma))
    Ask(by=DESK, proposal=asked).run()
    NoteWilling(by=DESK, proposal=willing).run()
    Decline(by=DESK, proposal=declined, side="volunteer", reason="time").run()
    since = localdate() - timedelta(weeks=3)
    assignment = Agree(by=DESK, proposal=_proposed(omar, reading), starts_on=since).run()
    own = Volunteer.objects.get(person__user=cast.user(Role.VOLUNTEER))
    return {
        "reading": str(reading.pk),
        "reader": str(leyla.pk),
        "proposal": str(_proposed(leyla, make_opportunity(cast.organisation, "Spielenachmittag", places=2)).pk),
        "proposal_asked": str(asked.pk),
        "proposal_willing": str(willing.pk),
        "proposal_declined": str(declined.pk),
        "proposal_own": str(_proposed(own, reading).pk),
        "assignment": str(assignment.pk),
        "answer_link": answer_token(asked),
        "answered_link": answer_token(willing),
    }


def _reader(name: str, number: int) -> Volunteer:
    return make_volunteer(
        name,
        mail=f"leserin{number}@probe.example",
        languages=["ar", "de"],
        language_levels={"ar": "c1", "de": "b1"},
        week=mask([2, 5, 8, 11][: number + 1]),
        wishes=["education"] if number % 2 else [],
        district="Innenstadt",
        born_on=date(1990, 1, 1),
    )


def _proposed(volunteer: Volunteer, opportunity: Opportunity) -> Proposal:
    return Propose(by=DESK, volunteer=volunteer, opportunity=opportunity).run()
