"""Mails of a real IMAP server come into the inbox: each once, whatever happens; no bad one stops the others."""

from __future__ import annotations

import random
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.cast import Cast
from tests.peers.dovecot import Dovecot

from teilhabe.core.extensions import DOCTOR, WAITING
from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.mailbox import fetching, server
from teilhabe.outreach.inbox.mailbox.fetching import fetch_new
from teilhabe.outreach.inbox.mailbox.models import Mailbox, SetAside
from teilhabe.outreach.inbox.models import Attachment, Conversation, Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("mailbox")]


def mail(number: int, text: str = "Frage", **headers: str) -> bytes:
    known = {
        "From": f"Amal <amal{number}@example.org>",
        "To": "buero@stadt.example",
        "Subject": f"Frage {number}",
        "Message-ID": f"<{number}@example.org>",
        "Date": "Mon, 23 Nov 2026 10:00:00 +0100",
    }
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in {**known, **names}.items() if value)
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


def texts() -> list[str]:
    return sorted(Entry.objects.values_list("text", flat=True))


def test_new_mails_come_in_and_are_marked_as_read_afterwards(mailbox: Dovecot) -> None:
    mailbox.deliver(mail(1, "سؤال"))
    mailbox.deliver(mail(2, "zwei"))
    assert fetch_new() == 2
    assert fetch_new() == 0
    assert texts() == ["zwei", "سؤال"]
    assert all(r"\Seen" in flags for flags in mailbox.flags())
    first = Conversation.objects.get(subject_line="Frage 1")
    assert (first.sender_name, first.sender_address, first.sender_key) == (
        "Amal",
        "amal1@example.org",
        "mail:amal1@example.org",
    )


def test_a_mail_that_somebody_has_read_in_a_mail_program_comes_in_all_the_same(mailbox: Dovecot) -> None:
    fetch_new()
    mailbox.deliver(mail(1))
    client = mailbox.client()
    client.store("1:*", "+FLAGS", r"(\Seen)")
    client.logout()
    assert fetch_new() == 1


def test_the_first_time_only_unread_mails_come_in(mailbox: Dovecot) -> None:
    mailbox.deliver(mail(1, "alt"))
    client = mailbox.client()
    client.store("1:*", "+FLAGS", r"(\Seen)")
    client.logout()
    mailbox.deliver(mail(2, "neu"))
    fetch_new()
    assert texts() == ["neu"]


def test_a_hundred_copies_in_any_order_are_one_message_each(mailbox: Dovecot) -> None:
    copies = [mail(number, f"Text {number}") for number in (1, 2, 3, 4)] * 25
    random.Random(8).shuffle(copies)
    for copy in copies:
        mailbox.deliver(b"Received: from anywhere\r\n" + copy)
    assert fetch_new() == 100
    assert texts() == ["Text 1", "Text 2", "Text 3", "Text 4"]
    assert Conversation.objects.count() == 4


def test_the_same_mail_in_two_folders_is_one_message(mailbox: Dovecot, settings: Settings) -> None:
    from dataclasses import replace

    mailbox.deliver(mail(1))
    mailbox.deliver(mail(1), folder="Archiv")
    fetch_new()
    settings.IMAP = replace(settings.IMAP, folder="Archiv")
    assert fetch_new() == 1
    assert Entry.objects.count() == 1
    assert Mailbox.objects.count() == 2


def test_two_mails_that_share_a_message_id_are_both_read(mailbox: Dovecot) -> None:
    mailbox.deliver(mail(1, "eins", Message_ID="<immer-gleich@scanner>"))
    mailbox.deliver(mail(2, "zwei", Message_ID="<immer-gleich@scanner>"))
    fetch_new()
    assert texts() == ["eins", "zwei"]


def test_where_the_server_counts_anew_nothing_comes_twice_and_nothing_is_missed(mailbox: Dovecot) -> None:
    for number in (1, 2, 3):
        mailbox.deliver(mail(number, str(number)))
    fetch_new()
    validity = Mailbox.objects.get().uid_validity
    mailbox.deliver(mail(4, "4"))
    mailbox.count_anew()
    fetch_new()
    assert Mailbox.objects.get().uid_validity != validity
    assert texts() == ["1", "2", "3", "4"]


def test_a_mail_that_was_erased_does_not_come_back(mailbox: Dovecot) -> None:
    mailbox.deliver(mail(1))
    fetch_new()
    Conversation.objects.all().delete()
    mailbox.count_anew()
    fetch_new()
    assert not Entry.objects.exists()


