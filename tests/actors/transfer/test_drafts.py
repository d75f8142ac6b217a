"""A row becomes a draft whole, or says what is wrong with it without repeating it."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.actors.transfer.columns import Target
from teilhabe.actors.transfer.drafts import Draft, RowProblem, draft_of


def test_everything_a_row_says_stands_in_the_draft() -> None:
    row = {
        Target.WHOLE_NAME: "Yılmaz, Amina",
        Target.MAIL: "amina@musterstadt.example",
        Target.MOBILE: "0171 3920001",
        Target.STREET: "Lindengasse 1",
        Target.POSTCODE: "99901",
        Target.TOWN: "Musterstadt",
        Target.LANGUAGES: "Türkisch, German und عربي / Deutsch",
        Target.DISTRICT: "Altstadt",
        Target.NOTE: "=1+1",
    }
    row[Target.LANGUAGES] = "Türkisch, German und العربية / Deutsch"
    assert draft_of(list(row.values()), list(row)) == Draft(
        "Amina",
        "Yılmaz",
        languages=("tr", "de", "ar"),
        district="Altstadt",
        note="=1+1",
        contact_points=(
            ("mail", "amina@musterstadt.example"),
            ("mobile", "0171 3920001"),
            ("post", "Lindengasse 1, 99901 Musterstadt"),
        ),
    )


def test_the_same_number_in_two_columns_stands_once() -> None:
    draft = draft_of(["Öz", "0171 3920001", "+49 171 3920001"], [Target.FAMILY_NAME, Target.MOBILE, Target.MOBILE])
    assert draft.contact_points == (("mobile", "0171 3920001"),)


def test_every_fault_of_a_row_is_said_and_nothing_personal_is_repeated() -> None:
    with pytest.raises(RowProblem) as refused:
        draft_of(["", "amina-at-home", "Quenya"], [Target.FAMILY_NAME, Target.MAIL, Target.LANGUAGES])
    sentences = " ".join(each.de for each in refused.value.problems)
    assert len(refused.value.problems) == 3
    assert "amina" not in sentences
    assert "Quenya" not in sentences


@given(st.lists(st.tuples(st.sampled_from(Target), st.text(max_size=600)), max_size=8))
def test_any_row_is_a_draft_or_a_problem(row: list[tuple[Target, str]]) -> None:
    with suppress(RowProblem):
        assert draft_of([cell for _target, cell in row], [target for target, _cell in row]).family_name


def test_blanks_without_end_between_two_languages_take_no_time() -> None:
    cell = f"Deutsch{' ' * 200_000}und{' ' * 200_000}Arabisch"
    began = perf_counter()
    assert draft_of(["Muster", cell], [Target.FAMILY_NAME, Target.LANGUAGES]).languages == ("de", "ar")
    assert perf_counter() - began < 1
