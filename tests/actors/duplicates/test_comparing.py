"""Evidence is weighed as people would weigh it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from teilhabe.actors.duplicates.comparing import Entry, Population, Reason, compare

PHONE, MAIL = "+4917139200", "a@musterstadt.example"


def entry(given_name: str, family_name: str, *contacts: str, district: str = "") -> Entry:
    return Entry(f"{given_name}{family_name}{contacts}", given_name, family_name, frozenset(contacts), district)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (entry("Muhammad", "Al-Hassan", PHONE), entry("Mohammed", "Alhassan", PHONE), Reason.SIMILAR_NAME),
        (entry("Jürgen", "Müller", PHONE), entry("Juergen", "Mueller", PHONE), Reason.SAME_NAME),
        (entry("Amina", "Yılmaz", MAIL), entry("Yilmaz", "Amina", MAIL), Reason.SWAPPED_NAME),
        (entry("Oksana", "Kovalenko", PHONE), entry("Oksana", "Kovalneko", PHONE), Reason.SIMILAR_NAME),
        (entry("Anna Maria", "Rossi", PHONE), entry("Anna", "Rossi", PHONE), Reason.SIMILAR_NAME),
        (entry("", "Zarghuna", PHONE), entry("Zarghuna", "Ahmadi", PHONE), Reason.SIMILAR_NAME),
    ],
)
def test_one_person_entered_twice_is_likely_and_the_reason_is_said(one: Entry, other: Entry, reason: Reason) -> None:
    found = compare(one, other)
    assert found.is_likely, found
    assert reason in found.reasons
    assert {Reason.SAME_MAIL, Reason.SAME_PHONE} & set(found.reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry("Hassan", "Karimi", PHONE), entry("Hussein", "Karimi", PHONE)),
        (entry("Olena", "Ivanova", PHONE), entry("Petro", "Ivanov", PHONE)),
        (entry("Mario", "Rossi", PHONE), entry("Maria", "Rossi", PHONE)),
        (entry("Zarghuna", "Ahmadi"), entry("Zarghuna", "Petrenko")),
    ],
)
def test_families_and_namesakes_are_not_taken_for_one_person(one: Entry, other: Entry) -> None:
    assert not compare(one, other).is_likely


def test_a_rare_name_says_more_than_a_common_one() -> None:
    crowd = [entry("Ali", "Hassan", str(number)) for number in range(2000)]
    population = Population.of([*crowd, entry("Zbigniew", "Oschlies"), entry("Zbigniew", "Oschlies", PHONE)])
    rare = compare(entry("Zbigniew", "Oschlies"), entry("Zbigniew", "Oschlies", PHONE), population)
    common = compare(entry("Ali", "Hassan"), entry("Ali", "Hassan", PHONE), population)
    assert rare.is_likely
    assert not common.is_likely


NAMES = st.text(st.characters(codec="utf-8"), max_size=12)


@example("1", "0", "0", "10")
@given(NAMES, NAMES, NAMES, NAMES)
def test_comparing_never_fails_and_has_no_direction(a: str, b: str, c: str, d: str) -> None:
    one, other = entry(a, b, PHONE), entry(c, d, PHONE)
    there, back = compare(one, other), compare(other, one)
    assert 0 <= there.probability <= 1
    assert there.probability == pytest.approx(back.probability)