def test_a_worker_killed_before_the_mark_fetches_again_without_a_second_effect(mailbox: Dovecot) -> None:
    mailbox.deliver(mail(1))
    with (
        patch.object(server.Folder, "mark_as_read", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        fetch_new()
    assert Entry.objects.count() == 1
    assert r"\Seen" not in mailbox.flags()[0]
    assert fetch_new() == 1
    assert Entry.objects.count() == 1
    assert r"\Seen" in mailbox.flags()[0]


def test_a_mail_that_cannot_be_read_is_set_aside_and_keeps_no_other_one_waiting(
    mailbox: Dovecot, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2, 3):
        mailbox.deliver(mail(number, "Geheim" if number == 2 else str(number)))
    read = fetching.read

    def poisoned(content: bytes, own: str) -> object:
        if b"Geheim" in content:
            raise UnicodeError("Geheim")
        return read(content, own)

    with patch.object(fetching, "read", poisoned):
        assert fetch_new() == 3
    assert texts() == ["1", "3"]
    aside = SetAside.objects.get()
    assert aside.reason == "UnicodeError"
    flags = mailbox.flags()[1]
    assert r"\Flagged" in flags
    assert r"\Seen" not in flags
    assert "Geheim" not in caplog.text
    assert any("nicht lesen" in each.label and each.count == 1 for each in WAITING.collect(cast.user(Role.EDITOR)))
    assert any(not each.is_good and "nicht lesen" in each.text for each in DOCTOR.collect())


def test_a_mail_that_is_too_large_comes_in_with_its_head(mailbox: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_BYTES", 2000)
    mailbox.deliver(mail(1, "x" * 5000))
    fetch_new()
    entry = Entry.objects.get()
    assert entry.conversation.subject_line == "Frage 1"
    assert entry.text == ""
    assert Attachment.objects.get().size > 5000


@pytest.mark.parametrize("broken", [b"", b"\r\n", b"\xff\xfe\x00", b"From: \xff\r\n\r\n\x00", b"nur text"])
def test_whatever_lies_in_the_mailbox_the_next_mail_is_read(mailbox: Dovecot, broken: bytes) -> None:
    mailbox.deliver(broken)
    mailbox.deliver(mail(2, "danach"))
    fetch_new()
    assert "danach" in texts()


def test_a_wrong_password_is_a_trouble_on_record_and_is_not_tried_every_minute(mailbox: Dovecot, cast: Cast) -> None:
    mailbox.deliver(mail(1))
    mailbox.set_password("abgelaufen")
    assert fetch_new() == 0
    known = Mailbox.objects.get()
    assert (known.trouble, known.checked_at) == ("login", None)
    assert any("keine E-Mails" in each.label and each.is_urgent for each in WAITING.collect(cast.user(Role.EDITOR)))
    with patch.object(fetching, "opened", side_effect=AssertionError):
        fetch_new()
    mailbox.set_password("richtig")
    Mailbox.objects.update(tried_at=timezone.now() - timedelta(minutes=16))
    assert fetch_new() == 1
    assert Mailbox.objects.get().trouble == ""


def test_a_missing_folder_and_a_silent_server_are_told_apart(mailbox: Dovecot, settings: Settings) -> None:
    from dataclasses import replace

    known = settings.IMAP
    settings.IMAP = replace(known, folder="Gibt es nicht")
    fetch_new()
    settings.IMAP = replace(known, port=1)
    fetch_new()
    assert sorted(Mailbox.objects.values_list("trouble", flat=True)) == ["connection", "folder"]


def test_a_connection_lost_midway_loses_and_doubles_nothing(mailbox: Dovecot) -> None:
    for number in range(6):
        mailbox.deliver(mail(number, str(number)))
    fetch, calls = server.Folder.fetch, iter(range(100))

    def failing(folder: server.Folder, uid: int) -> object:
        if next(calls) == 3:
            raise ConnectionResetError
        return fetch(folder, uid)

    with patch.object(server.Folder, "fetch", failing):
        fetch_new()
    assert Mailbox.objects.get().trouble == "connection"
    assert len(texts()) == 3
    fetch_new()
    assert texts() == ["0", "1", "2", "3", "4", "5"]
    assert Mailbox.objects.get().trouble == ""


def test_no_secret_stands_in_what_is_told(mailbox: Dovecot, caplog: pytest.LogCaptureFixture) -> None:
    mailbox.set_password("anders")
    fetch_new()
    told = " ".join((caplog.text, *(each.text for each in DOCTOR.collect()), *map(str, Mailbox.objects.values_list())))
    assert "richtig" not in told


def test_nobody_looks_where_no_mailbox_is_set_up(settings: Settings) -> None:
    settings.IMAP = None
    assert fetch_new() == 0
    assert not Mailbox.objects.exists()


@pytest.mark.parametrize(
    ("headers", "state", "is_automatic"),
    [
        ({}, "open", False),
        ({"Auto-Submitted": "auto-generated"}, "open", True),
        ({"Auto-Submitted": "auto-replied"}, "spam", True),
        ({"Precedence": "bulk"}, "spam", True),
        ({"List-Id": "<x.y>"}, "spam", True),
    ],
)
def test_programs_open_nothing_that_somebody_has_to_answer(
    mailbox: Dovecot, headers: dict[str, str], state: str, is_automatic: bool
) -> None:
    mailbox.deliver(mail(1, **headers))
    fetch_new()
    assert (Conversation.objects.get().state, Entry.objects.get().is_automatic) == (state, is_automatic)


def test_what_we_sent_ourselves_does_not_come_in(mailbox: Dovecot) -> None:
    mailbox.deliver(mail(1, From="Wir <buero@stadt.example>"))
    assert fetch_new() == 1
    assert not Entry.objects.exists()


def test_two_programs_that_talk_to_each_other_end_in_the_dustbin(mailbox: Dovecot) -> None:
    for number in range(40):
        mailbox.deliver(mail(number, str(number), From="robot@example.org"))
    fetch_new()
    states = list(Conversation.objects.values_list("state", flat=True))
    assert (states.count("open"), states.count("spam")) == (30, 10)
