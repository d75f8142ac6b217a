"""The audit log speaks plainly: who did what when, and what it was before and is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone, translation
from tests.cast import Cast

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.audit.selectors import names_of
from teilhabe.core.audit.wording import Change, changes, in_words, kind_of, predicate_of, references, sentence
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

AT = datetime(2026, 11, 3, 9, 15, tzinfo=UTC)
ANNA = User(name="Anna Muster", email="anna@probe.example")


@pytest.fixture(autouse=True)
def german() -> Any:
    with translation.override("de"):
        yield


@dataclass(frozen=True, kw_only=True)
class Greet(Action[Person]):
    """An action that only these tests know."""

    verb = CHANGE
    sentence = "hat die Person „{target}“ gegrüßt"
    person: Person

    @property
    def target(self) -> Person:
        return self.person

    def perform(self) -> Person:
        return self.person


def _entry(user: User | None = ANNA, action: str = Greet.logged_as(), **detail: Any) -> AuditEntry:
    entry = AuditEntry(at=AT, user=user, action=action, target_model="actors.person", target_key="1")
    entry.detail = AuditDetail(entry=entry, **{"target_label": "Ben Probe", **detail})
    return entry


def test_an_entry_is_one_german_sentence() -> None:
    assert sentence(_entry()) == "Anna Muster hat am 3. November 2026 um 10:15 Uhr die Person „Ben Probe“ gegrüßt"


def test_a_redacted_entry_says_so_and_names_nobody() -> None:
    assert sentence(_entry(target_label="", redacted_at=timezone.now())).endswith("die Person „geschwärzt“ gegrüßt")


def test_who_is_gone_or_had_no_account_is_named_as_such() -> None:
    gone = _entry(user=None)
    gone.user_id = ANNA.pk
    gone._state.fields_cache["user"] = None
    assert sentence(gone).startswith("Ein gelöschtes Konto hat")
    at_the_command_line = _entry(user=None)
    at_the_command_line.operator = "Probe an der Kommandozeile"
    assert sentence(at_the_command_line).startswith("Probe an der Kommandozeile hat am")


def test_an_action_that_no_longer_exists_is_told_nevertheless() -> None:
    assert sentence(_entry(action="actors.Forgotten")).endswith("Uhr „Ben Probe“ bearbeitet")
    assert predicate_of("actors.Forgotten") == "actors.Forgotten"
    assert predicate_of(Greet.logged_as()) == "die Person „…“ gegrüßt"


def test_a_label_with_braces_is_told_as_it_is() -> None:
    assert "„{who} {0}“" in sentence(_entry(target_label="{who} {0}"))


def test_fields_and_values_are_told_in_words() -> None:
    before = {"family_name": "Alt", "languages": ["ar", "de"], "last_contact_at": "2026-11-03T09:15:00Z", "note": ""}
    after = {"family_name": "Neu", "languages": [], "last_contact_at": None, "note": "ruft gern an"}
    assert changes(_entry(before=before, after=after), {}) == [
        Change("Nachname", "Alt", "Neu"),
        Change("Sprachen", "ar, de", "–"),
        Change("letzter Kontakt", "3. November 2026 10:15", "–"),
        Change("Notiz", "–", "ruft gern an"),
    ]


def test_technical_columns_are_left_out() -> None:
    assert changes(_entry(before={"search_key": "a"}, after={"search_key": "b"}), {}) == []


def test_what_is_no_column_has_words_too() -> None:
    assert changes(_entry(before={}, after={"rows": 1250}), {}) == [Change("Zeilen", "–", "1.250")]


def test_choices_are_told_by_their_label_and_truth_by_yes_and_no() -> None:
    entry = _entry(before={"kind": "mail", "is_preferred": True}, after={"kind": "phone", "is_preferred": False})
    entry.target_model = "actors.contactpoint"
    assert changes(entry, {}) == [Change("Art", "E-Mail", "Telefon"), Change("bevorzugt", "ja", "nein")]


@pytest.mark.django_db
def test_rows_are_told_by_their_name_or_as_gone(cast: Cast) -> None:
    user = cast.user(Role.EDITOR)
    entry = _entry(before={"user_id": str(user.pk)}, after={"user_id": "00000000-0000-0000-0000-000000000000"})
    assert references([entry]) >= {("users.user", str(user.pk))}
    assert changes(entry, names_of([entry])) == [Change("Konto", user.name, "nicht mehr vorhanden")]


def test_a_model_that_no_longer_exists_leaves_its_values_readable() -> None:
    entry = _entry(before={"colour": "red"}, after={"colour": 1250})
    entry.target_model = "actors.forgotten"
    assert changes(entry, {}) == [Change("colour", "red", "1.250")]
    assert kind_of("actors.forgotten") == "actors.forgotten"
    assert kind_of("actors.person") == "Person"


@pytest.mark.parametrize(
    ("value", "words"), [(None, "–"), ({"a": 1, "b": [True]}, "a: 1, b: ja"), (0, "0"), (False, "nein")]
)
def test_every_value_of_the_log_has_words(value: Any, words: str) -> None:
    assert in_words(value) == words
