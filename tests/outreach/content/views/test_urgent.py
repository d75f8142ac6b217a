from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime, now
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish

from teilhabe.core.extensions import WAITING
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
from teilhabe.outreach.content.actions.publishing import Decide
from teilhabe.outreach.content.models import ConfirmedWording, InfoItem
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.content.selectors.urgent import in_force, urgent_notices
from teilhabe.outreach.content.urgent_wording import Filled, blocks, worded

LANGUAGES = [code for code, _name in settings.LANGUAGES]
TYPED: dict[str, dict[str, str]] = {
    "closed": {"date": "2026-12-24", "reason": "illness"},
    "phone": {"phone": "0631 365-0"},
    "cancelled": {"event": "Fest <b>der</b> Nachbarn", "date": "2026-12-24"},
    "appointments": {},
    "hours": {"date": "2026-12-24", "begins": "09:00", "ends": "11:30"},
    "heat": {"date": "2026-07-24"},
    "storm": {"date": "2026-12-24"},
    "water": {"place": "Innenstadt"},
    "evacuation": {"place": "Pariser Straße"},
}


def until() -> str:
    return f"{localtime(now() + timedelta(days=1)):%Y-%m-%dT%H:%M}"


def send(client: Client, block: str, **typed: str) -> Any:
    address = reverse("content:urgent_add", kwargs={"block": block})
    return client.post(address, {"until": until(), **typed})


def unreviewed(cast: Cast, role: Role) -> int:
    waiting = [each for each in WAITING.collect(cast.user(role)) if each.address == reverse("content:urgent")]
    return sum(each.count for each in waiting)


def test_every_block_says_everything_in_every_language_and_fills_every_slot() -> None:
    assert set(blocks()) == set(TYPED)
    for block in blocks().values():
        assert set(block.wordings) == set(LANGUAGES)
        for code, (title, text) in block.wordings.items():
            assert set(re.findall(r"\{(\w+)\}", text)) == set(block.slots), (block.key, code)
            assert "{" not in title
            assert "\n" not in text
            assert "  " not in worded(block, code, Filled())[1]


@pytest.mark.django_db
@pytest.mark.parametrize("block", TYPED)
def test_each_block_is_out_in_one_step_and_gone_after_one_click(cast: Cast, block: str) -> None:
    client = cast.client(Role.EDITOR)
    assert send(client, block, **TYPED[block]).status_code == 302
    for code in LANGUAGES:
        assert len(urgent_notices(shelf(code))) == 1
        assert "{" not in urgent_notices(shelf(code))[0].text
    item = InfoItem.objects.get()
    client.post(reverse("content:urgent_end", kwargs={"item": item.pk}))
    assert urgent_notices(shelf("de")) == ()


@pytest.mark.django_db
def test_readers_get_their_language_and_an_unreviewed_one_is_marked(cast: Cast) -> None:
    send(cast.client(Role.EDITOR), "closed", **TYPED["closed"])
    for code in LANGUAGES:
        assert urgent_notices(shelf(code))[0].language == code.removesuffix("-simple")
    assert urgent_notices(shelf("ar"))[0].has_machine_text
    assert not urgent_notices(shelf("en"))[0].has_machine_text
    assert urgent_notices(shelf("de-simple"))[0].title == "Unser Büro ist zu"
    assert "24 ديسمبر 2026" in urgent_notices(shelf("ar"))[0].text


@pytest.mark.django_db
def test_on_health_nothing_goes_out_that_nobody_vouches_for(cast: Cast) -> None:
    client = cast.client(Role.EDITOR)
    send(client, "water", **TYPED["water"])
    assert urgent_notices(shelf("ar"))[0].language == "en"
    assert in_force()[0].waiting[0] == "ar"
    client.post(reverse("content:urgent_end", kwargs={"item": InfoItem.objects.get().pk}))
    client.post(reverse("content:urgent_confirm", kwargs={"language": "ar", "block": "water"}))
    send(client, "water", **TYPED["water"])
    assert urgent_notices(shelf("ar"))[0].language == "ar"
    assert not urgent_notices(shelf("ar"))[0].has_machine_text
    assert urgent_notices(shelf("fa"))[0].language == "en"


@pytest.mark.django_db
def test_a_confirmation_ends_when_the_words_change(cast: Cast) -> None:
    client = cast.client(Role.EDITOR)
    page = reverse("content:urgent_wordings", kwargs={"language": "ar"})
    client.post(reverse("content:urgent_confirm", kwargs={"language": "ar", "block": "water"}))
    assert client.get(page).content.decode().count("badge--success") == 1
    ConfirmedWording.objects.update(text_hash="0" * 16)
    assert client.get(page).content.decode().count("badge--success") == 0
    send(client, "water", **TYPED["water"])
    assert urgent_notices(shelf("ar"))[0].language == "en"


