"""A picture travels inside the mails of an issue, with words for those who do not see it; nothing is fetched."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from PIL import Image
from pytest_django import Settings
from tests.cast import Cast
from tests.outreach.items import make_item, publish
from tests.outreach.newsletter.conftest import PickyLetterbox, dispatch, reader

from teilhabe.core.jobs.working import work_off
from teilhabe.outreach.channels.channel import Draft
from teilhabe.outreach.newsletter import sending
from teilhabe.outreach.newsletter.channel import Newsletter
from teilhabe.outreach.newsletter.composing import issue_of, proof
from teilhabe.outreach.newsletter.writing import issue
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.storing import file_of, folder

pytestmark = pytest.mark.django_db
WORDS = 'Menschen am "Tisch" <im Café>'


@pytest.fixture
def picture(settings: Settings, tmp_path: Path) -> Picture:
    settings.VAR_DIR, settings.PUBLIC_ADDRESS = tmp_path, "https://probe.example"
    row = Picture.objects.create(
        name="Café", digest="a" * 64, width=960, height=720, alternatives={"de": WORDS}, author="Probe", licence="CC0"
    )
    folder().mkdir(parents=True)
    Image.new("RGB", (960, 720), "red").save(file_of(row.digest, 960), "WEBP")
    return row


def _parts(mail: EmailMessage) -> dict[str, EmailMessage]:
    return {part.get_content_type(): part for part in mail.walk()}  # type: ignore[misc]  # of the same kind


def test_a_mail_carries_its_picture_and_says_what_it_shows(letterbox: PickyLetterbox, picture: Picture) -> None:
    reader("amal")
    reader("peter")
    sending.order(dispatch(picture=picture, picture_text=WORDS))
    work_off()
    assert len(letterbox.taken) == 2
    for mail in letterbox.taken:
        parts = _parts(mail)
        assert list(parts) == [
            "multipart/related", "multipart/alternative", "text/plain", "text/html", "image/jpeg",
        ]  # fmt: skip
        html, shown = parts["text/html"].get_content(), parts["image/jpeg"]
        key = str(shown["Content-ID"]).strip("<>")
        assert re.findall(r'<img src="([^"]*)" alt="([^"]*)"', html) == [
            (f"cid:{key}", "Menschen am &quot;Tisch&quot; &lt;im Café&gt;")
        ]
        assert shown.get_content_disposition() == "inline"
        assert shown.get_content().startswith(b"\xff\xd8\xff")
        assert f"[Bild: {WORDS}]" in parts["text/plain"].get_content()
        assert not re.search(r"<(script|link|iframe|object)|url\(|@import", html)


def test_the_proof_carries_it_too(picture: Picture) -> None:
    made = proof(issue_of(dispatch(picture=picture, picture_text=WORDS)), "amal@probe.example")
    mail = message_from_bytes(made.message().as_bytes(), policy=default)
    assert "image/jpeg" in _parts(mail)  # type: ignore[arg-type]  # what this policy makes


@pytest.mark.parametrize("gone", ["file", "rights"])
def test_a_picture_that_may_no_longer_be_shown_stays_behind_and_the_words_go_out(picture: Picture, gone: str) -> None:
    if gone == "file":
        file_of(picture.digest, 960).unlink()
    else:
        Picture.objects.update(usable_until=localdate() - timedelta(days=1))
    made = issue_of(dispatch(picture=picture, picture_text=WORDS))
    assert made.picture is None
    assert "<img" not in made.html
    assert "Sprachcafé" in made.text


def test_without_a_description_or_its_file_a_picture_is_complained_about(picture: Picture) -> None:
    said = {"language": "de", "text": "Text", "title": "Titel", "picture": picture}
    assert not Newsletter().complaints(Draft(**said, picture_text=WORDS), None)  # type: ignore[arg-type]  # a table of its fields
    assert "needs a description" in str(Newsletter().complaints(Draft(**said), None)[0])  # type: ignore[arg-type]  # the same
    file_of(picture.digest, 960).unlink()
    assert "file is missing" in str(Newsletter().complaints(Draft(**said, picture_text=WORDS), None)[0])  # type: ignore[arg-type]  # the same


def test_an_issue_takes_the_first_picture_that_says_what_it_shows(cast: Cast, picture: Picture) -> None:
    silent = Picture.objects.create(name="Saal", digest="c" * 64, width=960, height=720, is_decorative=True)
    items = [make_item(cast, title, "Ein Absatz.") for title in ("Ohne", "Stumm", "Café")]
    for item, shown in zip(items[1:], (silent, picture), strict=True):
        item.picture = shown
        item.save()
    for item in items:
        publish(cast, item)
    draft = issue(items, "de")
    assert (draft.picture, draft.picture_text) == (picture, WORDS)
