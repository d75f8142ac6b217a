"""What is printed from a plate is what Django makes of each mail by itself, for every text and every reader."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from django.core.mail import get_connection
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import Settings

from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter.composing import issue_of, mail
from teilhabe.outreach.newsletter.models import new_token
from teilhabe.outreach.newsletter.printing import Plate

LONG = "Wörter in einem Absatz ohne Ende. " * 60
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)
TO, MESSAGE_ID = "leserin+kurs@probe.example", "<170.42@probe.example>"


def _issue(text: str, title: str = "Neues im Mai", language: str = "de") -> Dispatch:
    return Dispatch(channel="newsletter", language=language, title=title, text=text)


def _said(mail: Message) -> list[object]:
    """Headers and contents; the boundary and the moment are new each time."""
    heads = [(name, value) for name, value in mail.items() if name not in ("Date", "Content-Type")]
    payload = mail.get_payload()
    if not isinstance(payload, list):
        return [*heads, mail.get_content_type(), mail.get_payload(decode=True)]
    return [*heads, *(each for part in payload for each in _said(part))]


def _same(made: Dispatch, to: str = TO, token: str | None = None) -> None:
    issue, token = issue_of(made), token or new_token()
    printed = Plate(issue).mail(to, MESSAGE_ID, token).message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # as Django
    plain = mail(issue, to, MESSAGE_ID, token).message()
    assert _said(message_from_bytes(printed)) == _said(message_from_bytes(plain.as_bytes(linesep="\r\n")))  # type: ignore[call-arg]  # as Django


class AnyText(TestCase):
    @settings(deadline=None)
    @given(text=WORDS, title=WORDS)
    @example(text=LONG, title="Neues")
    @example(text="From uns\n\n.\n\nTo: to-the-reader@probe.invalid", title="To: x")
    def test_a_printed_mail_is_the_mail_that_django_makes(self, text: str, title: str) -> None:
        _same(_issue(text, title))

    @settings(deadline=None)
    @given(shift=st.integers(0, 80))
    def test_a_token_into_which_a_line_break_falls_is_whole(self, shift: int) -> None:
        """Long lines are written as quoted-printable, which breaks after 76 letters wherever that is."""
        token = new_token()
        issue = issue_of(_issue(LONG))
        html = issue.html.replace("<a ", "x" * shift + "<a ")
        plate = Plate(type(issue)(issue.site_language, issue.subject_line, issue.text, html, issue.leaving))
        content = plate.mail(TO, MESSAGE_ID, token).message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # as Django
        assert b"quoted-printable" in content
        parts = [part.get_payload(decode=True) for part in message_from_bytes(content).walk()]
        assert sum(part.count(token.encode()) for part in parts if isinstance(part, bytes)) == 4
        assert max(len(line) for line in content.split(b"\r\n") if b": " not in line) <= 80


@pytest.mark.parametrize("language", ["de", "ar"])
def test_mails_of_one_plate_have_nothing_of_each_other(language: str, settings: Settings) -> None:
    settings.INBOX_ADDRESS = "buero@probe.example"
    plate = Plate(issue_of(_issue(LONG, language=language)))
    tokens = [new_token() for _number in range(3)]
    for token in tokens:
        content = plate.mail(f"{token[:5].strip('-_')}x@probe.example", f"<{token}@x>", token).message().as_bytes()
        unfolded = re.sub(b"=\n", b"", content)
        assert [each for each in tokens if each.encode() in unfolded] == [token]


def test_an_address_with_letters_of_its_own_goes_into_the_header_as_django_writes_it() -> None:
    _same(_issue("Kurs"), "leser@bücher.example")


def test_an_address_can_add_no_header() -> None:
    plate = Plate(issue_of(_issue("Kurs")))
    with pytest.raises(ValueError, match="address"):
        plate.mail("amal@probe.example\r\nBcc: all@probe.example", MESSAGE_ID, new_token())


def test_a_backend_that_writes_files_takes_printed_mails(tmp_path: Path) -> None:
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path))
    connection.send_messages([Plate(issue_of(_issue("Kurs"))).mail(TO, MESSAGE_ID, new_token())])
    connection.close()
    assert f"Message-ID: {MESSAGE_ID}\n" in next(tmp_path.iterdir()).read_text()
