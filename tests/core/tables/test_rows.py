"""Rows are written straight into the page: what stands in them stays text, and each kind of cell says what it is."""

from __future__ import annotations

import re

import pytest
from django.utils.html import format_html
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.core.tables.columns import Column, label_of
from teilhabe.core.tables.rows import is_too_wide, rows_html
from teilhabe.core.users.models import Membership, Organisation
from teilhabe.core.users.roles import Role

NAME = Column("name", "Name")
HOSTILE = "<script>\"'&"


def html_of(*columns: Column, row: Organisation | None = None, can_be_chosen: bool = False) -> str:
    return rows_html(columns, [row or Organisation(pk=7, name="Verein")], can_be_chosen=can_be_chosen)


@pytest.mark.parametrize("can_be_chosen", [True, False])
def test_what_somebody_typed_stays_text_in_every_place(can_be_chosen: bool) -> None:
    row = Organisation(pk=7, name=HOSTILE)
    link = Column("other", HOSTILE, value=lambda row: row.name, address=lambda row: f"/{row.name}")
    written = html_of(NAME, link, row=row, can_be_chosen=can_be_chosen)
    assert "<script" not in written
    assert written.count("&lt;script&gt;&quot;&#x27;&amp;") == 4 + can_be_chosen


def test_markup_of_ours_stays_markup() -> None:
    cell = Column("name", "Name", value=lambda row: format_html("<b>{}</b>", row.name))
    assert "<bdi><b>&lt;i&gt;</b></bdi>" in html_of(cell, row=Organisation(pk=7, name="<i>"))


def test_the_first_cell_is_the_head_of_its_row_and_every_other_one_names_its_column() -> None:
    written = html_of(NAME, Column("pk", "nummer", is_number=True))
    assert '<th scope="row" role="rowheader" class="table__title"><bdi>Verein</bdi></th>' in written
    assert '<td role="cell" data-label="Nummer" class="table__number"><bdi>7</bdi></td>' in written


def test_an_empty_cell_shows_a_dash_that_is_not_read_out_and_an_empty_link_stays_a_link() -> None:
    row = Organisation(pk=7, name="")
    assert '<span class="muted" aria-hidden="true">–</span>' in html_of(NAME, row=row)
    assert '<a href="/7">–</a>' in html_of(Column("name", "Name", address=lambda row: f"/{row.pk}"), row=row)


def test_only_rows_that_can_be_chosen_have_a_box_and_it_names_its_row() -> None:
    assert "checkbox" not in html_of(NAME)
    with override("en"):
        assert 'name="row" value="7" aria-label="Choose Verein">' in html_of(NAME, can_be_chosen=True)


def test_a_column_for_files_is_not_on_the_page() -> None:
    assert html_of(NAME, Column("pk", "Schlüssel", only_exported=True)).count("</td>") == 0


def test_no_rows_are_no_markup() -> None:
    assert rows_html([NAME], [], can_be_chosen=True) == ""


def test_a_value_reads_as_the_label_of_its_choice_and_an_unknown_one_as_it_is() -> None:
    label = label_of("role")
    assert str(label(Membership(role=Role.COORDINATOR))) == Membership(role=Role.COORDINATOR).get_role_display()
    assert label(Membership(role="no longer")) == "no longer"


@given(st.text(alphabet="ab -\t\u00a0", max_size=60))
def test_a_text_is_too_wide_exactly_where_one_of_its_words_is(text: str) -> None:
    assert is_too_wide(text) == any(len(word) > 20 for word in re.split(r"[\s-]", text))
