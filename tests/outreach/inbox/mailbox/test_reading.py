"""Whatever bytes come as a mail, they are read as far as they go; who wrote what, and what it answers, is told."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.outreach.inbox.mailbox.origins import Origin
from teilhabe.outreach.inbox.mailbox.quoting import parted
from teilhabe.outreach.inbox.mailbox.reading import Mail, read

OWN = "frage@stadt.example"
TOKEN = "0123456789abcdef0123"


def mail(text: str = "Guten Tag", **headers: str) -> bytes:
    known = {"From": "Amal <amal@example.org>", "To": OWN, "Message-ID": "<1@example.org>", "Subject": "Frage"}
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in {**known, **names}.items() if value)
    return (head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text).encode()


def test_a_plain_mail_is_read_with_all_it_says() -> None:
    got = read(mail(Date="Mon, 23 Nov 2026 10:00:00 +0100", In_Reply_To="<b@x>", References="<a@x> <b@x>"), OWN)
    assert (got.sender.name, got.sender.address, got.subject_line, got.text) == (
        "Amal",
        "amal@example.org",
        "Frage",
        "Guten Tag",
    )
    assert got.written_at == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert (got.message_id, got.answers, got.origin) == ("<1@example.org>", ("<b@x>", "<a@x>"), Origin.PERSON)


@pytest.mark.parametrize(
    ("subject", "read_as"),
    [
        ("=?utf-8?B?2LPYpNin2YQ=?=", "سؤال"),
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe?= =?iso-8859-1?q?_aus_K=F6ln?=", "Grüße aus Köln"),
        ("=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет"),
        ("=?nonsense-9?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?B?!!!?=", "=?utf-8?B?!!!?="),
        ("Grüße roh", "Grüße roh"),
        ("a\r\n\tb", "a b"),
        ("um\u202egekehrt\x00", "um gekehrt"),
        ("", ""),
    ],
)
def test_subjects_are_words_however_they_are_encoded(subject: str, read_as: str) -> None:
    assert read(mail(Subject=subject), OWN).subject_line == read_as


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("utf-8", "سؤال"),
        ("windows-1256", "سؤال"),
        ("koi8-r", "Привет"),
        ("iso-8859-9", "Günaydın"),
        ("gb18030", "你好"),
    ],
)
def test_texts_are_read_in_their_charset(charset: str, text: str) -> None:
    made = EmailMessage()
    made["From"], made["Message-ID"] = "a@example.org", "<2@x>"
    made.set_content(text, charset=charset)
    assert read(made.as_bytes(), OWN).text == text


@pytest.mark.parametrize("said", ["", "; charset=nonsense", '; charset="utf-8', "; charset=us-ascii"])
def test_a_wrong_charset_costs_no_letter(said: str) -> None:
    content = f"From: a@example.org\r\nContent-Type: text/plain{said}\r\n\r\nGrüße, Привет".encode()
    assert read(content, OWN).text == "Grüße, Привет"


def test_a_mail_that_is_html_only_becomes_text() -> None:
    html = (
        "<html><head><title>T</title><style>p{color:red}</style><body><p>Guten&nbsp;Tag,<br>eine Frage:</p>"
        "<ul><li>eins</li><li>zwei</li></ul><script>alert(1)</script><a href='https://evil.example/x'>Bank</a>"
        "<div class='gmail_quote'>Am Montag schrieb Büro:<blockquote>alt</blockquote></div></body>"
    )
    content = f"From: a@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()
    got = read(content, OWN)
    assert got.text == "Guten Tag,\neine Frage:\n\n- eins\n- zwei\n\nBank <https://evil.example/x>"
    assert "alt" in got.quoted


def test_plain_text_counts_more_than_the_html_beside_it_and_files_are_found_at_any_depth() -> None:
    made = EmailMessage()
    made["From"], made["Message-ID"] = "a@example.org", "<2@x>"
    made.set_content("Klartext")
    made.add_alternative("<p>HTML</p>", subtype="html")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Bescheinigung über Größe.pdf")
    got = read(made.as_bytes(), OWN)
    assert got.text == "Klartext"
    assert [(file.name, file.content) for file in got.files] == [("Bescheinigung über Größe.pdf", b"%PDF-1.4")]


def test_a_mail_inside_the_mail_is_a_file_and_its_text_is_nobodys_question() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner["Subject"] = "innen"
    inner.set_content("Geheim")
    outer["From"] = "a@example.org"
    outer.set_content("Siehe Anhang")
    outer.add_attachment(inner)
    got = read(outer.as_bytes(), OWN)
    assert got.text == "Siehe Anhang"
    assert [file.media_type for file in got.files] == ["message/rfc822"]


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ('"buero@stadt.example" <evil@example.org>', "evil@example.org"),
        ("=?utf-8?q?chef=40stadt=2Eexample?= <evil@example.org>", "evil@example.org"),
        ("Ohne Adresse", ""),
        ("a@b@c", ""),
        ("", ""),
    ],
)
def test_no_name_forges_an_address(sender: str, address: str) -> None:
    assert read(mail(From=sender), OWN).sender.address == address


def test_answers_go_where_the_writer_asks_but_never_to_ourselves() -> None:
    assert read(mail(Reply_To="neu@example.org"), OWN).sender.address == "neu@example.org"
    for ours in (OWN, f"frage+{TOKEN}@stadt.example", OWN.upper()):
        assert read(mail(Reply_To=ours), OWN).sender.address == "amal@example.org"


@pytest.mark.parametrize("header", ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"])
def test_the_token_is_found_wherever_the_mail_was_sent_to(header: str) -> None:
    value = f"Büro <Frage+{TOKEN.upper()}@Stadt.example>, x@y.example"
    assert read(mail(**{header: value}), OWN).reply_token == TOKEN


@pytest.mark.parametrize(
    "value",
    ["frage@stadt.example", f"frage+{TOKEN}@andere.example", f"x.frage+{TOKEN}@stadt.example",
     "frage+kurz@stadt.example", f"frage+{TOKEN}@stadt.example.evil.example"],
)  # fmt: skip
def test_what_is_not_our_address_with_a_token_has_none(value: str) -> None:
    assert read(mail(To=value), OWN).reply_token == ""


@pytest.mark.parametrize(
    ("headers", "who"),
    [
        ({}, Origin.PERSON),
        ({"Auto-Submitted": "no"}, Origin.PERSON),
        ({"Auto-Submitted": "auto-generated"}, Origin.PROGRAM),
        ({"Auto-Submitted": "auto-replied; owner=x"}, Origin.REPLY),
        ({"Auto-Submitted": "auto-replied", "Return-Path": "<>"}, Origin.REPLY),
        ({"X-Autoreply": "yes"}, Origin.REPLY),
        ({"Precedence": "bulk"}, Origin.LIST),
        ({"List-Id": "<liste.example.org>"}, Origin.LIST),
        ({"From": f"Wir <{OWN}>"}, Origin.OURSELVES),
        ({"From": "MAILER-DAEMON@example.org"}, Origin.BOUNCE),
        ({"From": "No-Reply <no-reply@example.org>"}, Origin.PROGRAM),
        ({"From": "donotreply+7@example.org"}, Origin.PROGRAM),
        ({"From": "noor.reply@example.org"}, Origin.PERSON),
        ({"From": "nora@noreply.example.org"}, Origin.PERSON),
        ({"Return-Path": "<>"}, Origin.BOUNCE),
    ],
)
def test_programs_are_told_from_people(headers: dict[str, str], who: Origin) -> None:
    assert read(mail(**headers), OWN).origin is who


BOUNCED = b"""From: MAILER-DAEMON@mx.example\r
Return-Path: <>\r
Content-Type: multipart/report; report-type=delivery-status; boundary=x\r
\r
--x\r
Content-Type: text/plain\r
\r
Your mail could not be delivered.\r
--x\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.example\r
\r
Final-Recipient: rfc822; weg@example.org\r
Action: %s\r
Status: %s\r
Diagnostic-Code: smtp; 550 5.1.1 user unknown\r
\r
--x\r
Content-Type: %s\r
\r
Message-ID: <antwort@stadt.example>\r
Subject: Re: Frage\r
\r
--x--\r
"""


@pytest.mark.parametrize("returned", [b"message/rfc822", b"text/rfc822-headers"])
def test_a_report_says_which_mail_did_not_arrive_and_whether_that_is_final(returned: bytes) -> None:
    got = read(BOUNCED % (b"failed", b"5.1.1", returned), OWN).bounce
    assert got is not None
    assert got.message_ids == ("<antwort@stadt.example>",)
    assert (got.recipient, got.status, got.is_permanent) == ("weg@example.org", "5.1.1", True)
    assert "user unknown" in got.detail


def test_a_delay_is_not_final() -> None:
    got = read(BOUNCED % (b"delayed", b"4.4.1", b"message/rfc822"), OWN).bounce
    assert got is not None
    assert not got.is_permanent


def test_an_old_servers_own_words_are_enough() -> None:
    text = (
        "Hi. This is the qmail-send program.\n<weg@x.example>: 550 5.7.1 refused\n\nMessage-ID: <antwort@stadt.example>"
    )
    got = read(mail(text, From="MAILER-DAEMON@x.example"), OWN).bounce
    assert got is not None
    assert "<antwort@stadt.example>" in got.message_ids
    assert (got.status, got.is_permanent) == ("5.7.1", True)


QUOTES = {
    "german": "Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Büro <b@x.example>:\n> Frage\n> mehr",
    "broken over two lines": "Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Das Büro\n<b@x.example>:\n> Frage",
    "arabic": "في الاثنين، 23 نوفمبر 2026 في 10:00 كتب <b@x.example>:\n> Frage",
    "ukrainian": "пн, 23 лист. 2026 р. о 10:00 Büro <b@x.example> пише:\n\n> Frage",
    "outlook": "Von: Büro <b@x.example>\nGesendet: Montag, 23. November 2026\nAn: Amal\nBetreff: Frage\n\nFrage",
    "outlook with divider": "-----Original Message-----\nFrom: Büro <b@x.example>\nSent: Monday\nTo: Amal\n\nFrage",
    "only quoted": "> Frage\n> mehr",
    "with a signature below": "Am 23.11.2026 schrieb b@x.example:\n> Frage\n\n-- \nAmal",
}


@pytest.mark.parametrize("name", QUOTES)
def test_what_a_mail_repeats_is_parted_in_every_language(name: str) -> None:
    assert parted(f"Danke für die Antwort.\n\n{QUOTES[name]}") == ("Danke für die Antwort.", QUOTES[name])


@pytest.mark.parametrize(
    "text",
    [
        "Nur Text.",
        "> Frage eins\nJa.\n> Frage zwei\nNein.",
        "Meine Angaben:\nName: Amal\nStraße: Weg 1\nOrt: KL",
        "> Alles nur Zitat",
        "Zum Beispiel:\nso",
    ],
)
def test_what_belongs_to_the_mail_stays_whole(text: str) -> None:
    assert parted(text) == (text, "")


@given(st.text(alphabet=st.sampled_from("> :-\nab@.1_"), max_size=300))
def test_no_letter_is_lost_when_a_text_is_parted(text: str) -> None:
    own, repeated = parted(text)
    assert "".join((own + repeated).split()) == "".join(text.split())


@settings(max_examples=300)
@given(st.binary(max_size=600))
def test_no_bytes_fail(content: bytes) -> None:
    assert isinstance(read(content, OWN), Mail)


@given(st.lists(st.sampled_from([
    b"From: ", b"a@b", b"\r\n", b"\n", b"\r\n\r\n", b"Content-Type: multipart/mixed; boundary=x", b"--x", b"--x--",
    b"=?", b"utf-8", b"?B?", b"?=", b"\xff", b"message/rfc822", b"Content-Type: ", b"text/html", b"<p",
    b"base64", b":", b";", b"Content-Transfer-Encoding: ", b"Date: ", b"99", b"filename*0*=", b"<", b">",
    b"Content-Disposition: attachment; ",
]), max_size=40))  # fmt: skip
def test_no_broken_mail_fails(parts: list[bytes]) -> None:
    assert isinstance(read(b"".join(parts), OWN), Mail)


HOSTILE = {
    "blank lines": "\n" * 400_000,
    "one long line": "wort " * 80_000,
    "quotes": "> " * 150_000,
    "heads": "Von: a\n" * 50_000,
    "introductions": "Am x schrieb a@b:\n" * 20_000,
    "dividers": "-" * 300_000,
    "ats": "@" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_keeps_the_reader_busy(name: str) -> None:
    for kind in ("plain", "html"):
        began = time.perf_counter()
        read(f"From: a@b.example\r\nContent-Type: text/{kind}\r\n\r\n{HOSTILE[name]}".encode(), OWN)
        assert time.perf_counter() - began < 5


MARKUP = {
    "never closed": "<b>" * 200_000,
    "never opened": "<div></x>" * 100_000,
    "declarations": "<!" * 200_000,
    "comments": "<!--" * 100_000,
    "attributes": "<a href='" * 50_000,
    "entities": "&#" * 200_000,
    "scripts": "<script>" * 100_000,
}


@pytest.mark.parametrize("name", MARKUP)
def test_no_markup_keeps_the_reader_busy(name: str) -> None:
    began = time.perf_counter()
    read(f"From: a@b.example\r\nContent-Type: text/html\r\n\r\n{MARKUP[name]}".encode(), OWN)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("header", ["To", "From", "References", "Subject"])
def test_no_head_keeps_the_reader_busy(header: str) -> None:
    began = time.perf_counter()
    for value in ("a@b, " * 100_000, "<a@b> " * 100_000, "=?utf-8?q?a?= " * 50_000, "(" * 200_000, '"' * 200_001):
        read(mail(**{header: value}), OWN)
    assert time.perf_counter() - began < 10
