"""An offer is taken once, whichever way it came, and says by when somebody must answer."""

from __future__ import annotations

from datetime import date

import pytest
from tests.engagement.rows import make_volunteer

from teilhabe.actors.models import ContactPoint
from teilhabe.engagement.offers.deadlines import answer_by
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.taking import Offered, take

HELP = Offered(kind=Offer.Kind.HELP, text="Ich kann gut vorlesen.\nAuch auf Arabisch.", name="Amal Probe", ticket="a1")


@pytest.mark.django_db
def test_an_offer_is_new_and_has_a_day_for_the_first_answer() -> None:
    offer = take(HELP)
    assert (offer.state, str(offer)) == (Offer.State.NEW, "Amal Probe: Ich kann gut vorlesen.")
    assert offer.due_on > offer.created_at.date()


@pytest.mark.django_db
def test_the_same_form_sent_twice_makes_one_offer() -> None:
    assert take(HELP) == take(HELP)
    assert Offer.objects.count() == 1


@pytest.mark.django_db
def test_who_is_known_by_their_contact_is_named_at_the_offer() -> None:
    volunteer = make_volunteer()
    ContactPoint.objects.create(person=volunteer.person, kind="phone", value="0631 5550101")
    offer = take(Offered(kind="goods", text="Ein Bett", name="Probe", contact_kind="phone", contact="0631/5550101"))
    assert offer.person == volunteer.person


@pytest.mark.parametrize(("came", "due"), [("2026-11-23", "2026-11-26"), ("2026-11-27", "2026-12-02")])
def test_the_first_answer_is_due_after_three_working_days(came: str, due: str) -> None:
    assert answer_by(date.fromisoformat(came)) == date.fromisoformat(due)
