"""The Ehrenamtskarte over all organisations, and what can be handed out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.core.users.roles import Role
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.recognition.card import Engaged, verdicts, year_before
from teilhabe.engagement.recognition.letters import application, collective, commission, confirmation, thanks
from teilhabe.engagement.recognition.selectors import minutes_of
from teilhabe.engagement.volunteers.models import Volunteer

DAY = date(2026, 11, 24)


def _met(engaged: Engaged, day: date = DAY) -> dict[str, bool | None]:
    return {each.condition: each.is_met for each in verdicts(engaged, day)}


@pytest.mark.parametrize(
    ("engaged", "unmet"),
    [
        (Engaged(date(2012, 11, 24), date(2025, 11, 24), {"A": 125 * 60, "B": 125 * 60}), set()),
        (Engaged(date(2012, 11, 25), date(2025, 11, 24), {"A": 250 * 60}), {"age"}),
        (Engaged(None, date(2025, 11, 24), {"A": 250 * 60}), {"age"}),
        (Engaged(date(1990, 1, 1), date(2025, 11, 25), {"A": 250 * 60}), {"since"}),
        (Engaged(date(1990, 1, 1), date(2020, 1, 1), {"A": 125 * 60, "B": 125 * 60 - 1}), {"hours"}),
        (Engaged(date(1990, 1, 1), None, {}), {"hours", "since"}),
    ],
    ids=["all", "a day too young", "birthday unknown", "a day too short", "a minute too few", "nothing"],
)
def test_the_card_adds_up_all_organisations_and_says_what_is_missing(engaged: Engaged, unmet: set[str]) -> None:
    assert {name for name, is_met in _met(engaged).items() if not is_met} == unmet


def test_before_16_february_2017_the_card_began_at_16() -> None:
    young = Engaged(date(2002, 1, 1), date(2014, 1, 1), {"A": 250 * 60})
    assert (_met(young, date(2017, 2, 15))["age"], _met(young, date(2017, 2, 16))["age"]) == (False, True)


def test_a_year_has_all_its_days_once() -> None:
    assert year_before(date(2026, 11, 24)) == date(2025, 11, 25)


@pytest.mark.django_db
def test_only_confirmed_hours_of_the_year_count(cast: Cast) -> None:
    volunteer, opportunity = make_volunteer(), make_opportunity(cast.organisation)
    for day, minutes, state in (
        (DAY, 60, "approved"),
        (DAY, 30, "reported"),
        (year_before(DAY), 90, "approved"),
        (year_before(DAY) - timedelta(days=1), 600, "approved"),
    ):
        HourEntry.objects.create(volunteer=volunteer, opportunity=opportunity, day=day, minutes=minutes, state=state)
    assert minutes_of(volunteer, year_before(DAY), DAY) == {"Verein Probe": 150}


@pytest.mark.django_db
def test_the_commission_keeps_what_was_agreed(cast: Cast) -> None:
    opportunity = make_opportunity(cast.organisation, "heißt heute anders")
    agreed = Assignment.objects.create(
        volunteer=make_volunteer("Amal Probe"),
        opportunity=opportunity,
        task="Vorlesen",
        place="Bücherei",
        insurance="Unfallkasse",
        starts_on=date(2026, 1, 5),
    )
    first, second = map(str, commission(agreed))
    for told in ("Amal Probe", "Verein Probe", "Vorlesen", "Bücherei", "Unfallkasse", "5. Januar 2026 – auf Weiteres"):
        assert told in first
        assert told in second


@pytest.mark.django_db
def test_a_confirmation_is_made_of_what_was_confirmed_in_german_and_english(cast: Cast, site: None) -> None:
    volunteer, client = make_volunteer("Amal Probe"), cast.client(Role.COORDINATOR)
    page = reverse("recognition:confirmation", kwargs={"volunteer": volunteer.pk})
    assert client.get(page).headers["Location"] == volunteer.get_absolute_url()
    HourEntry.objects.create(
        volunteer=volunteer,
        opportunity=make_opportunity(cast.organisation),
        day=localdate(),
        minutes=90,
        state="approved",
    )
    german, english = map(str, confirmation(volunteer))
    assert "1:30 h" in german
    assert "Confirmed hours" in english
    assert client.get(page).content.startswith(b"%PDF")
    assert "noch 249 bestätigte Stunden bis 250 im Jahr" in client.get(volunteer.get_absolute_url()).text


@pytest.mark.django_db
def test_nobody_prints_the_commission_of_another_organisation(cast: Cast, site: None) -> None:
    foreign = Assignment.objects.create(
        volunteer=make_volunteer(), opportunity=make_opportunity(cast.other_organisation), task="x", starts_on=DAY
    )
    page = reverse("recognition:commission", kwargs={"assignment": foreign.pk})
    assert cast.client(Role.ORGANISATION_MEMBER).get(page).status_code == 404
    assert cast.client(Role.ORGANISATION_MEMBER, cast.other_organisation).get(page).status_code == 200


def _qualified(cast: Cast, name: str) -> Volunteer:
    volunteer = make_volunteer(name, born_on=date(1990, 1, 1))
    opportunity, today = make_opportunity(cast.organisation), localdate()
    Assignment.objects.create(
        volunteer=volunteer, opportunity=opportunity, task="Vorlesen", starts_on=today - timedelta(days=400)
    )
    for number in range(25):
        day = today - timedelta(days=number)
        HourEntry.objects.create(volunteer=volunteer, opportunity=opportunity, day=day, minutes=600, state="approved")
    return volunteer


@pytest.mark.django_db
def test_an_application_is_prefilled_for_those_who_qualify_and_says_to_the_others_what_is_missing(
    cast: Cast, site: None
) -> None:
    ready, new, client = _qualified(cast, "Bereit"), make_volunteer("Neu"), cast.client(Role.COORDINATOR)
    assert client.get(reverse("recognition:card", args=[ready.pk])).content.startswith(b"%PDF")
    assert "250:00 h" in str(application(ready))
    told = client.get(reverse("recognition:card", args=[new.pk]), follow=True).text
    assert "Noch kein Antrag möglich: Das Geburtsdatum fehlt" in told
    assert [part.title for part in collective([ready])] == [
        "Sammelantrag auf die landesweite Ehrenamtskarte",
        "Antrag auf die landesweite Ehrenamtskarte",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["apply", "confirm", "thank"])
def test_letters_for_many_are_one_file(cast: Cast, site: None, action: str) -> None:
    people = [_qualified(cast, "Bereit"), make_volunteer("Neu")]
    answer = cast.client(Role.COORDINATOR).post(
        reverse("recognition:list"), {"bulk": action, "row": [str(each.pk) for each in people]}
    )
    assert answer.content.startswith(b"%PDF")


@pytest.mark.django_db
def test_who_gave_time_is_listed_in_few_queries(
    cast: Cast, site: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ready, client = _qualified(cast, "Bereit"), cast.client(Role.COORDINATOR)
    for number in range(30):
        make_volunteer(f"Probe {number}")
    with django_assert_max_num_queries(15):
        shown = client.get(f"{reverse('recognition:list')}?enough=1").text
    assert str(ready) in shown
    assert "Probe 7" not in shown


@pytest.mark.django_db
def test_a_thank_you_letter_is_printed_as_it_was_changed(cast: Cast, site: None) -> None:
    volunteer, client = make_volunteer("Amal Probe"), cast.client(Role.COORDINATOR)
    page = reverse("recognition:thanks", args=[volunteer.pk])
    assert "Sie haben anderen Menschen Ihre Zeit geschenkt." in client.get(page).text
    assert client.post(page, {"text": "Danke für alles!"}).content.startswith(b"%PDF")
    assert "Danke für alles!" in str(thanks(volunteer, "Liebe Amal\n\nDanke für alles!"))
