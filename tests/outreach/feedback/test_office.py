"""The office reads, answers, closes and opens again; the log repeats no text; what is over is emptied and counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item, publish

from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.extensions import NAVIGATION, SEARCH, WAITING
from teilhabe.core.privacy.erasing import end
from teilhabe.core.privacy.retention import due
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.feedback.actions import AnswerFeedback, CloseFeedback, ReopenFeedback, ThrowAway
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.feedback.receiving import Page, note_press, take_message
from teilhabe.outreach.feedback.selectors import (
    CONDITIONS,
    answer_under,
    helpful_by_language,
    record,
    working_days,
)

LIST = "/de/buero/rueckmeldungen/"
SECRET = "Meine Nachbarin heißt Wassilissa"
ANSWERERS = (Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR)


def _message(text: str = "Stimmt die Nummer?", language: str = "ar", key: str = "") -> Feedback:
    take_message(Page(key, "/ar/x/", language), text)
    return Feedback.objects.latest("pk")


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_answer_read_messages(cast: Cast, site: object, role: Role) -> None:
    row = _message()
    client = cast.client(role)
    expected = 200 if role in ANSWERERS else 403
    assert client.get(LIST).status_code == expected
    assert client.get(f"{LIST}{row.pk}/").status_code == (200 if role in ANSWERERS else 403)
    for path in ("antworten", "erledigen", "oeffnen", "papierkorb"):
        answer = client.post(f"{LIST}{row.pk}/{path}/", {"answer": "x"})
        assert (answer.status_code in (200, 302)) is (role in ANSWERERS)


def test_nobody_reads_them_without_signing_in(client: Client, db: None) -> None:
    row = _message()
    for path in ("", f"{row.pk}/", f"{row.pk}/antworten/"):
        assert client.get(f"{LIST}{path}").status_code == 302


def test_an_answer_in_both_languages_reaches_the_asker_in_theirs(cast: Cast, site: object) -> None:
    code = take_message(Page("", "", "ar"), "سؤال")
    row = Feedback.objects.get()
    values = {"answer": "نعم", "answer_original": "Ja", "seen": ""}
    assert cast.client(Role.EDITOR).post(f"{LIST}{row.pk}/antworten/", values).status_code == 302
    found = answer_under(code)
    assert found is not None
    assert (found.text, found.language, found.is_rtl) == ("نعم", "ar", True)
    row.refresh_from_db()
    assert row.answered_by == cast.user(Role.EDITOR)
    assert row.state is Feedback.State.ANSWERED


def test_a_german_answer_alone_is_known_as_german(cast: Cast) -> None:
    code = take_message(Page("", "", "ar"), "سؤال")
    AnswerFeedback(by=cast.user(Role.EDITOR), feedback=Feedback.objects.get(), answer=" ", answer_original="Ja").run()
    found = answer_under(code)
    assert found is not None
    assert (found.text, found.language, found.is_rtl) == ("Ja", "de", False)


def test_an_empty_answer_is_said_in_the_form_and_keeps_the_other_text(cast: Cast, site: object) -> None:
    row = _message()
    page = cast.client(Role.EDITOR).post(f"{LIST}{row.pk}/antworten/", {"answer": "", "answer_original": " "})
    assert "Die Antwort fehlt." in page.content.decode()


def test_two_people_who_answer_at_once_do_not_overwrite_each_other(cast: Cast, site: object) -> None:
    row = _message()
    AnswerFeedback(by=cast.user(Role.HEAD_OF_OFFICE), feedback=row, answer="Erste").run()
    values = {"answer": "Zweite", "answer_original": "", "seen": ""}
    page = cast.client(Role.EDITOR).post(f"{LIST}{row.pk}/antworten/", values).content.decode()
    assert "Inzwischen hat jemand anders geantwortet" in page
    assert "Zweite" in page
    row.refresh_from_db()
    assert row.answer == "Erste"


def test_an_answer_can_be_changed_by_whoever_saw_it(cast: Cast, site: object) -> None:
    row = AnswerFeedback(by=cast.user(Role.EDITOR), feedback=_message(), answer="Erste").run()
    assert row.answered_at is not None
    values = {"answer": "Bessere", "answer_original": "", "seen": row.answered_at.isoformat()}
    assert cast.client(Role.EDITOR).post(f"{LIST}{row.pk}/antworten/", values).status_code == 302
    row.refresh_from_db()
    assert row.answer == "Bessere"


def test_what_was_closed_can_be_opened_again_and_an_answer_becomes_a_draft(cast: Cast) -> None:
    code = take_message(Page("", "", "de"), "Frage")
    row, by = Feedback.objects.get(), cast.user(Role.EDITOR)
    states = []
    for action in (
        CloseFeedback(by=by, feedback=row, closing="corrected"),
        ReopenFeedback(by=by, feedback=row),
        AnswerFeedback(by=by, feedback=row, answer="", answer_original="Ja"),
        ReopenFeedback(by=by, feedback=row),
        ThrowAway(by=by, feedback=row),
        ReopenFeedback(by=by, feedback=row),
    ):
        action.run()
        row.refresh_from_db()
        states.append(str(row.state))
        found = answer_under(code)
        assert found is not None
        assert bool(found.text) is (row.state is Feedback.State.ANSWERED)
    assert states == ["closed", "open", "answered", "open", "spam", "open"]
    assert row.answer_original == "Ja"


def test_states_are_found_as_they_are_said(cast: Cast) -> None:
    by = cast.user(Role.EDITOR)
    _message()
    AnswerFeedback(by=by, feedback=_message(), answer="x").run()
    CloseFeedback(by=by, feedback=_message(), closing="noted").run()
    ThrowAway(by=by, feedback=_message()).run()
    expired = _message()
    Feedback.objects.filter(pk=expired.pk).update(emptied_at=timezone.now(), text="")
    for row in Feedback.objects.all():
        assert [state for state, condition in CONDITIONS.items() if Feedback.objects.filter(condition, pk=row.pk)] == [
            row.state
        ]


def test_the_log_says_who_answered_and_repeats_no_text(cast: Cast) -> None:
    row, by = _message(SECRET), cast.user(Role.EDITOR)
    AnswerFeedback(by=by, feedback=row, answer="Wassilissa, ja", answer_original="Wassilissa auch hier").run()
    AnswerFeedback(by=by, feedback=row, answer="Neu", seen=Feedback.objects.get().answered_at).run()
    ReopenFeedback(by=by, feedback=row).run()
    CloseFeedback(by=by, feedback=row, closing="noted").run()
    assert AuditEntry.objects.filter(user=by).count() == 4
    logged = " ".join(str(each) for each in AuditDetail.objects.values_list("target_label", "before", "after"))
    assert "Wassilissa" not in logged
    assert row.code_hash not in logged
    assert "closed_at" in logged


def test_after_six_months_the_text_is_gone_and_the_count_stays(cast: Cast) -> None:
    item = make_item(cast)
    code = take_message(Page(item.key, "", "ar"), SECRET)
    row = Feedback.objects.get()
    AnswerFeedback(by=cast.user(Role.EDITOR), feedback=row, answer="نعم", answer_original="Ja").run()
    unanswered = _message(key=item.key)
    note_press(Page(item.key, "", "ar"), was_helpful=True)
    Feedback.objects.update(at=timezone.now() - timedelta(days=190))
    fresh = _message("Neu")
    for each in due(timezone.localdate()):
        if each.declared.model is Feedback:
            end(each.declared, each.rows, timezone.now())
    row.refresh_from_db()
    assert (row.text, row.answer, row.answer_original, row.code_hash, row.answered_by) == ("", "", "", "", None)
    assert answer_under(code) is None
    assert Feedback.objects.get(pk=fresh.pk).text == "Neu"
    assert Feedback.objects.get(pk=unanswered.pk).state is Feedback.State.EXPIRED
    told = record()
    assert (told.received, told.answered, told.expired, told.unanswered_percent) == (3, 1, 1, 33)
    assert [(each.language, each.yes) for each in helpful_by_language(item)] == [("ar", 1)]


def test_what_is_over_cannot_be_answered_any_more(cast: Cast) -> None:
    row = _message()
    Feedback.objects.update(emptied_at=timezone.now(), text="", code_hash="")
    with pytest.raises(InputError, match="time is over"):
        AnswerFeedback(by=cast.user(Role.EDITOR), feedback=row, answer="Ja").run()


def test_the_list_costs_the_same_for_one_row_and_for_forty(
    cast: Cast, site: object, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(Role.EDITOR)
    for number in range(40):
        item = make_item(cast, f"Seite {number}")
        _message(f"Frage {number}", key=item.key)
        note_press(Page(item.key, "", "ar"), was_helpful=bool(number % 3))
    client.get(LIST)
    with django_assert_max_num_queries(20):
        page = client.get(LIST).content.decode()
    assert "100 % (1)" in page
    assert page.count("Frage ") >= 40


def test_a_message_costs_few_queries(
    cast: Cast, site: object, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    item = make_item(cast)
    publish(cast, item)
    row, client = _message(key=item.key), cast.client(Role.EDITOR)
    client.get(f"{LIST}{row.pk}/")
    with django_assert_max_num_queries(20):
        page = client.get(f"{LIST}{row.pk}/").content.decode()
    assert "Ein Absatz." in page


def test_the_dustbin_is_seen_by_whoever_asks_for_it_only(cast: Cast, site: object) -> None:
    take_message(Page("", "", "de"), "Kauft Pillen", is_spam=True)
    client = cast.client(Role.EDITOR)
    assert "Kauft Pillen" not in client.get(LIST).content.decode()
    assert "Kauft Pillen" in client.get(f"{LIST}?state=spam").content.decode()
    assert record().received == 0


def test_many_go_into_the_dustbin_and_back(cast: Cast, site: object) -> None:
    row, client = _message(), cast.client(Role.EDITOR)
    client.post(LIST, {"bulk": "throw_away", "row": [row.pk]})
    row.refresh_from_db()
    assert row.is_spam
    client.post(f"{LIST}?state=spam", {"bulk": "take_back", "row": [row.pk]})
    row.refresh_from_db()
    assert row.state is Feedback.State.OPEN


def test_what_waits_is_urgent_after_three_working_days(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row, user = _message(), cast.user(Role.COORDINATOR)
    friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
    Feedback.objects.filter(pk=row.pk).update(at=friday)
    urgent = {}
    for day in (23, 25, 26):
        monkeypatch.setattr(
            timezone, "localdate", lambda value=None, day=day: date(2026, 11, day if value is None else 20)
        )
        entries = [each for each in WAITING.collect(user) if "/rueckmeldungen/" in each.address]
        assert [each.count for each in entries] == [1]
        urgent[day] = entries[0].is_urgent
    assert urgent == {23: False, 25: False, 26: True}


def test_working_days_leave_out_weekends() -> None:
    assert working_days(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert working_days(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert working_days(date(2026, 11, 16), date(2026, 11, 27)) == 9


def test_an_item_shows_how_helpful_it_was_and_what_is_open(cast: Cast) -> None:
    item = make_item(cast)
    for was_helpful in (True, True, False):
        note_press(Page(item.key, "", "ar"), was_helpful=was_helpful)
    _message("<b>offen</b>", key=item.key)
    (section,) = [
        each for each in ITEM_SECTIONS.collect(item, cast.user(Role.EDITOR)) if "rueckmeldungen" in each.address
    ]
    assert '<th scope="row">العربية</th><td class="number">2</td><td class="number">1</td>' in section.content
    assert "&lt;b&gt;offen&lt;/b&gt;" in section.content
    assert not [
        each for each in ITEM_SECTIONS.collect(item, cast.user(Role.VOLUNTEER)) if "rueckmeldungen" in each.address
    ]


def test_no_search_finds_what_somebody_wrote(cast: Cast) -> None:
    _message("Wassilissa")
    assert [hit for hit in SEARCH.collect(cast.user(Role.EDITOR), "Wassilissa") if "rueckmeldung" in hit.address] == []
    assert "/rueckmeldungen/" in " ".join(each.address for each in NAVIGATION.collect(cast.user(Role.EDITOR)))
