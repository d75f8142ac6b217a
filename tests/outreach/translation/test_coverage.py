"""What is translated, and which translation reaches most people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.cast import Cast
from tests.outreach.items import make_item, publish
from tests.outreach.translation.drafts import begin, rewrite, translate

from teilhabe.core.extensions import SPEAKERS, Speakers
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.translation.actions.estimates import EstimateSpeakers
from teilhabe.outreach.translation.selectors.coverage import Matrix, Target, matrix
from teilhabe.outreach.translation.selectors.speakers import Known, rounded, speakers
from teilhabe.text import Text

ARABIC, TURKISH = Target("ar", "standard"), Target("tr", "standard")


def _known(**people: int) -> dict[str, Known]:
    return {language: Known(count, "", is_own=True) for language, count in people.items()}


def _matrix() -> Matrix:
    return matrix(InfoItem.objects.order_by("key"))


def test_every_cell_counts_what_is_missing_outdated_and_published(cast: Cast) -> None:
    item = make_item(cast, text="Eins steht hier.\n\nZwei steht dort.")
    publish(cast, item)
    translate(cast, begin(cast, item))
    rewrite(cast, item, "Eins steht hier nicht.\n\nZwei steht dort.\n\nGanz neu hinzugekommen ist dies.")
    found = _matrix()
    cells = dict(zip(found.targets, found.rows[item.pk], strict=True))
    arabic = cells[ARABIC]
    assert (arabic.missing, arabic.outdated, arabic.unreviewed, arabic.is_published) == (1, 1, 0, False)
    assert (cells[TURKISH].to_do, cells[TURKISH].variant_id) == (4, None)
    assert cells[Target("de", "standard")].is_original
    assert next(each for each in found.totals() if each.target == TURKISH).to_do == 4


def test_the_next_step_reaches_most_people_per_segment(cast: Cast) -> None:
    make_item(cast, text="\n\n".join(f"Absatz {n} ist lang." for n in range(9)), key="long")
    make_item(cast, text="Kurz.", key="short")
    steps = _matrix().steps(_known(ar=1000, tr=900))
    assert [(s.coverage.item.key, s.coverage.target.language) for s in steps[:2]] == [("short", "ar"), ("short", "tr")]
    assert steps[0].reach == 500


def test_what_is_urgent_or_about_rights_weighs_more(cast: Cast) -> None:
    make_item(cast, text="Kurz.", key="a")
    make_item(cast, text="Kurz.", key="b", is_urgent=True, risk=InfoItem.Risk.LAW)
    steps = _matrix().steps(_known(ar=1000))
    assert [(step.coverage.item.key, step.weight) for step in steps] == [("b", 4), ("a", 1)]


def test_what_readers_no_longer_see_is_not_translated_next(cast: Cast) -> None:
    make_item(cast, key="over", publish_until=timezone.now() - timedelta(days=1))
    make_item(cast, key="still", publish_until=timezone.now() + timedelta(days=1))
    assert [step.coverage.item.key for step in _matrix().steps(_known(ar=1000))] == ["still"]


def test_a_language_without_a_number_is_in_no_ranking(cast: Cast) -> None:
    make_item(cast)
    assert _matrix().steps({}) == []


def test_the_matrix_asks_four_questions_whatever_the_number_of_items(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(4):
        translate(cast, begin(cast, make_item(cast)))
    with django_assert_num_queries(4):
        _matrix()


@pytest.mark.parametrize(("people", "shown"), [(7, 7), (94, 94), (2658, 2700), (123_456, 120_000), (0, 0)])
def test_people_are_shown_rounded(people: int, shown: int) -> None:
    assert rounded(people) == shown


@pytest.mark.django_db
def test_an_estimate_of_the_office_beats_the_monitor(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [Speakers("ar", 1234, Text("Monitor", "monitor"), "2025"), Speakers("uk", 800, Text("M", "m"), "2025")]
    monkeypatch.setattr(SPEAKERS, "_providers", [lambda: told])
    assert speakers()["ar"].people == 1200
    people = {"ar": 5000, "de-simple": 300}
    EstimateSpeakers(by=cast.user(Role.EDITOR), people=people, note="Melderegister").run()
    assert {code: each.people for code, each in speakers().items()} == {"ar": 5000, "uk": 800, "de-simple": 300}
    EstimateSpeakers(by=cast.user(Role.EDITOR), people={"ar": None}).run()
    assert speakers()["ar"].people == 1200


def test_the_page_shows_the_formula_and_can_be_narrowed(cast: Cast, site: object) -> None:
    make_item(cast, "Gewöhnliches", "Kurz.")
    make_item(cast, "Rechtliches", "Kurz.", risk=InfoItem.Risk.LAW)
    EstimateSpeakers(by=cast.user(Role.EDITOR), people={"ar": 1000}, note="geschätzt").run()
    client: Client = cast.client(Role.EDITOR)
    page = client.get(reverse("translation:coverage")).content.decode()
    assert "etwa 1.000 Menschen × Gewicht 2 ÷ 2 offene Abschnitte = 1.000" in page
    narrowed = client.get(reverse("translation:coverage"), {"only": "must"}).content.decode()
    assert "Rechtliches" in narrowed
    assert "Gewöhnliches" not in narrowed


def test_the_estimates_are_changed_on_their_page(cast: Cast, site: object, settings: Settings) -> None:
    client = cast.client(Role.EDITOR)
    client.post(reverse("translation:estimates"), {"note": "Register", "people-ar": "1500", "people-uk": ""})
    assert speakers()["ar"] == Known(1500, "Register", is_own=True)
    refused = client.post(reverse("translation:estimates"), {"note": "", "people-ar": "viele"}).content.decode()
    assert "errorlist" in refused
