"""The coordinator's pages about volunteers, and what volunteers see of themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_volunteer

from teilhabe.core.users.roles import Role
from teilhabe.engagement.volunteers.models import Absence, Skill, Volunteer
from teilhabe.engagement.volunteers.starting_skills import starting_skills
from teilhabe.engagement.week import mask, slot

pytestmark = pytest.mark.django_db
TUESDAY_EVENING = slot(1, 2)


def _page(name: str, **kwargs: object) -> str:
    return reverse(f"volunteers:{name}", kwargs=kwargs)


@pytest.fixture
def client(cast: Cast, site: None) -> Client:
    return cast.client(Role.COORDINATOR)


def test_the_list_takes_the_same_few_queries_however_many_there_are(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    Skill.objects.create(key="vorlesen", names={"de": "Vorlesen"})
    for number in range(60):
        make_volunteer(f"Probe{number:02}", languages=["de", "ar"], skills=["vorlesen"], week=5)
    client.get(_page("volunteers"))
    with django_assert_max_num_queries(12):
        text = client.get(_page("volunteers")).text
    assert text.count("Vorlesen") >= 50


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"language": "ar"}, {"Amal"}),
        ({"german": "b1"}, {"Amal", "Berta"}),
        ({"german": "c1"}, {"Berta"}),
        ({"skill": "vorlesen"}, {"Berta"}),
        ({"district": "Nordstadt"}, {"Amal", "Berta"}),
        ({"district": "Südstadt"}, {"Berta"}),
        ({"time": str(1 << TUESDAY_EVENING)}, {"Amal"}),
        ({"field": "education"}, {"Amal", "Berta"}),
        ({"field": "labour"}, {"Berta"}),
        ({"state": "paused"}, {"Berta"}),
        ({"q": "amal"}, {"Amal"}),
    ],
    ids=lambda value: str(next(iter(value.items()))) if isinstance(value, dict) else "",
)
def test_the_list_is_narrowed_by_what_a_task_asks_for(client: Client, query: dict[str, str], found: set[str]) -> None:
    Skill.objects.create(key="vorlesen", names={"de": "Vorlesen"})
    make_volunteer(
        "Amal",
        languages=["ar", "de"],
        language_levels={"de": "b1"},
        week=mask([TUESDAY_EVENING]),
        districts=["Nordstadt"],
        wishes=["education"],
        district="Nordstadt",
    )
    make_volunteer(
        "Berta",
        languages=["de"],
        language_levels={"de": "c2"},
        skills=["vorlesen"],
        state="paused",
        district="Südstadt",
    )
    text = client.get(_page("volunteers"), query).text
    assert {name for name in ("Amal", "Berta") if f">{name}</a>" in text} == found


def test_a_new_volunteer_is_a_person_with_languages_week_and_contact(client: Client) -> None:
    given = {
        "given_name": "Amal",
        "family_name": "Probe",
        "mobile": "0171 5550101",
        "language_levels": ["ar", "de", ""],
        "language_levels-level": ["", "b1", ""],
        "week": [str(TUESDAY_EVENING), "0"],
        "most_assignments": "1",
        "since": "2026-11-01",
    }
    assert client.post(_page("volunteer_add"), given).status_code == 302
    made = Volunteer.objects.get()
    assert (made.person.languages, made.language_levels) == (["ar", "de"], {"de": "b1"})
    assert made.week == mask([0, TUESDAY_EVENING])
    text = client.get(made.get_absolute_url()).text
    for shown in ("Arabisch, Deutsch (B1)", "Mo vormittags, Di abends", "tel:+491715550101", "möchte mitmachen"):
        assert shown in text


def test_who_is_known_already_is_taken_in_without_a_second_person(client: Client) -> None:
    known = make_volunteer("Probe", mail="amal@beispiel.invalid")
    text = client.post(
        _page("volunteer_add"),
        {"family_name": "Probe", "mail": "amal@beispiel.invalid", "most_assignments": "1", "since": "2026-11-01"},
    ).text
    assert _page("volunteer_of", person=known.person.pk) in text
    assert Volunteer.objects.count() == 1


def test_nobody_under_18_becomes_active_without_the_guardians_consent(client: Client) -> None:
    born = localdate() - timedelta(days=16 * 365)
    young = make_volunteer(state="interested", born_on=born, guardian_name="Elternteil Probe")
    client.post(_page("activate", volunteer=young.pk))
    young.refresh_from_db()
    assert young.state == "interested"
    Volunteer.objects.update(guardian_agreed_on=localdate())
    client.post(_page("activate", volunteer=young.pk))
    young.refresh_from_db()
    assert young.state == "active"


def test_the_form_asks_for_the_guardian_when_the_birthday_says_so(client: Client) -> None:
    young = make_volunteer()
    born = localdate() - timedelta(days=15 * 365)
    values = {"most_assignments": "1", "since": "2026-11-01", "born_on": f"{born:%Y-%m-%d}"}
    assert "Wer ist für sie sorgeberechtigt?" in client.post(_page("volunteer_change", volunteer=young.pk), values).text
    assert (
        client.post(_page("volunteer_change", volunteer=young.pk), {**values, "guardian_name": "X"}).status_code == 302
    )


def test_an_end_has_a_reason_and_closes_the_personal_links(client: Client) -> None:
    volunteer = make_volunteer(token="x" * 22)
    assert "Vorschläge" in client.get(_page("end", volunteer=volunteer.pk)).text
    client.post(_page("end", volunteer=volunteer.pk), {"reason": "moved"})
    volunteer.refresh_from_db()
    assert (volunteer.state, volunteer.reason, volunteer.token) == ("ended", "moved", "")
    assert volunteer.ended_on == localdate()


def test_an_absence_is_entered_shown_and_removed(client: Client) -> None:
    volunteer = make_volunteer()
    wrong = {"first_day": "2031-08-10", "last_day": "2031-08-01"}
    assert "liegt vor dem ersten" in client.post(_page("absence_add", volunteer=volunteer.pk), wrong).text
    client.post(_page("absence_add", volunteer=volunteer.pk), {"first_day": "2031-08-01", "last_day": "2031-08-10"})
    assert "01.08.2031 – 10.08.2031" in client.get(volunteer.get_absolute_url()).text
    client.post(_page("absence_remove", absence=Absence.objects.get().pk))
    assert not Absence.objects.exists()


def test_volunteers_see_and_change_their_own_details_and_nobody_elses(cast: Cast, site: None) -> None:
    own, other = make_volunteer("Eigen", user=cast.user(Role.VOLUNTEER)), make_volunteer("Fremd")
    client = cast.client(Role.VOLUNTEER)
    assert client.get(_page("volunteers")).headers["Location"] == own.get_absolute_url()
    assert client.get(other.get_absolute_url()).status_code == 404
    assert "Als aktiv führen" not in client.get(own.get_absolute_url()).text
    values = {"most_assignments": "2", "week": ["3"], "since": "2001-01-01", "state": "ended"}
    client.post(_page("volunteer_change", volunteer=own.pk), values)
    own.refresh_from_db()
    assert (own.week, own.most_assignments, own.state) == (1 << 3, 2, "active")
    assert own.since == localdate()


def test_volunteers_end_their_break_themselves_but_the_office_takes_them_in(cast: Cast, site: None) -> None:
    own = make_volunteer(user=cast.user(Role.VOLUNTEER), state="interested")
    client = cast.client(Role.VOLUNTEER)
    assert client.post(_page("activate", volunteer=own.pk)).status_code == 403
    assert "nur, wer aktiv ist" in client.post(_page("pause", volunteer=own.pk), {"until": ""}).text
    Volunteer.objects.update(state="active")
    client.post(_page("pause", volunteer=own.pk), {"until": ""})
    own.refresh_from_db()
    assert own.state == "paused"
    client.post(_page("activate", volunteer=own.pk))
    own.refresh_from_db()
    assert own.state == "active"


def test_a_skill_that_is_no_longer_offered_stays_with_who_has_it(client: Client) -> None:
    client.post(_page("skill_add"), {"de": "Fahrräder reparieren"})
    skill = Skill.objects.get()
    volunteer = make_volunteer(skills=[skill.key])
    client.post(_page("skill", skill=skill.pk), {"de": "Räder reparieren"})
    assert "Räder reparieren" in client.get(volunteer.get_absolute_url()).text
    assert skill.key in client.get(_page("volunteer_change", volunteer=volunteer.pk)).text
    assert skill.key not in client.get(_page("volunteer_add")).text


def test_a_skill_stands_in_the_list_once(client: Client) -> None:
    for name in ("Vorlesen", "vorlesen "):
        text = client.post(_page("skill_add"), {"de": name}).text
    assert "steht schon in der Liste" in text
    assert Skill.objects.count() == 1


def test_an_empty_list_begins_with_ours_and_what_is_there_stays(client: Client) -> None:
    assert _page("skills_begin") in client.get(_page("skills")).text
    Skill.objects.create(key="sewing", names={"de": "Schneidern"})
    assert _page("skills_begin") not in client.get(_page("skills")).text
    client.post(_page("skills_begin"))
    assert Skill.objects.count() == len(starting_skills())
    assert str(Skill.objects.get(key="sewing")) == "Schneidern"


def test_every_skill_to_begin_with_has_its_three_names() -> None:
    assert {frozenset(names) for names in starting_skills().values()} == {frozenset({"de", "en", "ar"})}


def test_what_waits_names_who_wants_to_begin(cast: Cast, client: Client) -> None:
    make_volunteer(state="interested", since=date(2026, 11, 1))
    text = client.get(reverse("workspace:start")).text
    assert "Person möchte mitmachen" in text
