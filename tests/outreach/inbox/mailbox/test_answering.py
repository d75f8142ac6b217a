"""An answer by mail reaches the person in their thread, once, and finds its conversation again when they reply."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage

import pytest
from pytest_django.fixtures import Settings
from tests.cast import Cast
from tests.core.jobs.clock import Clock
from tests.core.mail.server import MailServer

from teilhabe.core.jobs.working import work_on_next
from teilhabe.core.mail.models import Message
from teilhabe.core.mail.sending import post
from teilhabe.outreach.inbox.extensions import BOUNCES, REPLY_WAYS, Bounce
from teilhabe.outreach.inbox.mailbox.arriving import arrive
from teilhabe.outreach.inbox.mailbox.origins import Origin, origin
from teilhabe.outreach.inbox.mailbox.reading import read
from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.inbox.selectors.lists import undelivered

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("mailbox")]

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
OWN = "frage@stadt.example"


@pytest.fixture(autouse=True)
def own_address(settings: Settings) -> None:
    settings.INBOX_ADDRESS = OWN
    settings.OFFICE_NAME = "Integrationsbüro Probe"


def asked(text: str = "Wann ist der Kurs?\nDanke", language: str = "") -> Conversation:
    said = f"Content-Language: {language}\r\n" if language else ""
    head = f"From: Amal <amal@example.org>\r\nTo: {OWN}\r\nSubject: Kurs\r\nMessage-ID: <1@example.org>\r\n{said}"
    arrive(read(f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode(), OWN), AT)
    return Conversation.objects.get()


def answered(conversation: Conversation, text: str = "Am Montag.", language: str = "de") -> Entry:
    entry = Entry.objects.create(
        conversation=conversation, kind="answer", way=Way.MAIL, text=text, language=language, delivery="waiting"
    )
    (way,) = [each for each in REPLY_WAYS.collect(conversation) if each.key == Way.MAIL]
    way.send(entry)
    return entry


def work() -> None:
    while work_on_next("probe"):
        pass


def taken(server: MailServer) -> EmailMessage:
    (mail,) = server.letterbox.taken
    return mail


def test_the_answer_goes_into_the_thread_and_asks_for_the_reply_to_its_own_address(mail_server: MailServer) -> None:
    conversation = asked()
    entry = answered(conversation)
    assert entry.external_id.startswith("<")
    assert not mail_server.letterbox.taken
    work()
    mail = taken(mail_server)
    assert mail["To"] == "amal@example.org"
    assert mail["Subject"] == "Re: Kurs"
    assert mail["Message-ID"] == entry.external_id
    assert mail["In-Reply-To"] == mail["References"] == "<1@example.org>"
    assert mail["Reply-To"] == f"frage+{conversation.reply_token}@stadt.example"
    assert mail["Auto-Submitted"] is None
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text.startswith("Am Montag.\n\n-- \nIntegrationsbüro Probe\n")
    assert "Am 23.11.2026 schrieben Sie:\n> Wann ist der Kurs?\n> Danke" in text
    entry.refresh_from_db()
    assert (entry.delivery, entry.delivered_at is not None) == ("sent", True)


def test_what_a_program_answers_says_so_and_repeats_nothing(mail_server: MailServer) -> None:
    """RFC 3834: nobody's program may answer it, and nobody's forged words go to somebody else."""
    conversation = asked("Kauft Pillen!")
    entry = Entry.objects.create(
        conversation=conversation, kind="answer", way=Way.MAIL, text="Morgen wieder.", language="de",
        delivery="waiting", is_automatic=True,
    )  # fmt: skip
    (way,) = [each for each in REPLY_WAYS.collect(conversation) if each.key == Way.MAIL]
    way.send(entry)
    work()
    mail = taken(mail_server)
    assert (mail["Auto-Submitted"], mail["Subject"]) == ("auto-replied", "Auto: Kurs")
    assert mail["In-Reply-To"] == mail["References"] == "<1@example.org>"
    assert mail["Reply-To"] == f"frage+{conversation.reply_token}@stadt.example"
    assert "Pillen" not in mail.get_body(("plain",)).get_content()
    assert origin(message_from_bytes(bytes(mail)), "other@stadt.example") is Origin.REPLY


def test_a_reply_finds_its_conversation_by_the_address_and_by_the_thread(mail_server: MailServer) -> None:
    conversation = asked()
    entry = answered(conversation)
    work()
    mail = taken(mail_server)
    by_address = f"From: amal@example.org\r\nTo: {mail['Reply-To']}\r\nMessage-ID: <2@x>\r\n\r\nDanke"
    by_thread = (
        f"From: amal@example.org\r\nTo: {OWN}\r\nIn-Reply-To: {entry.external_id}\r\nMessage-ID: <3@x>\r\n\r\nNoch was"
    )
    for reply in (by_address, by_thread):
        arrive(read(reply.encode(), OWN), AT)
    assert Conversation.objects.count() == 1
    assert conversation.entries.filter(kind="incoming").count() == 3


def test_what_the_reply_repeats_of_our_answer_stands_apart(mail_server: MailServer) -> None:
    conversation = asked()
    answered(conversation)
    work()
    ours = taken(mail_server).get_body(("plain",)).get_content()
    quoted = "\n".join(f"> {line}" for line in ours.splitlines())
    head = f"From: amal@example.org\r\nTo: {taken(mail_server)['Reply-To']}\r\nMessage-ID: <2@x>\r\n\r\n"
    arrive(read(f"{head}Danke!\n\nAm 24.11.2026 um 09:00 schrieb Büro <{OWN}>:\n{quoted}".encode(), OWN), AT)
    last = conversation.entries.order_by("pk").last()
    assert last is not None
    assert last.text == "Danke!"
    assert "Am Montag." in last.quoted


def test_an_arabic_answer_runs_from_right_to_left(mail_server: MailServer) -> None:
    answered(asked("متى الدورة؟", "ar"), "يوم الاثنين <b>", "ar")
    work()
    mail = taken(mail_server)
    assert mail["Content-Language"] == "ar"
    html = mail.get_body(("html",)).get_content()
    assert '<html lang="ar" dir="rtl">' in html
    assert "يوم الاثنين &lt;b&gt;" in html


def test_a_refused_answer_is_noted_and_can_go_again_under_the_same_name(mail_server: MailServer) -> None:
    conversation = asked()
    mail_server.letterbox.answer_to_recipient = "550 no such user"
    entry = answered(conversation)
    Conversation.objects.update(state="done")
    work()
    entry.refresh_from_db()
    conversation.refresh_from_db()
    assert (entry.delivery, "550" in entry.delivery_error, conversation.state) == ("failed", True, "open")
    mail_server.letterbox.answer_to_recipient = "250 OK"
    (way,) = [each for each in REPLY_WAYS.collect(conversation) if each.key == Way.MAIL]
    way.send(entry)
    work()
    entry.refresh_from_db()
    assert entry.delivery == "sent"
    assert taken(mail_server)["Message-ID"] == entry.external_id
    assert Message.objects.count() == 1


def test_an_answer_whose_attempts_all_fail_waits_for_somebody_and_can_go_again(
    mail_server: MailServer, clock: Clock
) -> None:
    conversation = asked()
    entry = answered(conversation)
    Conversation.objects.update(state="done")
    mail_server.stop()
    for _attempt in range(20):
        work()
        clock.forward(hours=12)
    entry.refresh_from_db()
    conversation.refresh_from_db()
    assert (entry.delivery, conversation.state) == ("failed", "open")
    assert entry.delivery_error == "Der Mailserver war auch nach mehr als zwei Tagen nicht zu erreichen."
    assert undelivered() == 1
    mail_server.start()
    (way,) = [each for each in REPLY_WAYS.collect(conversation) if each.key == Way.MAIL]
    way.send(entry)
    work()
    entry.refresh_from_db()
    assert (entry.delivery, taken(mail_server)["Message-ID"]) == ("sent", entry.external_id)


def test_an_answer_that_did_not_arrive_opens_the_conversation_it_is_shown_in(mail_server: MailServer) -> None:
    conversation = asked()
    kept = Conversation.objects.create(way=Way.MAIL, state="done")
    Conversation.objects.filter(pk=conversation.pk).update(merged_into=kept, state="done")
    mail_server.letterbox.answer_to_recipient = "550 no such user"
    answered(conversation)
    work()
    kept.refresh_from_db()
    assert kept.state == "open"


def test_an_answer_that_comes_back_opens_the_conversation_again(mail_server: MailServer) -> None:
    conversation = asked()
    entry = answered(conversation)
    work()
    Conversation.objects.update(state="done")
    report = (
        "From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nContent-Type: multipart/report;"
        " report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Final-Recipient: rfc822; amal@example.org\r\nAction: failed\r\nStatus: 5.2.2\r\n\r\n--x\r\n"
        f"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {entry.external_id}\r\n\r\n--x--\r\n"
    )
    for _time in range(3):
        arrive(read(report.encode(), OWN), AT)
    entry.refresh_from_db()
    conversation.refresh_from_db()
    assert (entry.delivery, conversation.state) == ("failed", "open")
    assert "5.2.2" in entry.delivery_error
    assert Conversation.objects.count() == 1


def test_a_bounce_of_an_invitation_is_noted_and_one_of_nothing_of_ours_is_kept_in_the_dustbin(cast: Cast) -> None:
    message = post("weg@example.org", "Einladung", "Text")
    bounce = Bounce((message.message_id,), "weg@example.org", "5.1.1", is_permanent=True)
    assert BOUNCES.collect(bounce)
    message.refresh_from_db()
    assert message.refused_at is not None
    arrive(read(b"From: MAILER-DAEMON@mx\r\nReturn-Path: <>\r\nMessage-ID: <9@mx>\r\n\r\nUnknown", OWN), AT)
    assert Conversation.objects.get().state == "spam"


def test_no_line_of_a_subject_becomes_a_header(mail_server: MailServer) -> None:
    conversation = asked()
    Conversation.objects.update(subject_line="Kurs\r\nBcc: x@evil.example")
    conversation.refresh_from_db()
    answered(conversation)
    work()
    assert taken(mail_server)["Bcc"] is None


def test_nobody_is_answered_by_mail_who_left_no_address() -> None:
    conversation = Conversation.objects.create(way=Way.FORM)
    assert not [each for each in REPLY_WAYS.collect(conversation) if each.key == Way.MAIL]
