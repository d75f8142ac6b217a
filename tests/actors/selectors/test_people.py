"""Somebody calls: they are found by any part of their name, their number or their mail address."""

from __future__ import annotations

import pytest
from tests.actors.people import make_person

from teilhabe.actors.models import Partner, Person
from teilhabe.actors.selectors.organisations import directory, districts_of_partners, matching_organisations
from teilhabe.actors.selectors.people import holds, matching
from teilhabe.core.users.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    ["ayse", "YILMAZ", "yilmaz ayse", "Ayşe Yıl", "0171 3920012", "+49 171 39200 12", "3920012", "ayse@muster"],
)
def test_a_person_is_found_by_what_somebody_knows_of_them(text: str) -> None:
    found = make_person()
    make_person("Omar", "Haddad").contact_points.all().delete()
    assert [row["pk"] for row in matching(text)] == [found.pk]


@pytest.mark.parametrize("text", ["omar", "ayse omar", "0171 999", "39", "omar@muster"])
def test_others_are_not_found(text: str) -> None:
    make_person()
    assert not matching(text).exists()


def test_lists_are_searched_for_whole_entries_with_any_letters() -> None:
    person = make_person(languages=["ku", "ar"], district="Südhang")
    assert Person.objects.filter(holds("languages", "ku")).get() == person
    assert not Person.objects.filter(holds("languages", "k")).exists()
    partner = Partner.objects.create(
        organisation=Organisation.objects.create(name="Café Größe"), districts=["Südhang", 'Am "Rondell"']
    )
    for district in partner.districts:
        assert Partner.objects.filter(holds("districts", district)).get() == partner
    assert not Partner.objects.filter(holds("districts", "Süd")).exists()


def test_organisations_are_found_without_accents() -> None:
    organisation = Organisation.objects.create(name="Café Größe")
    Partner.objects.create(organisation=organisation, description="Nähen für Anfängerinnen")
    for text in ("cafe", "grosse", "nahen cafe", "Größe"):
        assert [row["pk"] for row in matching_organisations(text)] == [organisation.pk]
    assert not matching_organisations("museum").exists()


def test_the_directory_holds_listed_partners_that_work_with_us_and_narrows_by_all_three() -> None:
    def partner(name: str, is_active: bool = True, is_listed: bool = True, **entry: list[str]) -> Partner:
        organisation = Organisation.objects.create(name=name, is_active=is_active)
        return Partner.objects.create(organisation=organisation, is_listed=is_listed, **entry)

    cafe = partner("Café", fields=["arrival"], districts=["Südhang"], languages=["ar"])
    everywhere = partner("Überall", fields=["arrival", "legal"], languages=["ar", "de"])
    partner("Geschlossen", is_active=False, fields=["arrival"])
    partner("Ungelistet", is_listed=False, fields=["arrival"], districts=["Hafen"])
    assert list(directory()) == [cafe, everywhere]
    assert list(directory(field="legal")) == [everywhere]
    assert list(directory(district="Südhang")) == [cafe, everywhere]
    assert list(directory(district="Nordstadt")) == [everywhere]
    assert list(directory(field="arrival", language="de")) == [everywhere]
    assert districts_of_partners() == ["Südhang"]
