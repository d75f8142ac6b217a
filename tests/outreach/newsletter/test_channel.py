"""The newsletter as a channel among others: from an item to the letterboxes, with a correction and without a recall."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from pytest_django import Settings
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all
from tests.outreach.newsletter.conftest import PickyLetterbox, dispatch, reader

from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.channels.actions import ComposeDispatch, CorrectDispatch, RecallDispatch
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.content.models import Fact
from teilhabe.outreach.newsletter.channel import Newsletter
from teilhabe.outreach.newsletter.writing import issue

pytestmark = pytest.mark.django_db
CHANNEL = Newsletter()
State = Dispatch.State


def _compose(cast: Cast, language: str = "de", **audience: object) -> Dispatch:
    item = make_item(cast, "Sprachcafé", "Ein Absatz.", "Jeden Montag.")
    publish(cast, item)
    translate_all(cast, item, "ar")
    draft = CHANNEL.draft(item, language)
    return ComposeDispatch(by=cast.user(Role.EDITOR), channel="newsletter", item=item, draft=draft).run()


def test_an_item_reaches_its_readers_in_their_language(cast: Cast, letterbox: PickyLetterbox) -> None:
    amal = reader("amal", "ar")
    reader("peter", "de")
    made = _compose(cast, "ar")
    work_off()
    made.refresh_from_db()
    assert (made.state, made.error) == (State.SENT, "")
    assert letterbox.recipients == [amal.address]
    (mail,) = letterbox.taken
    assert mail["Subject"] == "[ar] Sprachcafé"
    assert "https://probe.example/ar/" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one


def test_a_dispatch_that_was_begun_is_found_in_our_own_queue_and_not_ordered_twice(
    cast: Cast, letterbox: PickyLetterbox
) -> None:
    reader("amal")
    made = dispatch()
    assert CHANNEL.find(made) is None
    assert CHANNEL.send(made) == CHANNEL.send(made) == CHANNEL.find(made)
    work_off()
    assert len(letterbox.taken) == 1


def test_a_correction_is_a_mail_of_its_own_to_those_who_got_the_first(cast: Cast, letterbox: PickyLetterbox) -> None:
    reader("amal")
    made = _compose(cast)
    work_off()
    made.refresh_from_db()
    reader("spaeter")
    draft = issue([], "de", title=made.title, opening="Es ist **Dienstag**.")
    CorrectDispatch(by=cast.user(Role.EDITOR), dispatch=made, draft=draft).run()
    work_off()
    made.refresh_from_db()
    assert made.state == State.CORRECTED
    assert [str(mail["Subject"]) for mail in letterbox.taken] == ["Sprachcafé", "Berichtigung: Sprachcafé"]
    assert letterbox.recipients == ["amal@probe.example"] * 2


def test_nothing_is_taken_back_and_the_page_says_so(cast: Cast, letterbox: PickyLetterbox) -> None:
    reader("amal")
    made = _compose(cast)
    work_off()
    made.refresh_from_db()
    with pytest.raises(InputError):
        RecallDispatch(by=cast.user(Role.EDITOR), dispatch=made).run()


def test_what_stands_against_sending_is_said_before(cast: Cast) -> None:
    told = [str(each.text.de) for each in CHANNEL.complaints(issue([], "de", opening="Es kostet {preis}."), None)]
    assert len(told) == 2
    assert "Betreff" in told[0]
    assert "{preis}" in told[1]


def test_without_readers_or_without_an_address_of_the_site_nothing_goes_out(
    cast: Cast, letterbox: PickyLetterbox, settings: Settings
) -> None:
    made = _compose(cast)
    work_off()
    made.refresh_from_db()
    assert (made.state, "niemand" in made.error) == (State.FAILED, True)
    settings.PUBLIC_ADDRESS = ""
    assert "PUBLIC_ADDRESS" in CHANNEL.is_ready()


def test_an_issue_of_several_items_tells_all_their_facts_as_they_read(cast: Cast, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://probe.example"
    Fact.objects.create(key="preis", name="Preis", kind="price", value={"amount": "12.50", "currency": "EUR"})
    items = [make_item(cast, "Karte", "Text.", "Für {preis} im Jahr."), make_item(cast, "Kurs *A* [1]", "Nur Text.")]
    for item in items:
        publish(cast, item)
    made = issue(items, "de", title="Neues", opening="Guten Tag!")
    assert list(made.facts) == ["preis"]
    assert made.facts["preis"] in made.text
    assert made.text.count("## ") == 2
    assert "Nur Text." in made.text
    assert "Kurs A [1]" in CHANNEL.preview(made)


def test_the_composer_is_told_for_how_many_it_is(cast: Cast) -> None:
    for name, language in (("a", "de"), ("b", "ar"), ("c", "tr")):
        reader(name, language)
    form = CHANNEL.audience_form(QueryDict(), "ar", ["ar", "en"])
    assert form.is_valid()
    assert CHANNEL.reach(form.audience(), "ar") == "1 Person"
    assert CHANNEL.reach(form.audience(), "en") == "2 Personen"
    assert CHANNELS["newsletter"].key == "newsletter"
