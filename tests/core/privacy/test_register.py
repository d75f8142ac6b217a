"""The record of processing says of every declared field why it is there."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from django.utils import translation

from teilhabe.core.privacy.declarations import declarations
from teilhabe.core.privacy.register import activities, as_csv, as_markdown


def test_every_purpose_is_one_activity_with_all_that_article_30_asks() -> None:
    found = activities()
    assert len(found) == len({each.purpose.id for each in declarations()})
    for activity in found:
        for label, texts in activity.facts():
            assert texts, (activity.purpose.id, label)
            assert all(texts), (activity.purpose.id, label)


def test_the_table_has_a_line_per_activity() -> None:
    lines = list(csv.reader(io.StringIO(as_csv().removeprefix("\ufeff")), delimiter=";"))
    assert len(lines) == len(activities()) + 1
    assert {len(line) for line in lines} == {9}


def test_the_page_of_the_documents_is_up_to_date(project_root: Path) -> None:
    page = (project_root / "docs" / "reference" / "processing.md").read_text(encoding="utf-8")
    with translation.override("de"):
        assert page.endswith(as_markdown(with_controller=False)), "run `make docs`"


def test_the_record_is_to_be_had_in_english() -> None:
    with translation.override("en"):
        assert "## Sign-in and permissions" in as_markdown()
