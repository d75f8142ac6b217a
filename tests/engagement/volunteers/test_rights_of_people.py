"""What is known about a volunteer is told to them in words, and goes when they ask for it."""

from __future__ import annotations

import pytest
from tests.engagement.rows import make_volunteer

from teilhabe.actors.models import Person
from teilhabe.core.audit.action import Operator
from teilhabe.core.privacy.actions import EraseSubject
from teilhabe.core.privacy.extract import extract_about
from teilhabe.core.privacy.subjects import human_behind
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.taking import Offered, take
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Absence, Skill, Volunteer

pytestmark = pytest.mark.django_db
CANARY = "Zwitscherine"


def _known() -> Volunteer:
    Skill.objects.create(key="vorlesen", names={"de": "Vorlesen"})
    volunteer = make_volunteer(
        CANARY,
        mail="zwitscherine@probe.example",
        languages=["ar"],
        language_levels={"ar": "c1"},
        skills=["vorlesen"],
        wishes=["education"],
        kinds=["tandem"],
        week=5,
        limits=f"{CANARY} mag keine Treppen",
    )
    Absence.objects.create(volunteer=volunteer, first_day="2031-01-01", last_day="2031-01-02")
    take(
        Offered(
            kind="help",
            text=f"{CANARY} liest vor",
            name=CANARY,
            contact_kind="mail",
            contact="zwitscherine@probe.example",
            week=5,
        )
    )
    return volunteer


def test_the_export_tells_all_of_it_in_words_and_no_key() -> None:
    volunteer = _known()
    token = token_of(volunteer)
    values = [
        value.shown
        for section in extract_about(human_behind(volunteer.person)).sections
        for row in section.rows
        for value in row.values
    ]
    told = "\n".join(values)
    for shown in ("Mo vormittags und abends", "Arabisch (C1)", "Vorlesen", "Schule und Ausbildung", "Patenschaft"):
        assert shown in told
    assert values.count("Mo vormittags und abends") == 2
    for shown in ("aktiv", "1. Januar 2031", f"{CANARY} liest vor", "Zeit und Hilfe"):
        assert shown in told
    assert token not in told


def test_erasure_leaves_a_row_that_counts_and_says_nothing() -> None:
    volunteer = _known()
    token_of(volunteer)
    EraseSubject(by=Operator("Probe"), row=volunteer.person, with_account=False).run()
    left = Volunteer.objects.get()
    assert (left.skills, left.wishes, left.limits, left.token, left.language_levels) == ([], [], "", "", {})
    assert left.state == "active"
    assert not Absence.objects.exists()
    assert not Offer.objects.exists()
    assert CANARY not in str(Person.objects.get())


def test_an_offer_that_only_names_the_erased_goes_with_them() -> None:
    volunteer = _known()
    Offer.objects.update(person=None)
    EraseSubject(by=Operator("Probe"), row=volunteer.person, with_account=False).run()
    assert not Offer.objects.exists()
