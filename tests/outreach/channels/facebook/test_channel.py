"""The page as a channel: what is sent, planned, corrected and taken back, and what happens when the line breaks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from pytest_django import Settings
from tests.cast import Cast
from tests.outreach.channels.facebook.queue import run_all
from tests.outreach.items import make_item, publish
from tests.peers.graph import PAGE, Facebook, Refusal

from teilhabe.outreach.channels.channel import Draft, Refused, Unanswered
from teilhabe.outreach.channels.facebook.channel import FacebookPage, TooNear
from teilhabe.outreach.channels.facebook.failures import RateLimited
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.sending import order
from teilhabe.outreach.pictures.jpeg import jpeg_of
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.storing import file_of, folder

pytestmark = pytest.mark.django_db
PAGE_CHANNEL = FacebookPage()
State = Dispatch.State


def dispatch(text: str = "Heute ist bis 18 Uhr offen.", **values: object) -> Dispatch:
    told = {"channel": "facebook", "language": "de", "text": text, "state": State.PLANNED, **values}
    return Dispatch.objects.create(**told)  # type: ignore[misc]  # a table of its fields


def delivered(row: Dispatch) -> Dispatch:
    order(row)
    run_all()
    row.refresh_from_db()
    return row


@pytest.fixture
def picture(settings: Settings, tmp_path: Path) -> Picture:
    settings.VAR_DIR = tmp_path
    row = Picture.objects.create(name="Café", digest="a" * 64, width=40, height=30)
    folder().mkdir(parents=True)
    Image.new("RGB", (40, 30), "red").save(file_of(row.digest, 40), "WEBP")
    return row


def test_a_post_goes_out_with_its_link_and_comes_back_with_its_address(facebook: Facebook) -> None:
    sent = delivered(dispatch(link="https://stadt.example/de/informationen/seite/cafe/"))
    post = facebook.posts[sent.external_id]
    assert sent.state == State.SENT
    assert sent.address == f"https://www.facebook.com/{post.id}"
    assert (post.message, post.link) == (sent.text, sent.link)


def test_a_picture_goes_with_its_description_and_the_link_among_the_words(facebook: Facebook, picture: Picture) -> None:
    sent = delivered(dispatch(link="https://stadt.example/cafe", picture=picture, picture_text="Menschen am Tisch"))
    post = facebook.posts[sent.external_id]
    photo = facebook.photos[post.media[0]]
    assert photo["alt_text_custom"] == "Menschen am Tisch"
    assert photo["published"] == "false"
    assert post.message.endswith("https://stadt.example/cafe")
    assert jpeg_of(picture).startswith(b"\xff\xd8\xff")


def test_what_is_planned_is_planned_on_facebook_itself(facebook: Facebook) -> None:
    moment = timezone.now() + timedelta(hours=3)
    sent = delivered(dispatch(planned_at=moment))
    assert facebook.posts[sent.external_id].planned == int(moment.timestamp())
    assert (sent.state, sent.address) == (State.SENT, "")


def test_a_plan_that_facebook_would_refuse_is_never_sent(facebook: Facebook) -> None:
    draft = Draft("de", "Text")
    now = timezone.now()
    said = {
        minutes: len(PAGE_CHANNEL.complaints(draft, now + timedelta(minutes=minutes)))
        for minutes in (-5, 0, 9, 12, 60 * 24 * 29, 60 * 24 * 31)
    }
    assert said == {-5: 1, 0: 1, 9: 1, 12: 0, 60 * 24 * 29: 0, 60 * 24 * 31: 1}
    assert facebook.calls == []


def test_a_picture_without_a_description_and_a_text_too_long_are_complained_about(picture: Picture) -> None:
    complaints = PAGE_CHANNEL.complaints(Draft("de", "x" * 5001, picture=picture), None)
    assert [each.text.de.split()[0] for each in complaints] == ["Der", "Das"]
    assert not PAGE_CHANNEL.complaints(Draft("de", "x" * 5000), None)
    assert PAGE_CHANNEL.complaints(Draft("de", " \n"), None)


def test_where_the_answer_was_lost_the_post_is_found_and_not_sent_again(facebook: Facebook) -> None:
    facebook.silences = 1
    sent = delivered(dispatch("Zwei  Zeilen\r\nund Leerzeichen "))
    assert sent.state == State.SENT
    assert list(facebook.posts) == [sent.external_id]
    assert facebook.writes() == [("POST", f"{PAGE}/feed")]


def test_what_was_planned_is_found_among_the_plans(facebook: Facebook) -> None:
    facebook.silences = 1
    sent = delivered(dispatch(planned_at=timezone.now() + timedelta(days=2)))
    assert list(facebook.posts) == [sent.external_id]


def test_where_the_work_was_not_done_it_is_sent_once_more(facebook: Facebook) -> None:
    facebook.refusals.append(Refusal(2))
    sent = delivered(dispatch())
    assert sent.state == State.SENT
    assert len(facebook.posts) == 1


def test_an_older_post_in_the_same_words_is_not_taken_for_this_one(facebook: Facebook) -> None:
    first = delivered(dispatch())
    facebook.posts[first.external_id].created -= 3600
    again = dispatch(attempted_at=timezone.now())
    assert PAGE_CHANNEL.find(again) is None
    known = dispatch(attempted_at=timezone.now() - timedelta(hours=2))
    assert PAGE_CHANNEL.find(known) is None, "it is the other dispatch's post"


def test_nobody_can_tell_where_facebook_does_not_let_us_look(facebook: Facebook) -> None:
    facebook.scopes = ("pages_manage_posts",)
    facebook.silences = 1
    left = delivered(dispatch())
    assert left.state == State.UNDECIDED
    assert len(facebook.posts) == 1
    with pytest.raises(Unanswered):
        PAGE_CHANNEL.find(left)


@pytest.mark.parametrize("code", [190, 10, 200, 368, 100])
def test_what_facebook_refuses_for_good_is_told_in_a_sentence(facebook: Facebook, code: int) -> None:
    facebook.refusals.append(Refusal(code))
    left = delivered(dispatch())
    assert left.state == State.FAILED
    assert str(code) in left.error
    assert len(facebook.calls) == 1


def test_a_rate_limit_is_worth_a_retry(facebook: Facebook) -> None:
    facebook.refusals.append(Refusal(613))
    with pytest.raises(RateLimited):
        PAGE_CHANNEL.send(dispatch())


def test_the_same_words_within_a_minute_are_one_post(facebook: Facebook) -> None:
    delivered(dispatch())
    left = delivered(dispatch())
    assert left.state == State.FAILED
    assert "Denselben Text" in left.error
    assert len(facebook.posts) == 1


def test_a_correction_changes_the_post_in_its_place(facebook: Facebook) -> None:
    sent = delivered(dispatch("Bis 18 Uhr offen."))
    corrected = delivered(dispatch("Bis 16 Uhr offen.", corrects=sent))
    assert facebook.posts[sent.external_id].message == "Bis 16 Uhr offen."
    assert corrected.external_id == sent.external_id
    assert len(facebook.posts) == 1


def test_taking_back_deletes_and_may_be_repeated(facebook: Facebook) -> None:
    sent = delivered(dispatch())
    for _time in range(2):
        PAGE_CHANNEL.recall(sent)
    assert facebook.posts == {}


def test_a_correction_of_what_is_gone_is_refused(facebook: Facebook) -> None:
    sent = delivered(dispatch())
    facebook.posts.clear()
    with pytest.raises(Refused, match="nicht mehr"):
        PAGE_CHANNEL.correct(sent, dispatch("Neu", corrects=sent))


def test_a_draft_says_what_readers_see_and_leads_to_our_page(cast: Cast, settings: Settings, site: object) -> None:
    settings.PUBLIC_ADDRESS = "https://stadt.example"
    item = make_item(cast, "Café Welt", summary="Kaffee und Gespräche.", key="cafe")
    publish(cast, item)
    draft = PAGE_CHANNEL.draft(item, "de")
    assert draft.text == "Café Welt\n\nKaffee und Gespräche."
    assert draft.link == "https://stadt.example/de/informationen/seite/cafe/"
    assert "Kaffee" in PAGE_CHANNEL.preview(draft)


def test_a_worker_that_comes_late_waits_for_the_moment(facebook: Facebook) -> None:
    row = dispatch(planned_at=timezone.now() + timedelta(minutes=5))
    with pytest.raises(TooNear):
        PAGE_CHANNEL.send(row)
    assert facebook.posts == {}
    row.planned_at = timezone.now() - timedelta(seconds=1)
    assert PAGE_CHANNEL.send(row).address
