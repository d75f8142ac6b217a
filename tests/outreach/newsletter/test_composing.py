"""A mail of the newsletter: readable as words and as HTML, easy to leave, with nothing that watches its reader."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import Settings
from tests.outreach.newsletter.conftest import dispatch

from teilhabe.outreach.newsletter.composing import TOKEN, content_html, content_text, issue_of, mail
from teilhabe.outreach.newsletter.writing import escaped

TO, MESSAGE_ID, READER = "amal@probe.example", "<1@probe.example>", "T0ken"


@pytest.fixture(autouse=True)
def known_site(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://probe.example"
    settings.DEFAULT_FROM_EMAIL = "Büro <buero@probe.example>"


@pytest.mark.django_db
def test_a_mail_says_how_to_leave_in_its_headers_in_words_and_in_html() -> None:
    made = mail(issue_of(dispatch("ar", "أخبار")), TO, MESSAGE_ID, READER)
    sent = made.message()
    address = f"https://probe.example/ar/newsletter/leave/{READER}/"
    assert sent["List-Unsubscribe"] == f"<{address}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (sent["Message-ID"], sent["Content-Language"], sent["Auto-Submitted"]) == (
        MESSAGE_ID,
        "ar",
        "auto-generated",
    )
    words, html = (part.get_payload(decode=True).decode() for part in sent.walk() if not part.is_multipart())
    for body in (words, html):
        assert address in body
        assert f"https://probe.example/ar/newsletter/preferences/{READER}/" in body
        assert TOKEN not in body
    assert 'lang="ar" dir="rtl"' in html


@pytest.mark.django_db
def test_where_the_office_reads_its_mail_a_mail_is_enough_to_leave(settings: Settings) -> None:
    settings.INBOX_ADDRESS = "buero@probe.example"
    header = str(mail(issue_of(dispatch()), TO, MESSAGE_ID, READER).message()["List-Unsubscribe"])
    assert header.endswith(f", <mailto:buero@probe.example?subject=unsubscribe%20{READER}>")


@pytest.mark.django_db
def test_nothing_in_a_mail_is_fetched_or_counts() -> None:
    html = issue_of(dispatch(text="![x](https://spy.example/a.png) <img src=//spy.example/b> <script>1</script>")).html
    assert not re.search(r"<(img|script|link|iframe|object)|url\(|@import", html)
    assert html.count("href=") == html.count("<a ")


@pytest.mark.django_db
def test_a_line_break_in_the_title_adds_no_header() -> None:
    sent = mail(issue_of(dispatch(title="Neues\r\nBcc: alle@probe.example")), TO, MESSAGE_ID, READER).message()
    assert sent["Bcc"] is None
    assert sent["Subject"] == "Neues Bcc: alle@probe.example"


@pytest.mark.django_db
def test_a_correction_says_that_it_is_one_in_the_readers_language() -> None:
    first = dispatch("en", "News")
    assert issue_of(dispatch("en", "News", corrects=first)).subject_line == "Correction: News"


def test_links_stand_below_their_paragraph_in_plain_words() -> None:
    text = "## Kurs\n\nAm [Montag](https://a.example/x) und https://b.example\n\n- eins\n- zwei\n"
    assert content_text(text) == "Kurs\n\nAm Montag und https://b.example\nhttps://a.example/x\n\n• eins\n\n• zwei"


class WordsOfPeople(TestCase):
    @given(st.text(max_size=60))
    def test_plain_words_become_markup_that_says_the_same(self, words: str) -> None:
        html = content_html(f"x {escaped(words)}")
        assert not re.search(r"<(a|strong|em|li)\b", html)
