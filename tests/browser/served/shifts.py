"""Opportunities in several states, shifts with people, waiting ones too, and hours to confirm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.opportunities.actions import SendBackOpportunity, TranslateOpportunity
from teilhabe.engagement.opportunities.letters import confirmation_address
from teilhabe.engagement.opportunities.values import Asked, put_requirements
from teilhabe.engagement.shifts.actions import SignUpForShift
from teilhabe.engagement.shifts.incidents import NoteIncident
from teilhabe.engagement.shifts.models import Call, SignUp
from teilhabe.engagement.volunteers.consent import note_agreed
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer

DESK = Operator("Probe")


def fill(cast: Cast) -> dict[str, str]:
    cafe = make_opportunity(cast.organisation, kind="shifts", place="Bürgerhaus, Saal 2", district="Innenstadt")
    put_requirements(cafe, [Asked("language", "ar", "b1", at_least=1), Asked("age", number=16)])
    TranslateOpportunity(by=DESK, opportunity=cafe, language="ar", title="مقهى اللغات", task="نتحدث معا.").run()
    new = make_opportunity(cast.organisation, "Hausaufgaben begleiten", state="submitted")
    sent_back = make_opportunity(cast.organisation, "Fahrradwerkstatt", state="submitted")
    SendBackOpportunity(by=DESK, opportunity=sent_back, remark="Bitte schreiben Sie dazu, wann das ist.").run()
    shift = make_shift(cafe, timezone.now() + timedelta(days=2), places=2)
    able: dict[str, Any] = {"languages": ["ar"], "language_levels": {"ar": "b2"}, "born_on": date(1990, 1, 1)}
    people = [make_volunteer(f"Helfende {number}", mail=f"h{number}@probe.example", **able) for number in range(3)]
    Volunteer.objects.filter(pk=people[0].pk).update(born_on=None)
    people[0].refresh_from_db()
    for volunteer, despite in zip(people, ("ist 17, die Eltern kommen mit", "", ""), strict=True):
        SignUpForShift(by=DESK, shift=shift, volunteer=volunteer, despite=despite).run()
    note_agreed(DESK, people[2].person, "de")
    past = make_shift(cafe, timezone.now() - timedelta(days=1), places=3)
    states = [SignUp.State.BOOKED, SignUp.State.ATTENDED, SignUp.State.MISSED]
    for volunteer, state in zip(people, states, strict=True):
        SignUp.objects.create(shift=past, volunteer=volunteer, state=state)
    NoteIncident(by=DESK, shift=past, text="Ein Stuhl ist zerbrochen, niemand ist verletzt.").run()
    Call.objects.create(shift=shift, volunteer=people[2])
    given = {"opportunity": cafe, "day": timezone.localdate(), "minutes": 90}
    entry = HourEntry.objects.create(volunteer=people[0], **given)
    HourEntry.objects.create(volunteer=people[1], state=HourEntry.State.APPROVED, **given)
    return {
        "shift_day": timezone.localdate(shift.starts_at).isoformat(),
        "past_shift": str(past.pk),
        "hour_entry": str(entry.pk),
        "opportunity": str(cafe.pk),
        "opportunity_history": f"opportunities.opportunity:{cafe.pk}",
        "new_opportunity": str(new.pk),
        "opportunity_sent_back": str(sent_back.pk),
        "opportunity_link": confirmation_address(cafe).rstrip("/").rpartition("/")[2],
        "shift": str(shift.pk),
        "own_link": token_of(people[2]),
        "idle_link": token_of(make_volunteer("Ohne Termin")),
    }
