"""Whatever was written is found by the beginning of any word, in any script, and leaves the index when it goes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.inbox.search.index import TABLES, lay, triggers
from teilhabe.outreach.inbox.search.words import LONGEST_WORD, searchable, words_in
from teilhabe.outreach.inbox.selectors.lists import matching


def said(text: str, *, subject_line: str = "", name: str = "", translation: str = "") -> Conversation:
    made = Conversation.objects.create(way=Way.MAIL, subject_line=subject_line, sender_name=name)
    Entry.objects.create(conversation=made, kind="incoming", way=Way.MAIL, text=text, translation=translation)
    return made


def found(text: str) -> set[int]:
    return set(Conversation.objects.filter(pk__in=matching(text)).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Wo beantrage ich Wohngeld?", "wohng"),
        ("Frau Müller aus der Bürgerstraße", "mueller"),
        ("Frau Mueller", "MÜLLER"),
        ("Meine Ärztin", "arztin"),
        ("أين أقدّم طلب السكن؟", "السكن"),
        ("مدرسة ابنتي", "مدرسه"),
        ("Де я можу знайти житло?", "житло"),
        ("Василиса Сидорова", "sidorova"),
        ("Θέλω βοήθεια", "βοηθεια"),
        ("Tel. ٠٦٣١ ١٢٣", "0631"),
        ("Điện thoại", "dien"),
    ],
)
@pytest.mark.django_db
def test_a_message_is_found_however_it_is_typed(text: str, typed: str) -> None:
    other, wanted = said("Etwas ganz anderes"), said(text)
    assert wanted.pk in found(typed)
    assert other.pk not in found(typed)


@pytest.mark.django_db
def test_every_word_must_be_there_but_not_in_the_same_place() -> None:
    wanted = said("Meine Tochter sucht eine Schule", subject_line="Anmeldung", name="Amal Haddad")
    assert found("haddad schule anmeld") == {wanted.pk}
    assert found("haddad kindergarten") == set()


@pytest.mark.django_db
def test_a_translation_is_searched_too() -> None:
    wanted = said("سؤال", translation="Eine Frage zum Aufenthalt")
    assert found("aufenthalt") == {wanted.pk}


@pytest.mark.django_db
def test_what_was_merged_is_found_where_it_is_shown() -> None:
    kept, merged = said("Erstes"), said("Zweites mit Seepferdchen")
    Conversation.objects.filter(pk=merged.pk).update(merged_into=kept)
    assert kept.pk in found("seepferdchen")


@pytest.mark.parametrize(
    "typed", ["", " ", "?!", '"', "' OR 1=1 --", "a* NOT b", "\\", "NEAR(", "&|!:*", "ß" * 300, "%"]
)
@pytest.mark.django_db
def test_nothing_that_is_typed_breaks_the_search(typed: str) -> None:
    said("Etwas")
    found(typed)


@given(st.text(max_size=60))
def test_each_word_of_a_text_stands_in_its_index(text: str) -> None:
    index = searchable(text).split(" ")
    assert set(words_in(text)) <= {*index}
    assert all(word.isalnum() and 0 < len(word) <= LONGEST_WORD for word in index if index != [""])


@pytest.mark.django_db
def test_a_message_of_a_million_words_is_kept_and_found() -> None:
    wanted = said(" ".join(f"wort{number}" for number in range(200_000)) + " " + "x" * 5000)
    assert found("wort123") == {wanted.pk}


@pytest.mark.django_db
def test_what_was_changed_deleted_or_emptied_is_found_no_more() -> None:
    changed, deleted, emptied = (said(f"Seepferdchen {n}", subject_line=f"Zwitscher {n}") for n in range(3))
    entry = changed.entries.get()
    entry.text = "anders"
    entry.save(update_fields=["text"])
    Entry.objects.filter(conversation=deleted).delete()
    emptied.entries.all().delete()
    Conversation.objects.update(subject_line="", words="", emptied_at=timezone.now())
    assert found("seepferdchen") == found("zwitscher") == set()
    assert found("anders") == {changed.pk}


@pytest.mark.django_db(transaction=True)
def test_an_index_that_was_lost_is_made_again() -> None:
    """SQLite forgets the triggers of a table when a migration writes it anew."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX inbox_entry_words")
        wanted = said("Seepferdchen")
    else:
        with connection.cursor() as cursor:
            for name in triggers(cursor, "inbox_entry"):
                cursor.execute(f"DROP TRIGGER {name}")
        wanted = said("Seepferdchen")
        assert found("seepferdchen") == set()
    lay()
    assert found("seepferdchen") == {wanted.pk}
    wanted.entries.all().delete()
    assert found("seepferdchen") == set()


@pytest.mark.django_db
def test_every_table_has_its_index_after_the_migrations() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            assert {table: len(triggers(cursor, table)) for table in TABLES} == dict.fromkeys(TABLES, 3)
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'inbox_%%_words'")
            assert {name for (name,) in cursor.fetchall()} == {f"{table}_words" for table in TABLES}


@pytest.mark.django_db
def test_a_search_leaves_the_connection_as_it_was() -> None:
    """PostgreSQL is told for one search only to read by the index."""
    kept = said("Wohngeld")
    setting = "PRAGMA query_only" if connection.vendor == "sqlite" else "SHOW enable_seqscan"
    with connection.cursor() as cursor:
        cursor.execute(setting)
        before = cursor.fetchone()
        assert found("wohn") == {kept.pk}
        cursor.execute(setting)
        assert cursor.fetchone() == before
