"""Everybody reads which partners there are, by field, district and language."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.office import site

from teilhabe.actors.invented import insert_invented_organisations

__all__ = ["site"]

pytestmark = pytest.mark.django_db


def test_the_directory_is_empty_at_first_and_says_so(site: None, client: Client) -> None:
    assert "noch leer" in client.get("/de/partner/").text


def test_the_directory_narrows_by_field_district_and_language(site: None, client: Client) -> None:
    insert_invented_organisations()
    everybody = client.get("/de/partner/").text
    assert "Lernhaus Nordstadt" in everybody
    assert "Möbelhilfe Fahlenmoor" not in everybody
    narrowed = client.get("/de/partner/", {"field": "housing", "district": "Südhang", "language": "uk"}).text
    assert "Mieterrat Gartenstadt" in narrowed
    assert "Lernhaus Nordstadt" not in narrowed
    assert "Dazu ist niemand eingetragen" in client.get("/de/partner/", {"field": "housing", "language": "vi"}).text


def test_unknown_choices_narrow_nothing(site: None, client: Client) -> None:
    insert_invented_organisations()
    text = client.get("/de/partner/", {"field": "<script>", "district": "%", "page": "999"}).text
    assert "Lernhaus Nordstadt" in text
    assert "<script>" not in text


def test_the_directory_stands_in_english_too(site: None, client: Client) -> None:
    assert "Partners in the city" in client.get("/en/partners/").text
