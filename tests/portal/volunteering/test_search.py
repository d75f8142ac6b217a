"""What is wanted can be found by language, time, district, topic and kind, with counts, and without a script."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.engagement.rows import make_opportunity, make_shift

from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.models import Skill
from teilhabe.engagement.week import mask, slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
SEARCH = "/de/mitmachen/"


@pytest.fixture
def several(organisation: Organisation) -> list[Opportunity]:
    language = make_opportunity(organisation, "Dolmetschen", district="Innenstadt", week=mask([slot(0, 2)]))
    language.requirements.create(kind="language", code="ti")
    garden = make_opportunity(organisation, "Gärtnern", kind="one-off", fields=["housing"], week=mask([slot(5, 0)]))
    desk = make_opportunity(organisation, "Briefe schreiben", is_remote=True, fields=["labour"])
    return [language, garden, desk]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=ti", {"Dolmetschen"}),
        ("language=none", {"Gärtnern", "Briefe schreiben"}),
        ("day=5", {"Gärtnern", "Briefe schreiben"}),
        ("part=2", {"Dolmetschen", "Briefe schreiben"}),
        ("district=Innenstadt", {"Dolmetschen"}),
        ("district=home", {"Briefe schreiben"}),
        ("field=housing", {"Gärtnern"}),
        ("kind=one-off", {"Gärtnern"}),
        ("q=gartnern", {"Gärtnern"}),
        ("field=housing&language=ti", set()),
        ("day=9", {"Dolmetschen", "Gärtnern", "Briefe schreiben"}),
    ],
)
def test_each_choice_leaves_what_fits(client: Client, several: list[Opportunity], query: str, found: set[str]) -> None:
    page = client.get(f"{SEARCH}?{query}").context["page"]
    assert {card.title for card in page} == found


def test_every_entry_of_a_menu_says_how_many_it_leaves(client: Client, several: list[Opportunity]) -> None:
    facets = {each.name: each for each in client.get(f"{SEARCH}?language=none").context["facets"]}
    assert {option.name: option.count for option in facets["field"].options} == {
        "Arbeit und Lebensunterhalt": 1,
        "Wohnen": 1,
    }
    assert {option.name: option.count for option in facets["language"].options} == {
        "Tigrinya": 1,
        "keine bestimmte Sprache": 2,
    }


def test_a_chip_takes_one_choice_away_and_keeps_the_others(client: Client, several: list[Opportunity]) -> None:
    page = client.get(f"{SEARCH}?field=housing&kind=one-off").content.decode()
    assert f'href="{SEARCH}?kind=one-off"' in page
    assert f'href="{SEARCH}?field=housing"' in page


def test_the_days_of_shifts_count_as_time(client: Client, opportunity: Opportunity, soon: datetime) -> None:
    make_shift(opportunity, soon)
    assert len(client.get(f"{SEARCH}?day={soon.weekday()}&part=1").context["page"]) == 1
    assert len(client.get(f"{SEARCH}?day={(soon.weekday() + 1) % 7}").context["page"]) == 0


@pytest.mark.parametrize(
    "hidden", [{"state": "draft"}, {"state": "paused"}, {"is_listed": False}, {"ends_on": "2020-01-01"}]
)
def test_what_is_not_listed_is_nowhere(client: Client, organisation: Organisation, hidden: dict[str, str]) -> None:
    made = make_opportunity(organisation, **hidden)
    assert len(client.get(SEARCH).context["page"]) == 0
    for path in ("", "anfragen/"):
        assert client.get(f"{SEARCH}{made.pk}/{path}").status_code == 404


def test_readers_get_their_language_and_german_is_marked_as_german(client: Client, opportunity: Opportunity) -> None:
    arabic = client.get(f"/ar/volunteering/{opportunity.pk}/").content.decode()
    assert "مرافقة مقهى اللغة" in arabic
    english = client.get(f"/en/volunteering/{opportunity.pk}/").content.decode()
    assert '<h1 lang="de" dir="ltr">Sprachcafé begleiten</h1>' in english


def test_skills_read_in_the_readers_language(client: Client, opportunity: Opportunity) -> None:
    Skill.objects.create(key="sewing", names={"de": "Nähen", "en": "Sewing", "ar": "الخياطة"})
    opportunity.requirements.create(kind="skill", code="sewing")
    for address, name in (("/ar/volunteering/", "الخياطة"), ("/en/volunteering/", "Sewing"), (SEARCH, "Nähen")):
        assert name in client.get(f"{address}{opportunity.pk}/").content.decode()


def test_a_page_of_many_takes_the_same_queries_as_a_page_of_one(
    client: Client, organisation: Organisation, soon: datetime
) -> None:
    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(SEARCH).status_code == 200
        return len(asked)

    make_shift(make_opportunity(organisation), soon)
    client.get(SEARCH)
    few = counted()
    for number in range(30):
        many = make_opportunity(organisation, f"Aufgabe {number}")
        many.requirements.create(kind="language", code="ar")
        for days in range(3):
            make_shift(many, soon + timedelta(days=days))
    assert counted() == few
    assert few <= 8


def test_what_search_engines_read_ends_no_element(client: Client, organisation: Organisation, soon: datetime) -> None:
    made = make_opportunity(organisation, "Sicher", task="</script><script>alert(1)</script>")
    make_shift(made, soon)
    page = client.get(f"{SEARCH}{made.pk}/").content.decode()
    assert "<script>alert" not in page
    assert '"employmentType": "VOLUNTEER"' in page
    assert '"@type": "Event"' in page


def test_nobody_is_sent_to_an_invented_opportunity_by_a_search_engine(
    client: Client, organisation: Organisation
) -> None:
    made = make_opportunity(organisation, is_sample=True)
    page = client.get(f"{SEARCH}{made.pk}/").content.decode()
    assert "ld+json" not in page
    assert 'content="noindex"' in page
