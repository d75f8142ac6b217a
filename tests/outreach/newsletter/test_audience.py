"""Everybody gets an issue once, in the language they take best of those it is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outreach.newsletter.conftest import dispatch, reader

from teilhabe.outreach.newsletter.audience import readers, readers_of, version_for, wants
from teilhabe.outreach.newsletter.models import Delivery

LANGUAGES = ("de", "de-simple", "en", "ar", "uk", "ru", "tr", "fa", "prs", "ti", "fr")


@pytest.mark.parametrize(
    ("reads", "offered", "gets"),
    [
        ("ar", ["de", "ar"], "ar"),
        ("prs", ["de", "fa"], "fa"),
        ("tr", ["de", "en"], "en"),
        ("tr", ["de", "de-simple"], "de-simple"),
        ("de", ["de-simple", "ar"], "de-simple"),
        ("tr", ["ar"], ""),
    ],
)
def test_the_best_language_there_is(reads: str, offered: list[str], gets: str) -> None:
    assert version_for(reads, offered) == gets


@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(LANGUAGES), unique=True))
def test_the_best_language_is_one_of_those_offered_or_none(reads: str, offered: list[str]) -> None:
    found = version_for(reads, offered)
    assert found in {*offered, ""}
    assert reads not in offered or found == reads


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_who_chose_nothing_and_an_issue_about_everything_always_match(chosen: list[str], topics: list[str]) -> None:
    assert wants([], topics)
    assert wants(chosen, [])
    assert wants(chosen, topics) == wants(topics, chosen)


@pytest.mark.django_db
def test_nobody_gets_two_of_the_same_issue_and_nobody_who_reads_one_is_left_out() -> None:
    for language in LANGUAGES:
        reader(language, language)
    offered = ["de", "ar", "en"]
    got = [key for language in offered for key in readers({"languages": offered}, language)]
    assert len(got) == len(set(got)) == len(LANGUAGES)


@pytest.mark.django_db
def test_topics_choose_their_readers() -> None:
    housing, everything = reader("a", "de", "housing"), reader("b")
    reader("c", "de", "work")
    assert list(readers({"topics": ["housing"]}, "de")) == [housing.pk, everything.pk]


@pytest.mark.django_db
def test_a_correction_goes_to_those_who_got_what_it_corrects_whatever_they_read() -> None:
    got, left, other = reader("a"), reader("b"), reader("c")
    first = dispatch()
    for each in (got, left):
        Delivery.objects.create(
            dispatch=first, subscription=each, message_id=each.address, attempted_at="2026-11-01T12:00Z"
        )
    left.ended_at = left.confirmed_at
    left.save()
    got.language = "ar"
    got.save()
    assert other.is_active
    assert list(readers_of(dispatch(corrects=first))) == [got.pk]
