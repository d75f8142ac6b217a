"""An invented volunteer with a week, an absence and a personal link, one on a break, a skill, two offers."""

from __future__ import annotations

from datetime import date

from tests.cast import Cast

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.users.roles import Role
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.taking import Offered, take
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Absence, Skill, Volunteer
from teilhabe.engagement.week import mask


def fill(cast: Cast) -> dict[str, str]:
    skill = Skill.objects.create(key="vorlesen", names={"de": "Vorlesen", "en": "Reading aloud"})
    helping = Person.objects.create(
        given_name="Rania", family_name="Beispielfrau", languages=["ar", "de"], preferred_language="ar"
    )
    ContactPoint.objects.create(person=helping, kind="mobile", value="0171 5550107", is_preferred=True)
    volunteer = Volunteer.objects.create(
        person=helping,
        state=Volunteer.State.ACTIVE,
        language_levels={"de": "b1"},
        week=mask([5, 8, 11, 15, 16]),
        skills=[skill.key],
        wishes=["education"],
        limits="Keine Treppen",
    )
    absence = Absence.objects.create(volunteer=volunteer, first_day=date(2031, 8, 1), last_day=date(2031, 8, 20))
    resting = Person.objects.create(family_name="Pausenprobe", languages=["de"])
    Volunteer.objects.create(person=resting, state=Volunteer.State.PAUSED, paused_until=date(2031, 1, 1))
    own, _is_new = Person.objects.get_or_create(
        user=cast.user(Role.VOLUNTEER), defaults={"family_name": "Ehrenamt-Probe"}
    )
    mine = Volunteer.objects.create(person=own, state=Volunteer.State.ACTIVE, week=3)
    offer = take(
        Offered(
            kind=Offer.Kind.HELP,
            text="Ich möchte mit Kindern lesen.",
            name="Rania Beispielfrau",
            contact_kind="mobile",
            contact="0171 5550107",
            language="ar",
            week=mask([5, 8]),
        )
    )
    goods = take(
        Offered(
            kind=Offer.Kind.GOODS,
            text="Ein Kinderbett",
            item="Kinderbett",
            name="Horst Muster",
            contact_kind="mail",
            contact="horst@muster.invalid",
            condition="good",
            quantity=1,
        )
    )
    Offer.objects.filter(pk=goods.pk).update(due_on=date(2026, 1, 2))
    new = Person.objects.create(family_name="Neuprobe")
    return {
        "helping": str(volunteer.pk),
        "own_volunteer": str(mine.pk),
        "absence": str(absence.pk),
        "skill": str(skill.pk),
        "offer": str(offer.pk),
        "goods": str(goods.pk),
        "link": token_of(volunteer),
        "no_volunteer": str(new.pk),
    }
