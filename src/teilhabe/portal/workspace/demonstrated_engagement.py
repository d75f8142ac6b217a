"""Volunteers of Musterstadt in the demonstration, and all that the office has begun with them. All are invented.

Rows are written as they are, without the actions: nobody is sent a letter about what never happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from django.utils import timezone
from django.utils.timezone import localdate

from teilhabe.actors.models import Person
from teilhabe.actors.reaching import MAIL
from teilhabe.core.accounts.selectors import DEMO_DOMAIN
from teilhabe.core.users.models import Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.checks.models import CertificateRequest, Declaration, DeclarationText, Inspection
from teilhabe.engagement.checks.terms import counts_until, due_on
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.rules.periods import later
from teilhabe.engagement.volunteers.models import Level, Volunteer
from teilhabe.engagement.week import SLOTS
from teilhabe.outreach.inbox.models import Way
from teilhabe.portal.workspace.demonstrated_opportunities import SKILLS, fill_opportunities
from teilhabe.portal.workspace.demonstrated_shifts import fill_hours, fill_shifts

SEED = 20260102
VOLUNTEERS = 40
State = Volunteer.State
OTHER_STATES = {3: State.INTERESTED, 11: State.PAUSED, 17: State.INTERESTED, 23: State.ENDED, 31: State.PAUSED}
"""Places of those in the list who are not active."""
UNDER_AGE = 17
"""The place of one who is not 18, and for whom nobody has agreed yet."""
SILENT = 13
"""The place of one who has answered neither the question nor the reminder."""
FIELDS = ("arrival", "childhood", "education", "labour", "housing", "participation")
LIMITS = ("", "", "", "keine Treppen", "nicht in den Schulferien", "nur mit Bus und Bahn erreichbar")
PROPOSALS = (
    (4, 0, Proposal.State.OPEN, "", -1), (5, 1, Proposal.State.ASKED, "", 4), (6, 8, Proposal.State.ASKED, "", -2),
    (7, 2, Proposal.State.WILLING, "", 0), (8, 5, Proposal.State.WILLING, "", 3),
    (9, 3, Proposal.State.DECLINED, Proposal.Reason.LANGUAGE, None),
    (10, 1, Proposal.State.DECLINED, Proposal.Reason.TIME, None),
    (12, 0, Proposal.State.DECLINED, Proposal.Reason.DISTANCE, None),
)  # fmt: skip
"""Who for what: places in both lists, state, reason, and in how many days somebody asks again."""
ASSIGNMENTS = (
    (0, 0, 420, None, 5), (0, 4, 410, None, 20), (1, 7, 95, None, -3), (2, 7, 90, None, 30), (14, 0, 60, None, 0),
    (15, 1, 35, None, 12), (16, 5, 30, None, -1), (18, 8, 25, None, 60), (19, 5, 400, None, 45),
    (20, 12, 300, 260, None), (21, 4, 150, 30, None),
)  # fmt: skip
"""Who does what: places in both lists, since and until how many days ago, and in how many days somebody follows up."""
OFFERS = (
    (Way.FORM, Offer.State.NEW, "Hannelore Beispiel", "de", "Ich habe donnerstags Zeit und lese gern vor.", -3),
    (Way.PHONE, Offer.State.NEW, "Herr Probst", "de", "Kann am Wochenende beim Tragen helfen.", 1),
    (Way.FORM, Offer.State.NEW, "Mariam Muster", "ar", "أريد أن أساعد العائلات الجديدة في الترجمة.", 2),
    (Way.VISIT, Offer.State.CONTACT, "Tomasz Mustermann", "pl", "Näht und möchte es anderen zeigen.", -6),
    (Way.MAIL, Offer.State.WAITING, "Sarah Beispiel", "en", "I could help with homework twice a week.", -15),
    (Way.FORM, Offer.State.CLOSED, "Max Muster", "de", "Möchte einmal in der Woche kochen.", -40),
)
"""Way, state, name, language, words, and in how many days an answer is due."""
GOODS = (("Kinderfahrrad, 20 Zoll", Offer.Condition.GOOD, 1), ("Esszimmerstühle", Offer.Condition.USED, 6))
TEXTS = {
    DeclarationText.Kind.SECRECY: "Ich behalte für mich, was ich bei meinem Einsatz über andere erfahre (Muster).",
    DeclarationText.Kind.PRIVACY: "Ich gehe mit persönlichen Angaben sorgsam um und gebe sie nicht weiter (Muster).",
    DeclarationText.Kind.CONDUCT: "Ich achte die Grenzen von Kindern und Jugendlichen (Muster).",
}
INSPECTED_YEARS_AGO = (1, 2, 3)


def fill_engagement(
    accounts: Mapping[Role, User], people: Sequence[Person], organisations: Sequence[Organisation]
) -> None:
    """As many volunteers as there are people, forty at the most; the first one has an account."""
    volunteers = _volunteers(people[:VOLUNTEERS])
    opportunities = fill_opportunities(organisations)
    _proposals(accounts[Role.COORDINATOR], volunteers, opportunities)
    _assignments(volunteers, opportunities)
    active = [each for each in volunteers if each.state == State.ACTIVE]
    fill_shifts(active, opportunities)
    fill_hours(accounts[Role.COORDINATOR])
    _checks(active, opportunities)
    _offers(accounts[Role.COORDINATOR])


def _volunteers(people: Sequence[Person]) -> list[Volunteer]:
    random = Random(SEED)  # noqa: S311  # nothing is secret here
    return Volunteer.objects.bulk_create(_volunteer(random, place, person) for place, person in enumerate(people))


def _volunteer(random: Random, place: int, person: Person) -> Volunteer:
    today, now = localdate(), timezone.now()
    state = OTHER_STATES.get(place, State.ACTIVE)
    levels = {
        code: Level.C2 if code == person.languages[0] else random.choice(Level.values[1:5]) for code in person.languages
    }
    age = 17 if place == UNDER_AGE else random.randint(18, 78)
    checked_at = now - timedelta(days=300 if place == SILENT else random.randint(2, 170))
    # The first one has been there for exactly some years: today is an anniversary.
    since = later(today, years=-5) if place == 0 else today - timedelta(days=random.randint(20, 1500))
    return Volunteer(
        person=person,
        state=state,
        since=since,
        paused_until=today + timedelta(days=30) if state == State.PAUSED else None,
        ended_on=today - timedelta(days=60) if state == State.ENDED else None,
        reason=Volunteer.Reason.MOVED if state == State.ENDED else "",
        born_on=later(today, years=-age) - timedelta(days=random.randint(10, 300)),
        language_levels=levels,
        skills=random.sample(sorted(SKILLS), random.choice((0, 1, 1, 2))),
        wishes=random.sample(FIELDS, random.choice((0, 1, 2, 2))),
        districts=[person.district] if person.district and random.random() < 0.4 else [],
        week=sum(1 << part for part in range(SLOTS) if random.random() < 0.3),
        hours_per_week=random.choice((None, 2, 3, 4, 6)),
        most_assignments=2 if place == 0 else random.choice((1, 1, 1, 2)),
        limits=random.choice(LIMITS),
        checked_at=checked_at,
        asked_at=now - timedelta(days=40) if place == SILENT else None,
        reminded_at=now - timedelta(days=20) if place == SILENT else None,
        called_at=now - timedelta(days=random.randint(5, 200)),
    )


def _proposals(coordinator: User, volunteers: Sequence[Volunteer], opportunities: Sequence[Opportunity]) -> None:
    now, today = timezone.now(), localdate()
    Proposal.objects.bulk_create(
        Proposal(
            volunteer=volunteers[who],
            opportunity=opportunities[what],
            state=state,
            reason=reason,
            declined_by=Proposal.Side.VOLUNTEER if reason else "",
            decided_at=now - timedelta(days=2) if reason else None,
            follow_up_on=None if days is None else today + timedelta(days=days),
            proposed_by=coordinator,
            created_at=now - timedelta(days=6),
        )
        for who, what, state, reason, days in PROPOSALS
        if who < len(volunteers)
    )


def _assignments(volunteers: Sequence[Volunteer], opportunities: Sequence[Opportunity]) -> None:
    today = localdate()
    Assignment.objects.bulk_create(
        Assignment(
            volunteer=volunteers[who],
            opportunity=opportunities[what],
            task=opportunities[what].title,
            place=opportunities[what].place,
            insurance=opportunities[what].insurance,
            hours_per_week=3 if who == 0 else opportunities[what].hours_per_week,
            starts_on=today - timedelta(days=since),
            ends_on=None if until is None else today - timedelta(days=until),
            ending=Assignment.Ending.DONE if until is not None else "",
            follow_up_on=None if days is None else today + timedelta(days=days),
            agreed_at=timezone.now() - timedelta(days=since + 7),
        )
        for who, what, since, until, days in ASSIGNMENTS
        if who < len(volunteers)
    )


def _checks(active: Sequence[Volunteer], opportunities: Sequence[Opportunity]) -> None:
    """Everybody has signed something; of the certificates one runs out soon, one was never handed in."""
    today = localdate()
    texts = [
        DeclarationText.objects.create(kind=kind, version=1, text=text, published_on=later(today, years=-6))
        for kind, text in TEXTS.items()
    ]
    Declaration.objects.bulk_create(
        Declaration(volunteer=each, text=text, signed_on=max(each.since, later(today, years=-5)))
        for place, each in enumerate(active)
        for text in texts[: place % (len(texts) + 1)]
    )
    days = [_about_to_run_out(today), *(later(today, years=-years) for years in INSPECTED_YEARS_AGO)]
    Inspection.objects.bulk_create(
        Inspection(volunteer=each, inspected_on=day, certificate_date=later(day, weeks=-5), has_entry=False)
        for each, day in zip(active[1:], days, strict=False)
    )
    asked_on = later(today, weeks=-9)
    CertificateRequest.objects.bulk_create(
        CertificateRequest(volunteer=each, opportunity=opportunities[1], requested_on=day, due_on=due_on(day))
        for each, day in zip(active[5:7], (asked_on, today), strict=False)
    )


def _about_to_run_out(today: date) -> date:
    """A day of inspection that counts for three weeks more."""
    return later(today, weeks=3) - (counts_until(today) - today)


def _offers(coordinator: User) -> None:
    Offer.objects.bulk_create([*_of_help(coordinator), *_of_goods()])


def _of_help(coordinator: User) -> Iterator[Offer]:
    now, today = timezone.now(), localdate()
    for number, (way, state, name, language, text, days) in enumerate(OFFERS):
        is_taken, address = state != Offer.State.NEW, f"angebot-{number}@{DEMO_DOMAIN}"
        yield Offer(
            way=way, state=state, name=name, language=language, text=text, due_on=today + timedelta(days=days),
            contact_kind=MAIL, contact=address, contact_key=f"{MAIL}:{address}",
            created_at=now + timedelta(days=days - 3),
            contacted_at=now + timedelta(days=days) if is_taken else None,
            assigned_to=coordinator if is_taken else None,
            follow_up_on=today if state == Offer.State.WAITING else None,
            reason=Offer.Reason.CHANGED if state == Offer.State.CLOSED else "",
            closed_at=now if state == Offer.State.CLOSED else None,
        )  # fmt: skip


def _of_goods() -> Iterator[Offer]:
    for item, condition, quantity in GOODS:
        yield Offer(
            kind=Offer.Kind.GOODS, way=Way.PHONE, name="Familie Muster", language="de", item=item, text=item,
            condition=condition, quantity=quantity, pick_up="abends, 2. Stock mit Aufzug",
            due_on=localdate() + timedelta(days=2),
        )  # fmt: skip
