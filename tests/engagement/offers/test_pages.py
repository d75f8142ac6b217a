"""The coordinator takes an offer in while somebody speaks, and brings it to its end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_volunteer

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.audit.models import AuditDetail
from teilhabe.core.users.roles import Role
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.snippets import offered_snippets
from teilhabe.engagement.offers.taking import Offered, take
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.outreach.inbox.models import Conversation, Snippet, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive

pytestmark = pytest.mark.django_db
CALL = {"way": "phone", "kind": "help", "text": "Möchte vorlesen", "ticket": "t1", "language": "ar"}


def _page(name: str, **kwargs: object) -> str:
    return reverse(f"offers:{name}", kwargs=kwargs)


@pytest.fixture
def client(cast: Cast, site: None) -> Client:
    return cast.client(Role.COORDINATOR)


def test_a_call_is_taken_in_one_form_and_a_fresh_one_follows(client: Client) -> None:
    answer = client.post(_page("note"), {**CALL, "caller": "0171 5550103", "name": "Amal Probe"}, follow=True)
    offer = Offer.objects.get()
    assert (offer.contact_key, offer.way, offer.language) == ("phone:+491715550103", "phone", "ar")
    assert "Aufgenommen:" in answer.text
    assert "Möchte vorlesen" in answer.text


def test_the_form_sent_twice_takes_one_offer(client: Client) -> None:
    for _time in range(2):
        client.post(_page("note"), {**CALL, "caller": "0171 5550103"})
    assert Offer.objects.count() == 1


def test_who_calls_is_found_by_number_and_nothing_typed_is_lost(client: Client) -> None:
    known = make_volunteer("Probe").person
    ContactPoint.objects.create(person=known, kind="mobile", value="0171 5550103")
    text = client.post(_page("note"), {**CALL, "caller": "0171 5550103", "look": "1"}).text
    assert str(known.pk) in text
    assert "Möchte vorlesen" in text
    client.post(_page("note"), {**CALL, "caller": "0171 5550103", "person": str(known.pk)})
    assert Offer.objects.get().person == known


def test_the_longest_waiting_stands_first_with_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        take(Offered(kind="help", text=f"Angebot {number}", name="Probe"))
    Offer.objects.filter(text="Angebot 59").update(due_on=localdate() - timedelta(days=30))
    Offer.objects.filter(text="Angebot 58").update(state="placed", closed_at=timezone.now())
    client.get(_page("offers"))
    with django_assert_max_num_queries(14):
        text = client.get(_page("offers")).text
    assert text.index("Angebot 59") < text.index("Angebot 0")
    assert "überfällig" in text
    assert "Angebot 58" not in text


def test_an_offer_is_found_by_what_it_says(client: Client) -> None:
    take(Offered(kind="goods", text="Gut erhalten", item="Kinderbett", name="Probe"))
    take(Offered(kind="help", text="Vorlesen", name="Probe"))
    text = client.get(_page("offers"), {"q": "kinderbett probe"}).text
    assert "Kinderbett" in text
    assert "Vorlesen" not in text


def test_one_press_makes_a_volunteer_with_what_was_said(client: Client) -> None:
    offer = take(
        Offered(
            kind="help",
            text="x",
            name="Amal Probe",
            contact_kind="mail",
            contact="amal@beispiel.invalid",
            language="ar",
            fields=("education",),
            week=5,
        )
    )
    client.post(_page("make_volunteer", offer=offer.pk))
    made = Volunteer.objects.get()
    assert (str(made), made.week, made.wishes, made.person.languages) == ("Amal Probe", 5, ["education"], ["ar"])
    offer.refresh_from_db()
    assert (offer.state, offer.person) == ("waiting", made.person)
    assert offer.follow_up_on is not None
    assert offer.follow_up_on > localdate()


def test_who_may_be_known_is_suggested_and_chosen(client: Client) -> None:
    known = Person.objects.create(given_name="Amal", family_name="Probe")
    ContactPoint.objects.create(person=known, kind="mail", value="amal@beispiel.invalid")
    offer = take(Offered(kind="help", text="x", name="Amal Prob", contact_kind="mail", contact="amal@beispiel.invalid"))
    assert offer.person is None
    assert f'value="{known.pk}"' in client.get(offer.get_absolute_url()).text
    client.post(_page("make_volunteer", offer=offer.pk), {"person": str(known.pk)})
    assert Volunteer.objects.get().person == known
    assert Person.objects.count() == 1


def test_what_was_known_before_is_not_written_over(client: Client) -> None:
    volunteer = make_volunteer("Probe", week=1, wishes=["labour"], mail="p@beispiel.invalid")
    offer = take(
        Offered(kind="help", text="x", name="Probe", contact_kind="mail", contact="p@beispiel.invalid", week=2)
    )
    client.post(_page("make_volunteer", offer=offer.pk))
    volunteer.refresh_from_db()
    assert (volunteer.week, volunteer.wishes, volunteer.state) == (1, ["labour"], "active")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"state": "waiting"}, "Wann soll jemand wieder"),
        ({"state": "closed"}, "warum das Angebot geschlossen wird"),
        ({"state": "contact", "follow_up_on": "2001-01-01"}, "zwischen heute und in einem Jahr"),
        ({"state": "contact", "follow_up_on": "2999-01-01"}, "zwischen heute und in einem Jahr"),
    ],
    ids=["waits without a day", "closed without a reason", "a day that is over", "a day too far off"],
)
def test_no_step_loses_sight_of_an_offer(client: Client, given: dict[str, str], told: str) -> None:
    offer = take(Offered(kind="help", text="x"))
    assert told in client.post(_page("go_on", offer=offer.pk), given).text
    offer.refresh_from_db()
    assert offer.state == "new"


def test_an_offer_is_answered_put_off_closed_and_taken_up_again(client: Client) -> None:
    offer = take(Offered(kind="help", text="x"))
    soon = localdate() + timedelta(days=10)
    client.post(_page("go_on", offer=offer.pk), {"state": "waiting", "follow_up_on": f"{soon:%Y-%m-%d}"})
    offer.refresh_from_db()
    assert (offer.state, offer.follow_up_on) == ("waiting", soon)
    assert offer.contacted_at is not None
    client.post(_page("go_on", offer=offer.pk), {"state": "closed", "reason": "nothing fits"})
    offer.refresh_from_db()
    assert (offer.state, offer.reason, offer.follow_up_on) == ("closed", "nothing fits", None)
    client.post(_page("go_on", offer=offer.pk), {"state": "contact"})
    offer.refresh_from_db()
    assert (offer.state, offer.reason, offer.closed_at) == ("contact", "", None)


def test_a_message_becomes_an_offer_and_both_lead_to_each_other(client: Client) -> None:
    entry = receive(
        Incoming(
            way=Way.MAIL,
            external_id="m1",
            text="Ich möchte helfen.",
            at=timezone.now(),
            sender=Sender("Amal Probe", "mail", "amal@beispiel.invalid"),
            language="de",
        )
    ).entry
    assert entry is not None
    address = _page("from_conversation", conversation=entry.conversation.pk)
    assert address in client.get(entry.conversation.get_absolute_url()).text
    assert "Ich möchte helfen." in client.get(address).text
    client.post(
        address,
        {
            "kind": "help",
            "text": "Ich möchte helfen.",
            "caller": "amal@beispiel.invalid",
            "name": "Amal",
            "ticket": "a",
        },
    )
    offer = Offer.objects.get()
    assert (offer.conversation, offer.way) == (entry.conversation, "mail")
    assert offer.get_absolute_url() in client.get(entry.conversation.get_absolute_url()).text
    assert entry.conversation.get_absolute_url() in client.get(offer.get_absolute_url()).text


def test_an_offer_by_form_is_answered_in_the_inbox_with_the_snippets(client: Client) -> None:
    offer = take(Offered(kind="help", text="x", name="Amal", contact_kind="mail", contact="amal@beispiel.invalid"))
    client.post(_page("add_snippets"))
    client.post(_page("add_snippets"))
    assert Snippet.objects.count() == len(offered_snippets())
    for _time in range(2):
        answer = client.post(_page("answer", offer=offer.pk), follow=True)
    assert Conversation.objects.count() == 1
    assert "amal@beispiel.invalid" in answer.text
    assert "Angebot: Danke, wir melden uns" in answer.text


def test_every_snippet_speaks_four_languages() -> None:
    assert {frozenset(texts) for texts in offered_snippets().values()} == {frozenset(("de", "en", "ar", "uk"))}


def test_the_log_does_not_repeat_what_somebody_said(client: Client) -> None:
    client.post(_page("note"), {**CALL, "caller": "0171 5550103", "name": "Amal Geheim"})
    offer = Offer.objects.get()
    client.post(_page("change", offer=offer.pk), {"kind": "help", "text": "Anderes Geheimnis", "name": "Geheim"})
    logged = " ".join(str((each.target_label, each.before, each.after)) for each in AuditDetail.objects.all())
    assert not [word for word in ("Geheim", "vorlesen", "5550103") if word in logged]


def test_nobody_else_sees_offers(cast: Cast, site: None) -> None:
    offer = take(Offered(kind="help", text="x"))
    for role in (Role.EDITOR, Role.VOLUNTEER, Role.ORGANISATION_MEMBER):
        assert cast.client(role).get(offer.get_absolute_url()).status_code == 403
