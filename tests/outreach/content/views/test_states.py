"""Review by a second person, publishing now and later, comparing and restoring."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.items import approve, make_item, original_of, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.publishing import AskForReview
from teilhabe.outreach.content.actions.scheduling import publish_due
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.models import Edition, InfoItem, Revision, Variant
from teilhabe.outreach.content.published import forget, shelf

HOME = "/de/buero/informationen/"


def _rewrite(cast: Cast, variant: Variant, text: str) -> Revision:
    variant.refresh_from_db()
    written = Written(variant.title, text=text)
    return SaveText(by=cast.user(Role.EDITOR), variant=variant, written=written, version=variant.version).run()


def _asked(cast: Cast, revision: Revision) -> Revision:
    return AskForReview(by=cast.user(Role.EDITOR), revision=revision, note="Bitte lesen").run()


def _moment(days: int = 1) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


def test_what_is_asked_for_waits_for_others_and_not_for_its_writer(cast: Cast, site: None) -> None:
    revision = original_of(make_item(cast, "Kita")).revisions.get()
    cast.client(Role.EDITOR).post(f"{HOME}staende/{revision.pk}/vorlegen/", {"note": "Stimmt das Alter?"})
    head, own = (cast.client(role).get(f"{HOME}pruefen/") for role in (Role.HEAD_OF_OFFICE, Role.EDITOR))
    assert [each.pk for each in head.context["to_decide"]] == [revision.pk]
    assert "Stimmt das Alter?" in head.content.decode()
    assert own.context["to_decide"] == []
    assert [each.pk for each in own.context["own"]] == [revision.pk]
    waiting = cast.client(Role.HEAD_OF_OFFICE).get("/de/buero/").content.decode()
    assert "Texte warten auf Ihre Prüfung" in waiting


def test_writers_cannot_approve_their_own_text(cast: Cast, site: None) -> None:
    revision = _asked(cast, original_of(make_item(cast)).revisions.get())
    client = cast.client(Role.EDITOR)
    address = f"{HOME}staende/{revision.pk}/"
    assert "Daran haben Sie selbst geschrieben" in client.get(address).content.decode()
    client.post(address, {"decision": "publish", "note": ""})
    revision.refresh_from_db()
    assert revision.state == Revision.State.IN_REVIEW
    assert not Edition.objects.exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COORDINATOR, Role.STATISTICIAN])
def test_staff_who_only_read_decide_nothing(cast: Cast, site: None, role: Role) -> None:
    revision = _asked(cast, original_of(make_item(cast)).revisions.get())
    client = cast.client(role)
    assert "Freigeben und" not in client.get(f"{HOME}staende/{revision.pk}/").content.decode()
    assert client.post(f"{HOME}staende/{revision.pk}/", {"decision": "approve"}).status_code == 403
    revision.refresh_from_db()
    assert revision.state == Revision.State.IN_REVIEW


def test_returning_needs_a_note_which_then_stands_beside_the_text(cast: Cast, site: None) -> None:
    item = make_item(cast, "Kita")
    revision = _asked(cast, original_of(item).revisions.get())
    client, address = cast.client(Role.HEAD_OF_OFFICE), f"{HOME}staende/{revision.pk}/"
    assert "was zu ändern ist" in client.post(address, {"decision": "return", "note": " "}).content.decode()
    assert client.post(address, {"decision": "return", "note": "Gebühr fehlt"}).status_code == 302
    writer = cast.client(Role.EDITOR)
    assert "Gebühr fehlt" in writer.get(f"{HOME}fassungen/{original_of(item).pk}/").content.decode()
    assert "Texte haben Sie zurückbekommen" in writer.get("/de/buero/").content.decode()


def test_approving_and_publishing_is_one_step_or_none(cast: Cast, site: None) -> None:
    item = make_item(cast, "Kita", "Rufen Sie an: {gibt-es-nicht}.")
    revision = _asked(cast, original_of(item).revisions.get())
    page = cast.client(Role.HEAD_OF_OFFICE).post(f"{HOME}staende/{revision.pk}/", {"decision": "publish"})
    assert "gibt-es-nicht" in page.content.decode()
    revision.refresh_from_db()
    assert revision.state == Revision.State.IN_REVIEW
    assert not Edition.objects.exists()


def test_the_reviewer_sees_what_changed_since_readers_saw_it(cast: Cast, site: None) -> None:
    item = make_item(cast, "Kita", "Ein Platz kostet 10 Euro im Monat.")
    variant = publish(cast, item)
    revision = _asked(cast, _rewrite(cast, variant, "Ein Platz kostet 12 Euro im Monat."))
    page = cast.client(Role.HEAD_OF_OFFICE).get(f"{HOME}staende/{revision.pk}/").content.decode()
    assert "10" in page.partition("<del>")[2].partition("</del>")[0]
    assert "12" in page.partition("<ins>")[2].partition("</ins>")[0]


def test_a_new_item_appears_at_its_moment(cast: Cast, site: None) -> None:
    variant = original_of(make_item(cast, "Kita"))
    approve(cast, variant)
    sent = {"when": "later", "moment": _moment()}
    assert cast.client(Role.EDITOR).post(f"{HOME}fassungen/{variant.pk}/veroeffentlichen/", sent).status_code == 302
    assert shelf("de").readings == ()
    InfoItem.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    forget()
    assert len(shelf("de").readings) == 1


def test_a_change_goes_out_at_its_moment_and_readers_keep_the_former_text(cast: Cast, site: None) -> None:
    variant = publish(cast, make_item(cast, "Kita", "Alt."))
    _rewrite(cast, variant, "Neu.")
    approve(cast, variant)
    client, address = cast.client(Role.EDITOR), f"{HOME}fassungen/{variant.pk}/"
    client.post(f"{address}veroeffentlichen/", {"when": "later", "moment": _moment()})
    assert "Alt." in shelf("de").readings[0].html
    assert publish_due(timezone.now()) == 0
    assert "Doch nicht" in client.get(f"{HOME}{variant.item_id}/").content.decode()
    assert publish_due(timezone.now() + timedelta(days=2)) == 1
    assert "Neu." in shelf("de").readings[0].html


@pytest.mark.parametrize("is_rewritten", [True, False])
def test_a_planned_change_that_is_dropped_or_overtaken_does_not_go_out(
    cast: Cast, site: None, is_rewritten: bool
) -> None:
    variant = publish(cast, make_item(cast, "Kita", "Alt."))
    _rewrite(cast, variant, "Neu.")
    approve(cast, variant)
    client, address = cast.client(Role.EDITOR), f"{HOME}fassungen/{variant.pk}/"
    client.post(f"{address}veroeffentlichen/", {"when": "later", "moment": _moment()})
    if is_rewritten:
        _rewrite(cast, variant, "Noch neuer.")
    else:
        client.post(f"{address}nicht-planen/")
    assert publish_due(timezone.now() + timedelta(days=2)) == 0
    assert "Alt." in shelf("de").readings[0].html


@pytest.mark.parametrize("moment", ["", "2001-01-01T10:00", "gestern"])
def test_a_moment_that_is_none_is_told(cast: Cast, site: None, moment: str) -> None:
    variant = original_of(make_item(cast, "Kita"))
    approve(cast, variant)
    sent = {"when": "later", "moment": moment}
    page = cast.client(Role.EDITOR).post(f"{HOME}fassungen/{variant.pk}/veroeffentlichen/", sent)
    assert "Zeitpunkt" in page.content.decode()
    assert not Edition.objects.exists()


def test_an_unapproved_text_leads_back_with_the_reason(cast: Cast, site: None) -> None:
    variant = original_of(make_item(cast, "Kita"))
    page = cast.client(Role.EDITOR).get(f"{HOME}fassungen/{variant.pk}/veroeffentlichen/", follow=True)
    assert "noch nicht freigegeben" in page.content.decode()


def test_an_earlier_state_comes_back_as_a_new_one(cast: Cast, site: None) -> None:
    variant = publish(cast, make_item(cast, "Kita", "Alt."))
    first = variant.revisions.get()
    _rewrite(cast, variant, "Neu.")
    client = cast.client(Role.EDITOR)
    assert "Zurückholen" in client.get(f"{HOME}staende/{first.pk}/zurueckholen/").content.decode()
    client.post(f"{HOME}staende/{first.pk}/zurueckholen/")
    newest = variant.revisions.order_by("-number")[0]
    assert (newest.number, newest.content[1]["text"]) == (3, "Alt.")
    assert newest.state == Revision.State.DRAFT


@pytest.mark.parametrize("query", ["", "?from=1&to=2", "?from=9999999999999999999&to=x", "?from=²"])
def test_any_two_states_can_be_compared(cast: Cast, site: None, query: str) -> None:
    variant = publish(cast, make_item(cast, "Kita", "Alt."))
    _rewrite(cast, variant, "Ganz anders.")
    page = cast.client(Role.AUDITOR).get(f"{HOME}fassungen/{variant.pk}/vergleich/{query}")
    assert "2 Abschnitte sind anders." in page.content.decode()


def test_a_withdrawn_item_can_be_mended_reviewed_and_published(cast: Cast, site: None) -> None:
    variant = publish(cast, make_item(cast, "Kita", "Falsch."))
    client, page = cast.client(Role.EDITOR), f"{HOME}{variant.item_id}/"
    client.post(f"{page}zurueckziehen/")
    assert "Zur Prüfung vorlegen" not in client.get(page).content.decode()
    _rewrite(cast, variant, "Richtig.")
    assert "Zur Prüfung vorlegen" in client.get(page).content.decode()
    approve(cast, variant)
    client.post(f"{HOME}fassungen/{variant.pk}/veroeffentlichen/", {"when": "now"})
    assert "Richtig." in shelf("de").readings[0].html


def test_a_translation_too_waits_for_its_moment(cast: Cast, site: None) -> None:
    item = make_item(cast, "Kita", "Eins.")
    publish(cast, item)
    variant = translate_all(cast, item, "ar")
    Edition.objects.filter(variant=variant).delete()
    address = f"{HOME}fassungen/{variant.pk}/veroeffentlichen/"
    cast.client(Role.EDITOR).post(address, {"when": "later", "moment": _moment()})
    assert not Edition.objects.filter(variant=variant).exists()
    assert publish_due(timezone.now() + timedelta(days=2)) == 1
    assert Edition.objects.filter(variant=variant).exists()
