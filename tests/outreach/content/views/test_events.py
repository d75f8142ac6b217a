from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.outreach.items import make_item, publish

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import EventDates, Fact, PlaceDetails
from teilhabe.outreach.content.plans import happening_of
from teilhabe.outreach.content.published import shelf

TUESDAY = {"first_day": "2026-10-20", "starts": "18:00", "ends": "20:00", "repeats": "once", "stops": "forever"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ({}, ""),
        ({"repeats": "WEEKLY"}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"repeats": "WEEKLY", "days": ["1", "3"], "interval": "2"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ({"repeats": "month_day", "stops": "count", "count": "6"}, "FREQ=MONTHLY;BYMONTHDAY=20;COUNT=6"),
        (
            {"repeats": "month_weekday", "stops": "until", "until": "2027-06-30"},
            "FREQ=MONTHLY;BYDAY=3TU;UNTIL=20270630",
        ),
        ({"repeats": "month_last", "first_day": "2026-10-27"}, "FREQ=MONTHLY;BYDAY=-1TU"),
    ],
)
def test_plain_choices_become_a_rule_and_are_shown_as_they_were_chosen(
    cast: Cast, typed: dict[str, object], rule: str
) -> None:
    client, item = cast.client(Role.EDITOR), make_item(cast, kind="event")
    address = reverse("content:event_dates", kwargs={"item": item.pk})
    answer = client.post(address, {**TUESDAY, **typed, "exceptions": "3.11.2026\n2026-11-10"})
    assert answer.status_code == 302, answer.context["form"].errors
    dates = EventDates.objects.get()
    assert dates.recurrence == rule
    assert dates.exceptions == (["2026-11-03", "2026-11-10"] if rule else [])
    kept = {field.html_name: field.value() or "" for field in client.get(address).context["form"]}
    client.post(address, kept)
    assert happening_of(EventDates.objects.get()) == happening_of(dates)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"starts": ""}, "starts"),
        ({"repeats": "WEEKLY", "stops": "until"}, "until"),
        ({"repeats": "WEEKLY", "days": ["4"]}, "__all__"),
        ({"repeats": "WEEKLY", "exceptions": "morgen"}, "exceptions"),
        ({"last_day": "2026-10-19"}, "__all__"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_half_saved(cast: Cast, typed: dict[str, object], field: str) -> None:
    item = make_item(cast, kind="event")
    answer = cast.client(Role.EDITOR).post(
        reverse("content:event_dates", kwargs={"item": item.pk}), {**TUESDAY, **typed}
    )
    assert list(answer.context["form"].errors) == [field]
    assert not EventDates.objects.exists()


@pytest.mark.django_db
def test_the_next_dates_are_shown_before_they_are_saved(cast: Cast) -> None:
    item = make_item(cast, kind="event")
    first = date.today().replace(year=date.today().year + 1, month=6, day=1)  # noqa: DTZ011
    sent = {**TUESDAY, "first_day": first.isoformat(), "repeats": "month_day", "preview": "1"}
    answer = cast.client(Role.EDITOR).post(reverse("content:event_dates", kwargs={"item": item.pk}), sent)
    assert len(answer.context["told"][1]) == 5
    assert f"1. Juli {first.year}" in answer.content.decode()
    assert not EventDates.objects.exists()


@pytest.mark.django_db
def test_a_party_that_ends_after_midnight_ends_on_the_next_day(cast: Cast) -> None:
    item = make_item(cast, kind="event")
    cast.client(Role.EDITOR).post(
        reverse("content:event_dates", kwargs={"item": item.pk}), {**TUESDAY, "starts": "22:00", "ends": "01:00"}
    )
    dates = EventDates.objects.get()
    assert (dates.ends_at - dates.starts_at).total_seconds() == 3 * 3600


@pytest.mark.django_db
def test_an_address_made_on_the_spot_belongs_to_the_place_and_readers_get_it(cast: Cast) -> None:
    client, item = cast.client(Role.EDITOR), make_item(cast, kind="place")
    publish(cast, item)
    for kind, typed in (
        ("address", {"name": "Anschrift", "street": "Rathausplatz 1", "postcode": "67657", "city": "Kaiserslautern"}),
        ("phone", {"name": "Telefon", "number": "0631 365-0"}),
        ("hours", {"name": "Zeiten", "mo_0_from": "08:00", "mo_0_to": "12:00"}),
    ):
        address = f"{reverse('content:fact_add', kwargs={'kind': kind})}?ort={item.pk}"
        assert client.post(address, typed).url == reverse("content:place", kwargs={"item": item.pk})
    place = shelf("de").places[item.pk]
    assert place.address == Fact.objects.get(kind="address")
    assert place.hours == Fact.objects.get(kind="hours")
    assert [each.kind for each in place.contacts.all()] == ["phone"]


@pytest.mark.django_db
def test_a_place_keeps_what_was_chosen(cast: Cast) -> None:
    client, item = cast.client(Role.EDITOR), make_item(cast, kind="place")
    address = reverse("content:place", kwargs={"item": item.pk})
    client.post(address, {"languages": ["ar", "uk"], "is_accessible": "no", "latitude": "49.44", "longitude": "7.77"})
    details = PlaceDetails.objects.get()
    assert (details.languages, details.is_accessible, details.latitude) == (["ar", "uk"], False, 49.44)
    assert client.get(address).context["form"]["is_accessible"].value() == "no"


@pytest.mark.django_db
def test_dates_of_a_page_are_refused_in_a_sentence(cast: Cast) -> None:
    item = make_item(cast)
    answer = cast.client(Role.EDITOR).post(reverse("content:event_dates", kwargs={"item": item.pk}), TUESDAY)
    assert "keine Veranstaltung" in answer.content.decode()