@pytest.mark.django_db
def test_a_second_person_is_asked_and_not_waited_for(cast: Cast) -> None:
    client = cast.client(Role.EDITOR)
    send(client, "evacuation", **TYPED["evacuation"])
    assert len(urgent_notices(shelf("de"))) == 1
    assert unreviewed(cast, Role.EDITOR) == 0
    assert unreviewed(cast, Role.HEAD_OF_OFFICE) == 1
    assert "noch von keiner zweiten Person" in client.get(reverse("content:urgent")).content.decode()
    revision = original_of(InfoItem.objects.get()).revisions.get()
    Decide(by=cast.user(Role.HEAD_OF_OFFICE), revision=revision, is_approved=True).run()
    assert unreviewed(cast, Role.HEAD_OF_OFFICE) == 0
    assert in_force()[0].is_reviewed


@pytest.mark.django_db
def test_own_words_go_out_in_the_languages_that_have_some(cast: Cast) -> None:
    typed = {
        "title_de": "Bombenfund",
        "text_de": "Meiden Sie\ndie Innenstadt.",
        "title_fr": "Bombe",
        "text_fr": "Évitez.",
    }
    send(cast.client(Role.EDITOR), "own", **typed)
    assert urgent_notices(shelf("de"))[0].text == "Meiden Sie die Innenstadt."
    assert urgent_notices(shelf("fr"))[0].title == "Bombe"
    assert urgent_notices(shelf("ar"))[0].language == "de"


@pytest.mark.django_db
def test_own_words_on_danger_wait_for_a_reviewer_in_other_languages_only(cast: Cast) -> None:
    typed = {"title_de": "Bombe", "text_de": "Weg hier.", "title_fr": "Bombe", "text_fr": "Fuyez.", "is_risky": "on"}
    send(cast.client(Role.EDITOR), "own", **typed)
    assert urgent_notices(shelf("de"))[0].title == "Bombe"
    assert urgent_notices(shelf("fr"))[0].language == "de"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("block", "typed"),
    [
        ("closed", {"date": "", "reason": "illness"}),
        ("closed", {"date": "2026-12-24", "reason": "none", "until": "2020-01-01T00:00"}),
        ("phone", {"phone": "keine"}),
        ("phone", {}),
        ("hours", {"date": "2026-12-24", "begins": "11:00", "ends": "09:00"}),
        ("water", {"place": "bei {nirgends}"}),
        ("own", {"title_de": "x", "text_de": "y", "title_fr": "z"}),
        ("own", {"title_de": "", "text_de": "y"}),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_goes_out(cast: Cast, block: str, typed: dict[str, str]) -> None:
    answer = send(cast.client(Role.EDITOR), block, **typed)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not InfoItem.objects.exists()


@pytest.mark.django_db
def test_a_look_at_all_languages_publishes_nothing_and_runs_nothing(cast: Cast) -> None:
    page = send(cast.client(Role.EDITOR), "cancelled", **TYPED["cancelled"], preview="1").content.decode()
    assert page.count("<article") == len(LANGUAGES)
    assert "&lt;b&gt;der" in page
    assert "<b>der" not in page
    assert not InfoItem.objects.exists()


@pytest.mark.django_db
def test_a_number_that_is_a_fact_stays_one(cast: Cast) -> None:
    values = {"key": "telefon", "name": "Telefon", "kind": "phone", "value": {"number": "0631 111111"}}
    fact = AddFact(by=cast.user(Role.EDITOR), values=values).run()
    send(cast.client(Role.EDITOR), "phone", phone_fact=str(fact.pk))
    ChangeFact(by=cast.user(Role.EDITOR), fact=fact, values={"value": {"number": "0631 222222"}}).run()
    assert "tel:+49631222222" in urgent_notices(shelf("ar"))[0].html


@pytest.mark.django_db
def test_a_notice_can_be_extended_and_ends_by_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.client(Role.EDITOR)
    send(client, "closed", **TYPED["closed"])
    item = InfoItem.objects.get()
    later = localtime(now() + timedelta(days=9))
    client.post(reverse("content:urgent_extend", kwargs={"item": item.pk}), {"until": f"{later:%Y-%m-%dT%H:%M}"})
    item.refresh_from_db()
    assert item.publish_until is not None
    assert abs(item.publish_until - later) < timedelta(minutes=1)
    assert len(urgent_notices(shelf("de"))) == 1
    monkeypatch.setattr("django.utils.timezone.now", lambda: later + timedelta(minutes=1))
    assert urgent_notices(shelf("de")) == ()


@pytest.mark.django_db
def test_asking_for_notices_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    publish(cast, make_item(cast))
    send(cast.client(Role.EDITOR), "closed", **TYPED["closed"])
    urgent_notices(shelf("ar"))
    with django_assert_num_queries(1):
        urgent_notices(shelf("ar"))


@pytest.mark.django_db
def test_only_who_publishes_makes_notices(cast: Cast) -> None:
    assert send(cast.client(Role.COORDINATOR), "closed", **TYPED["closed"]).status_code == 403
    assert cast.client(Role.COORDINATOR).get(reverse("content:urgent")).status_code == 200
    assert cast.client(Role.EDITOR).get(reverse("content:urgent_add", kwargs={"block": "no"})).status_code == 404
    wordings = reverse("content:urgent_wordings", kwargs={"language": "de"})
    assert cast.client(Role.EDITOR).get(wordings).status_code == 404
