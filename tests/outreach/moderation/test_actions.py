"""What is hidden was copied first; what concerns children goes; nobody moderates who may not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast

from teilhabe.core.audit.models import AuditDetail
from teilhabe.core.extensions import WAITING
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.extensions import ENTRY_LINKS
from teilhabe.outreach.inbox.models import Attachment, Conversation, Entry, Way
from teilhabe.outreach.moderation.actions import (
    DELETED,
    TAKEN_OUT,
    DeleteOutside,
    HideEntry,
    PassOn,
    SecureEntry,
    ShowEntry,
    TakeOutData,
)
from teilhabe.outreach.moderation.extensions import HIDERS, Hider
from teilhabe.outreach.moderation.jobs import forget_minors
from teilhabe.outreach.moderation.models import Evidence
from teilhabe.outreach.moderation.sealing import digest_of
from teilhabe.outreach.moderation.selectors import is_authentic

pytestmark = pytest.mark.django_db
HATE = "Verschwindet alle von hier"
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """A place outside that notes what it is told."""
    noted: list[tuple[str, bool]] = []
    hider = Hider(
        "Probe",
        "https://probe.example/1",
        tell=lambda entry: noted.append(("tell", entry.hidden_at is not None)),
        delete=lambda entry: noted.append(("delete", True)),
    )
    monkeypatch.setattr(HIDERS, "_providers", [lambda entry: [hider] if entry.way == Way.COMMENT else []])
    return noted


def said(text: str = HATE, way: str = Way.COMMENT, kind: str = Entry.Kind.INCOMING) -> Entry:
    conversation = Conversation.objects.create(way=way, sender_name="Amal", sender_key="mail:amal@probe.example")
    return Entry.objects.create(conversation=conversation, way=way, kind=kind, text=text, sender_name="Cem", at=MORNING)


@pytest.fixture
def editor(cast: Cast) -> User:
    return cast.user(Role.EDITOR)


def test_what_is_hidden_was_copied_first_and_is_hidden_outside_too(editor: User, told: list[tuple[str, bool]]) -> None:
    entry = said()
    evidence = HideEntry(by=editor, entry=entry, reason="hate", note="gemeldet").run()
    entry.refresh_from_db()
    assert entry.hidden_at is not None
    assert told == [("tell", True)]
    assert (evidence.text, evidence.sender_name, evidence.address) == (HATE, "Cem", "https://probe.example/1")
    assert (evidence.said_at, evidence.taken_by) == (MORNING, editor)
    assert is_authentic(evidence)


@pytest.mark.parametrize("field", ["text", "sender_name", "sender_key", "address", "said_at"])
def test_evidence_that_somebody_changed_shows_it(editor: User, told: object, field: str) -> None:
    evidence = HideEntry(by=editor, entry=said(), reason="hate").run()
    setattr(evidence, field, MORNING + timedelta(seconds=1) if field == "said_at" else "anders")
    assert not is_authentic(evidence)


@given(st.text(), st.text(), st.text(), st.text())
def test_no_two_different_sayings_have_one_checksum(text: str, address: str, name: str, key: str) -> None:
    first = digest_of(text, MORNING, address, name, key)
    assert first == digest_of(text, MORNING, address, name, key)
    assert first != digest_of(f"{text}.", MORNING, address, name, key)
    assert len(first) == 64


def test_the_log_repeats_no_word_of_what_was_said(editor: User, told: object) -> None:
    HideEntry(by=editor, entry=said(), reason="hate", note="Frau Muster").run()
    kept = " ".join(f"{each.before} {each.after} {each.target_label}" for each in AuditDetail.objects.all())
    assert HATE not in kept
    assert "Muster" not in kept
    assert "Cem" not in kept


def test_hiding_can_be_taken_back_and_the_evidence_stays(editor: User, told: list[tuple[str, bool]]) -> None:
    entry = said()
    HideEntry(by=editor, entry=entry, reason="netiquette").run()
    with pytest.raises(InputError):
        HideEntry(by=editor, entry=entry, reason="netiquette").run()
    ShowEntry(by=editor, entry=entry).run()
    ShowEntry(by=editor, entry=entry).run()
    entry.refresh_from_db()
    assert entry.hidden_at is None
    assert told == [("tell", True), ("tell", False)]
    assert Evidence.objects.count() == 1


def test_a_threat_in_a_mail_is_secured_and_nothing_else(editor: User, told: list[tuple[str, bool]]) -> None:
    entry = said("Ich weiß, wo Sie wohnen", Way.MAIL)
    assert SecureEntry(by=editor, entry=entry, reason="threat").run().text == entry.text
    entry.refresh_from_db()
    assert (entry.hidden_at, told) == (None, [])
    with pytest.raises(InputError):
        SecureEntry(by=editor, entry=said(kind=Entry.Kind.ANSWER), reason="threat").run()


def test_deleting_outside_needs_evidence_and_takes_the_words(editor: User, told: list[tuple[str, bool]]) -> None:
    entry = said()
    with pytest.raises(InputError, match="evidence"):
        DeleteOutside(by=editor, entry=entry).run()
    HideEntry(by=editor, entry=entry, reason="hate").run()
    DeleteOutside(by=editor, entry=entry).run()
    entry.refresh_from_db()
    assert (entry.text, told[-1]) == (str(DELETED), ("delete", True))
    assert Evidence.objects.get().text == HATE
    with pytest.raises(InputError):
        DeleteOutside(by=editor, entry=said(way=Way.MAIL)).run()


def test_advertising_takes_its_conversation_into_the_dustbin(editor: User, told: object) -> None:
    entry = said("Kaufen Sie jetzt!")
    HideEntry(by=editor, entry=entry, reason="spam").run()
    assert Conversation.objects.get().state == Conversation.State.SPAM


def test_data_of_children_go_with_a_mark_and_everything_that_repeats_them(
    editor: User, told: list[tuple[str, bool]]
) -> None:
    entry = said("Mia Muster, 9, geht in die Probeschule. Wann ist der Kurs?")
    Entry.objects.filter(pk=entry.pk).update(translation="Mia Muster", quoted="Mia")
    Attachment.objects.create(entry=entry, name="mia.jpg", media_type="image/jpeg", size=1)
    TakeOutData(by=editor, entry=entry, text="Wann ist der Kurs?").run()
    entry.refresh_from_db()
    assert entry.text == f"Wann ist der Kurs?\n{TAKEN_OUT}"
    assert (entry.translation, entry.quoted, entry.attachments.count()) == ("", "", 0)
    assert told == [("tell", True)], "outside a text cannot be changed, only hidden"
    with pytest.raises(InputError):
        TakeOutData(by=editor, entry=entry, text=entry.text).run()


def test_evidence_with_data_of_children_goes_after_a_fortnight_unless_it_was_passed_on(
    editor: User, told: object
) -> None:
    kept = HideEntry(by=editor, entry=said(), reason="minor").run()
    gone = HideEntry(by=editor, entry=said(), reason="minor").run()
    other = HideEntry(by=editor, entry=said(), reason="hate").run()
    PassOn(by=editor, evidence=kept, path="police").run()
    Evidence.objects.update(taken_at=timezone.now() - timedelta(days=15))
    forget_minors.call()
    assert set(Evidence.objects.values_list("pk", flat=True)) == {kept.pk, other.pk}
    assert not Evidence.objects.filter(pk=gone.pk).exists()


def test_passing_on_is_noted_and_waits_for_the_head_until_decided(cast: Cast, editor: User, told: object) -> None:
    evidence = HideEntry(by=editor, entry=said(), reason="threat").run()
    PassOn(by=editor, evidence=evidence, path="head", note="bitte ansehen").run()
    head = cast.user(Role.HEAD_OF_OFFICE)

    def waiting(user: User) -> list[int]:
        return [each.count for each in WAITING.collect(user) if "Beweis" in each.label]

    assert waiting(head) == [1]
    assert waiting(editor) == []
    PassOn(by=head, evidence=evidence, path="police").run()
    evidence.refresh_from_db()
    assert (evidence.escalated_to, waiting(head)) == ("police", [0])
    assert evidence.escalated_at is not None
    assert is_authentic(evidence)


def test_whoever_only_answers_does_not_moderate(cast: Cast, told: list[tuple[str, bool]]) -> None:
    coordinator, entry = cast.user(Role.COORDINATOR), said()
    for action in (
        HideEntry(by=coordinator, entry=entry, reason="hate"),
        SecureEntry(by=coordinator, entry=entry, reason="hate"),
        ShowEntry(by=coordinator, entry=entry),
        TakeOutData(by=coordinator, entry=entry, text="x"),
        DeleteOutside(by=coordinator, entry=entry),
    ):
        with pytest.raises(PermissionDenied):
            action.run()
    assert (Evidence.objects.count(), told) == (0, [])
    assert not [each for each in ENTRY_LINKS.collect(entry, coordinator) if "moder" in each.address]
    assert [each for each in ENTRY_LINKS.collect(entry, cast.user(Role.EDITOR)) if each.label == "Moderieren"]
