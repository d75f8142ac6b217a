"""What people ask about goes to the statistics zone as numbers: all of them, once, and nothing else."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from teilhabe.outreach.content.models import Category
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.inbox.need_signals.counting import need_signals, write_missing, write_month

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture
def housing() -> Category:
    return Category.objects.create(kind="topic", key="housing", names={"de": "Wohnen"})


def ask(at: datetime = datetime(2026, 10, 5, tzinfo=UTC), **more: object) -> Conversation:
    conversation = Conversation.objects.create(way="form", created_at=at, sender_name="Kanarie", **more)
    Entry.objects.create(conversation=conversation, kind="incoming", way="form", text="Kanarie fragt")
    return conversation


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def test_conversations_are_counted_by_topic_language_and_district(housing: Category, tmp_path: Path) -> None:
    for _number in range(3):
        ask(topic=housing, language="ar", district="Nord")
    ask(topic=housing, language="uk", district="Nord")
    ask()
    assert rows(write_month(OCTOBER, tmp_path)) == [
        ["month", "topic", "language", "district", "conversations"],
        ["2026-10", "housing", "ar", "Nord", "3"],
        ["2026-10", "housing", "uk", "Nord", "1"],
        ["2026-10", "unknown", "unknown", "unknown", "1"],
    ]


def test_nothing_of_a_person_or_a_text_leaves_and_only_owner_and_group_may_read(tmp_path: Path) -> None:
    ask()
    path = write_month(OCTOBER, tmp_path)
    assert "Kanarie" not in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["need-signals-2026-10.csv"]


def test_rubbish_and_what_was_merged_away_do_not_count() -> None:
    kept = ask()
    ask(state=Conversation.State.SPAM)
    ask(merged_into=kept)
    assert [each.conversations for each in need_signals(OCTOBER)] == [1]


def test_a_month_begins_and_ends_in_the_city() -> None:
    ask(datetime(2026, 9, 30, 22, 30, tzinfo=UTC))  # half past midnight in the city
    ask(datetime(2026, 10, 31, 23, 30, tzinfo=UTC))  # half past midnight of November
    assert sum(each.conversations for each in need_signals(OCTOBER)) == 1
    assert sum(each.conversations for each in need_signals(NOVEMBER)) == 1


def test_each_month_is_written_once_and_then_left_alone(tmp_path: Path) -> None:
    ask(datetime(2026, 8, 5, tzinfo=UTC))
    ask()
    written = write_missing(tmp_path, date(2026, 11, 23), 12)
    assert [path.name for path in written] == [f"need-signals-2026-{month}.csv" for month in ("08", "09", "10")]
    before = written[0].read_bytes()
    Conversation.objects.all().delete()  # their time is over
    ask(datetime(2026, 8, 6, tzinfo=UTC))
    assert write_missing(tmp_path, date(2026, 11, 24), 12) == []
    assert written[0].read_bytes() == before


def test_the_command_writes_a_month_and_refuses_one_that_is_not_over(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FILE_DROP = tmp_path
    ask()
    call_command("need-signals", month="2026-10")
    assert capsys.readouterr().out.strip().endswith("need-signals-2026-10.csv")
    for month in ("2999-01", "Oktober"):
        with pytest.raises(CommandError):
            call_command("need-signals", month=month)
