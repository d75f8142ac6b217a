"""Reads: which release is open to the public, and what its pages say."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.db.models import QuerySet

from teilhabe.monitoring.models import Publication
from teilhabe.release.pages import CityPage
from teilhabe.release.reader import Release, open_release
from teilhabe.text import Language


def current_publications() -> QuerySet[Publication]:
    """At most one per city, in the order of the cities' ids."""
    return Publication.objects.filter(replaced_at=None, withdrawn_at=None).order_by("city")


def current_publication(city: str) -> Publication | None:
    """What is open to the public of this city, or None; one query."""
    return current_publications().filter(city=city).first()


def publication_of(city: str, release_id: str) -> Publication | None:
    """The newest publication of this release, open, replaced or withdrawn; one query."""
    return Publication.objects.filter(city=city, release_id=release_id).order_by("-published_at").first()


def was_ever_published(city: str) -> bool:
    return Publication.objects.filter(city=city).exists()


def release_of(publication: Publication) -> Release:
    return _opened(publication.path)


def city_page(release: Release, language: Language) -> CityPage:
    return _city_page(release.directory, language)


# A release never changes, so that a process needs to open and read it only once.
@lru_cache(maxsize=64)
def _opened(directory: Path) -> Release:
    return open_release(directory)


@lru_cache(maxsize=64)
def _city_page(directory: Path, language: Language) -> CityPage:
    return _opened(directory).city_page(language)
