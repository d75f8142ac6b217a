"""Reading what is published costs one query, and a release is opened once per process."""

from __future__ import annotations

from pathlib import Path

from pytest_django import DjangoAssertNumQueries

from teilhabe.monitoring.selectors import (
    city_page,
    current_publication,
    current_publications,
    publication_of,
    release_of,
    was_ever_published,
)


def test_the_current_publication_costs_one_query(
    published: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        current_publication("probestadt")


def test_a_release_is_opened_and_read_only_once(published: Path) -> None:
    publication = current_publication("probestadt")
    assert publication is not None
    release = release_of(publication)
    assert release_of(publication) is release
    assert city_page(release, "de") is city_page(release, "de")


def test_a_city_that_was_never_published_has_no_release(published: Path) -> None:
    assert current_publication("nirgendwo") is None
    assert not was_ever_published("nirgendwo")
    assert publication_of("nirgendwo", "0") is None


def test_every_city_is_listed_once(published: Path) -> None:
    assert [publication.city for publication in current_publications()] == ["probestadt", "vergleichsstadt"]
