"""The composer: texts come from what readers see, nothing goes out that something stands against."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.channels.board import BoardChannel
from tests.outreach.items import make_item, publish, translate_all
from tests.peers.noticeboard import Board

from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.channel import Limits
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.content.models import Fact, InfoItem
from teilhabe.outreach.pictures.models import Picture

pytestmark = pytest.mark.django_db

State = Dispatch.State


@pytest.fixture
def item(cast: Cast, board: Board) -> InfoItem:
    Fact.objects.create(key="telefon", name="Telefon", kind="phone", value={"number": "0631 1234"})
    item = make_item(cast, "Deutschkurs", "Rufen Sie an: {telefon}\n\nDer Kurs ist frei.\n", key="kurs")
    publish(cast, item)
    return item


def address(item: InfoItem, *targets: str) -> str:
    query = "&".join(f"to={target}" for target in targets)
    return f"{reverse('channels:compose', args=[item.pk])}?{query}"


def test_it_offers_each_channel_in_the_languages_that_readers_have(cast: Cast, item: InfoItem) -> None:
    translate_all(cast, item, "ar")
    page = cast.client(Role.EDITOR).get(reverse("channels:compose", args=[item.pk])).content.decode()
    assert 'value="board:de"' in page
    assert 'value="board:ar"' in page
    assert 'value="board:en"' not in page


def test_the_text_is_what_readers_see_with_its_facts(cast: Cast, item: InfoItem) -> None:
    page = cast.client(Role.EDITOR).get(address(item, "board:de")).content.decode()
    assert "Rufen Sie an: 0631 1234" in page


def test_what_is_sent_is_logged_with_version_language_author_and_facts(
    cast: Cast, item: InfoItem, board: Board
) -> None:
    text = "Neuer Kurs! Telefon 0631 1234"
    cast.client(Role.EDITOR).post(
        address(item, "board:de"), {"board-de-text": text, "board-de-facts": "{}", "send": "1"}
    )
    work_off()
    dispatch = Dispatch.objects.get()
    assert (dispatch.state, dispatch.text, dispatch.language) == (State.SENT, text, "de")
    assert (dispatch.item, dispatch.made_by) == (item, cast.user(Role.EDITOR))
    assert dispatch.revision == item.variants.get().edition.revision
    assert dispatch.facts == {"telefon": "0631 1234"}
    assert [each["text"] for each in board.notices.values()] == [text]


def test_one_press_sends_all_or_nothing(cast: Cast, item: InfoItem, board: Board) -> None:
    translate_all(cast, item, "ar")
    sent = {"board-de-text": "gut", "board-ar-text": "x" * 600, "send": "1"}
    page = cast.client(Role.EDITOR).post(address(item, "board:de", "board:ar"), sent).content.decode()
    assert "600 Zeichen, 500 sind möglich. Kürzen Sie um 100." in page
    assert "Nichts ist hinausgegangen" in page
    assert not Dispatch.objects.exists()
    sent["board-ar-text"] = "جيد"
    cast.client(Role.EDITOR).post(address(item, "board:de", "board:ar"), sent)
    work_off()
    assert sorted(each["text"] for each in board.notices.values()) == ["gut", "جيد"]


def test_a_draft_may_be_imperfect_and_goes_out_only_when_it_is_right(cast: Cast, item: InfoItem, board: Board) -> None:
    client = cast.client(Role.EDITOR)
    client.post(address(item, "board:de"), {"board-de-text": "x" * 600, "draft": "1"})
    draft = Dispatch.objects.get()
    client.post(reverse("channels:send", args=[draft.pk]))
    assert Dispatch.objects.get().state == State.DRAFT
    client.post(reverse("channels:change", args=[draft.pk]), {"text-text": "kurz"})
    client.post(reverse("channels:send", args=[draft.pk]))
    work_off()
    assert (Dispatch.objects.get().state, board.pinned) == (State.SENT, 1)


def test_a_picture_without_a_description_stays_here(cast: Cast, item: InfoItem) -> None:
    picture = Picture.objects.create(name="Saal", digest="1" * 64, width=800, height=600, is_decorative=True)
    sent = {"board-de-text": "gut", "board-de-picture": str(picture.pk), "send": "1"}
    client = cast.client(Role.EDITOR)
    assert "Beschreiben Sie das Bild" in client.post(address(item, "board:de"), sent).content.decode()
    client.post(address(item, "board:de"), {**sent, "board-de-picture_text": "Ein Saal mit Stühlen"})
    assert Dispatch.objects.get().picture_text == "Ein Saal mit Stühlen"


@pytest.mark.parametrize(
    ("ahead", "sentence"), [(-1, "schon vorbei"), (5, "Frühestens"), (60 * 24 * 31, "Höchstens 30")]
)
def test_a_moment_that_the_channel_does_not_take_is_refused_before_anything_is_planned(
    cast: Cast, item: InfoItem, board: Board, monkeypatch: pytest.MonkeyPatch, ahead: int, sentence: str
) -> None:
    limits = Limits(earliest=timedelta(minutes=10), latest=timedelta(days=30))
    monkeypatch.setitem(CHANNELS, "board", BoardChannel(board.address, limits=limits))
    moment = timezone.localtime(timezone.now() + timedelta(minutes=ahead))
    sent = {"board-de-text": "gut", "planned_at": f"{moment:%Y-%m-%dT%H:%M}", "send": "1"}
    assert sentence in cast.client(Role.EDITOR).post(address(item, "board:de"), sent).content.decode()
    assert not Dispatch.objects.exists()


def test_a_fact_that_changed_while_somebody_wrote_is_noticed(cast: Cast, item: InfoItem) -> None:
    Fact.objects.update(value={"number": "0631 9999"})
    sent = {"board-de-text": "Telefon 0631 1234", "board-de-facts": '{"telefon": "0631 1234"}', "send": "1"}
    page = cast.client(Role.EDITOR).post(address(item, "board:de"), sent).content.decode()
    assert "hat sich inzwischen geändert" in page
    assert not Dispatch.objects.exists()


def test_the_website_publishes_what_is_approved_and_refuses_what_is_not(cast: Cast, board: Board) -> None:
    item = make_item(cast, "Fest")
    client = cast.client(Role.EDITOR)
    page = client.post(address(item, "website:de"), {"send": "1"}).content.decode()
    assert "noch nicht freigegeben" in page
    publish(cast, item)
    client.post(address(item, "website:de", "feeds:de"), {"send": "1"})
    work_off()
    assert {each.channel: each.state for each in Dispatch.objects.all()} == {"website": State.SENT, "feeds": State.SENT}
    website = Dispatch.objects.get(channel="website")
    assert website.external_id == str(item.variants.get().edition.pk)
    client.post(reverse("channels:recall", args=[website.pk]))
    work_off()
    item.refresh_from_db()
    assert item.withdrawn_at is not None
    assert set(Dispatch.objects.values_list("state", flat=True)) == {State.RECALLED}


def test_a_preview_sends_nothing(cast: Cast, item: InfoItem) -> None:
    page = cast.client(Role.EDITOR).post(address(item, "board:de"), {"board-de-text": "Neu hier", "preview": "1"})
    assert "<p>Neu hier</p>" in page.content.decode()
    assert not Dispatch.objects.exists()


def test_whoever_may_only_read_composes_nothing(cast: Cast, item: InfoItem) -> None:
    assert cast.client(Role.AUDITOR).get(address(item, "board:de")).status_code == 403
