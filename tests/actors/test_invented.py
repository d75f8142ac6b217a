"""Invented people look like a town's, are the same for the same seed, and can be mistaken for nobody."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from teilhabe.actors.invented import ORGANISATIONS, insert_invented, invented_people
from teilhabe.actors.invented_names import DISTRICTS, NAMES
from teilhabe.actors.models import Affiliation, ContactPoint, Partner, Person
from teilhabe.actors.reaching import contact_key, written
from teilhabe.codes.fields import FIELDS_OF_ACTION
from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.core.accounts.selectors import DEMO_DOMAIN

CITY = Path(__file__).parents[2] / "cities/musterstadt/districts.geojson"
DRAMA = ("+493023125", "+496990009", "+494066969", "+492214710", "+498999998", "+4917139200")


def test_the_same_seed_invents_the_same_people() -> None:
    assert invented_people(50) == invented_people(80)[:50]
    assert invented_people(50, seed=1) != invented_people(50, seed=2)


def test_nobody_can_be_reached_by_mistake_and_no_number_or_address_stands_twice() -> None:
    points = list(chain.from_iterable(each.contact_points for each in invented_people(3000)))
    direct = [(kind, value) for kind, value in points if kind != "post"]
    for kind, value in direct:
        assert written(kind, value) == value
        assert value.endswith(f"@{DEMO_DOMAIN}") or contact_key(kind, value).startswith(DRAMA)
    assert Counter(direct).most_common(1)[0][1] == 1


def test_ten_thousand_people_are_not_all_namesakes() -> None:
    names = Counter((each.given_name, each.family_name) for each in invented_people(10_000))
    assert len(names) > 5_500


def test_codes_and_districts_are_known() -> None:
    declared = json.loads(CITY.read_text(encoding="utf-8"))["features"]
    assert set(DISTRICTS) == {feature["properties"]["name"] for feature in declared}
    assert set(NAMES) <= set(SPOKEN_LANGUAGES)
    for organisation in ORGANISATIONS:
        assert set(organisation.fields) <= set(FIELDS_OF_ACTION)
        assert set(organisation.languages) <= set(SPOKEN_LANGUAGES)
        assert set(organisation.districts) <= set(DISTRICTS)


@pytest.mark.django_db
def test_stored_people_are_found_by_name_number_and_organisation() -> None:
    people = insert_invented(120)
    assert Person.objects.count() == 120
    stored = Person.objects.get(pk=people[0].pk)
    stored.save()
    assert stored.search_key == people[0].search_key
    for point in ContactPoint.objects.all():
        assert point.key == contact_key(point.kind, point.value)
    assert Affiliation.objects.count() == 10
    assert Partner.objects.filter(is_listed=True).count() == len(ORGANISATIONS) - 1
    insert_invented(5, seed=3)
    assert Partner.objects.count() == len(ORGANISATIONS)
