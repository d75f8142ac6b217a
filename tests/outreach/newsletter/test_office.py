"""The office sees numbers and no addresses, drafts an issue, decides what nobody knows, and forgets who asks for it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.cast import Cast
from tests.office import site
from tests.outreach.items import make_item, publish, translate_all
from tests.outreach.newsletter.conftest import PickyLetterbox, dispatch, reader

from teilhabe.core.audit.models import AuditDetail
from teilhabe.core.extensions import DOCTOR, WAITING
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.content.published import forget
from teilhabe.outreach.newsletter.models import Delivery, Subscription
from teilhabe.outreach.newsletter.selectors import Outcome, outcomes

__all__ = ["site"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
LONG_AGO = timedelta(hours=1)


@pytest.fixture(autouse=True)
def fresh_shelf() -> None:
    forget()


@pytest.fixture
def editor(cast: Cast) -> Client:
    return cast.client(Role.EDITOR)


def _undecided(made: Dispatch, name: str = "amal") -> Delivery:
    return Delivery.objects.create(
        dispatch=made,
        subscription=reader(name),
        message_id=f"<{name}@probe.example>",
        attempted_at=timezone.now() - LONG_AGO,
        attempts=1,
    )


def test_the_overview_counts_readers_and_mails_and_shows_no_address(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Category.objects.create(kind="topic", key="housing", names={"de": "Wohnen"})
    for number in range(3):
        reader(f"leserin{number}", "ar", "housing")
    for number in range(20):
        _undecided(dispatch(title=f"Ausgabe {number}"), f"amal{number}")
    with django_assert_max_num_queries(25):
        page = editor.get(reverse("newsletter:overview")).content.decode()
    assert "23 Menschen bekommen den Rundbrief" in page
    assert "العربية" in page
    assert not re.search(r"(leserin|amal)\d", page)


def test_the_page_that_counts_languages_can_itself_be_read_in_the_other(editor: Client) -> None:
    assert 'href="/en/office/newsletter/"' in editor.get(reverse("newsletter:overview")).content.decode()


def test_an_issue_becomes_one_draft_for_each_language_that_has_something(cast: Cast, editor: Client) -> None:
    items = [make_item(cast, title, "Text.", "Kurz.", key=title.lower()) for title in ("Kurs", "Fest")]
    for item in items:
        publish(cast, item)
    translate_all(cast, items[0], "ar")
    address = reverse("newsletter:issue_add")
    assert "Kurs" in editor.get(address).content.decode()
    sent = {"items": [item.pk for item in items], "languages": ["de", "ar", "tr"]}
    told = editor.post(address, sent, follow=True).content.decode()
    assert "2 Entwürfe sind angelegt" in told
    assert "In 1 Sprache gibt es davon nichts" in told
    drafts = {each.language: each for each in Dispatch.objects.filter(state=Dispatch.State.DRAFT)}
    assert set(drafts) == {"de", "ar"}
    assert drafts["de"].text.count("## ") == 2
    assert drafts["ar"].item == items[0]
    assert drafts["de"].audience == {"topics": [], "languages": ["de", "ar"]}


def test_an_issue_without_anything_to_say_is_refused_beside_its_field(cast: Cast, editor: Client) -> None:
    publish(cast, make_item(cast, "Kurs"))
    page = editor.post(reverse("newsletter:issue_add"), {"languages": ["de"]}).content.decode()
    assert "Wählen Sie mindestens eine Information." in page
    assert not Dispatch.objects.exists()


@pytest.mark.parametrize(("answer", "outcome", "mails"), [("yes", Outcome(sent=1), 0), ("no", Outcome(sent=1), 1)])
def test_what_nobody_knows_is_decided_by_a_person(
    editor: Client, letterbox: PickyLetterbox, answer: str, outcome: Outcome, mails: int
) -> None:
    made = dispatch(state=Dispatch.State.SENT)
    delivery = _undecided(made)
    page = editor.get(made.get_absolute_url()).content.decode()
    address = reverse("newsletter:decide", kwargs={"dispatch": made.pk})
    assert address in page
    assert delivery.message_id.strip("<>") in editor.get(address).content.decode()
    assert not letterbox.taken
    for _time in range(2):
        editor.post(address, {"are_out": answer})
        work_off()
    assert outcomes([made])[made.pk] == outcome
    assert len(letterbox.taken) == mails


def test_what_nobody_knows_waits_on_the_start_page_of_those_who_may_decide(cast: Cast) -> None:
    _undecided(dispatch())
    told = {
        role: [each.count for each in WAITING.collect(cast.user(role)) if "vielleicht angekommen" in each.label]
        for role in Role
    }
    assert {role for role, counts in told.items() if counts == [1]} == {Role.EDITOR, Role.HEAD_OF_OFFICE}


def test_a_proof_goes_to_whoever_asks_and_to_nobody_else(cast: Cast, editor: Client, letterbox: PickyLetterbox) -> None:
    reader("amal")
    made = dispatch()
    address = reverse("newsletter:proof", kwargs={"dispatch": made.pk})
    assert cast.user(Role.EDITOR).email in editor.get(address).content.decode()
    editor.post(address)
    work_off()
    (mail,) = letterbox.taken
    assert letterbox.recipients == [cast.user(Role.EDITOR).email]
    assert mail["Subject"] == "Probe: Neues im Mai"
    assert not Delivery.objects.exists()


def test_who_asks_to_be_forgotten_is_gone_from_the_log_too(editor: Client) -> None:
    amal = reader("amal")
    address = reverse("newsletter:erase")
    assert "nicht angemeldet" in editor.post(address, {"address": "fremd@probe.example"}).content.decode()
    editor.post(address, {"address": "Amal@Probe.example"})
    assert not Subscription.objects.filter(pk=amal.pk).exists()
    logged = " ".join(map(str, AuditDetail.objects.values_list("target_label", "before", "after")))
    assert "amal" not in logged


def test_the_doctor_warns_where_readers_could_not_leave(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = ""
    assert not [each for each in DOCTOR.collect() if "PUBLIC_ADDRESS" in each.text and "Rundbrief" in each.text]
    reader("amal")
    assert [each.is_warning for each in DOCTOR.collect() if "Rundbrief" in each.text] == [True]
