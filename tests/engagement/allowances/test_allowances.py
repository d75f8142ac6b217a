"""Lump sums are added up over all payers against the dated limits, and the Ehrenamtskarte sees them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.engagement.rows import make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.core.extensions import WAITING
from teilhabe.core.privacy.erasing import forget
from teilhabe.core.privacy.subjects import human_behind
from teilhabe.core.users.roles import Role
from teilhabe.engagement.allowances.actions import NotePayment
from teilhabe.engagement.allowances.jobs import delete_old_payments
from teilhabe.engagement.allowances.limits import last_day_to_keep
from teilhabe.engagement.allowances.models import AllowancePayment
from teilhabe.engagement.allowances.selectors import totals_of
from teilhabe.engagement.checks.models import Declaration, DeclarationText
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db
BY = Operator("Probe")
JANUARY = date(2026, 1, 15)


def _note(volunteer: Volunteer, euros: float, **values: Any) -> AllowancePayment:
    told = {"kind": "volunteer", "paid_on": JANUARY, "activity": "Kasse", "other_payer": "Turnverein Probe", **values}
    return NotePayment(by=BY, volunteer=volunteer, cents=round(euros * 100), **told).run()


def _standing(cast: Cast) -> list[tuple[int, str, int, str]]:
    rows = totals_of(cast.user(Role.COORDINATOR)).order_by("year", "kind")
    return [(row.year, row.kind, row.total, row.standing) for row in rows]


def test_payments_of_all_payers_count_together_by_person_year_and_kind(cast: Cast) -> None:
    volunteer, other = make_volunteer(), make_volunteer("Andere")
    _note(volunteer, 500, payer=cast.organisation, other_payer="")
    _note(volunteer, 267.99)
    _note(volunteer, 100, paid_on=date(2025, 12, 31))
    _note(volunteer, 100, kind="trainer", activity="Kurs")
    _note(other, 1)
    assert sorted(_standing(cast)) == [
        (2025, "volunteer", 10_000, "fine"),
        (2026, "trainer", 10_000, "fine"),
        (2026, "volunteer", 100, "fine"),
        (2026, "volunteer", 76_799, "fine"),
    ]


@pytest.mark.parametrize(
    ("kind", "year", "euros", "standing"),
    [
        ("volunteer", 2026, 767.99, "fine"),
        ("volunteer", 2026, 768, "near"),
        ("volunteer", 2026, 960, "near"),
        ("volunteer", 2026, 960.01, "over"),
        ("volunteer", 2025, 840, "near"),
        ("volunteer", 2025, 840.01, "over"),
        ("volunteer", 2020, 720.01, "over"),
        ("trainer", 2026, 2640, "near"),
        ("trainer", 2026, 3300, "near"),
        ("trainer", 2026, 3300.01, "over"),
        ("trainer", 2025, 3000.01, "over"),
        ("trainer", 2020, 2400.01, "over"),
    ],
)
def test_each_year_has_its_own_limit_and_warns_from_80_percent_on(
    cast: Cast, kind: str, year: int, euros: float, standing: str
) -> None:
    _note(make_volunteer(), euros, kind=kind, paid_on=date(year, 12, 31) if year < 2026 else JANUARY)
    assert _standing(cast) == [(year, kind, round(euros * 100), standing)]


def test_one_activity_gets_one_kind_within_a_year_however_it_is_written() -> None:
    volunteer = make_volunteer()
    _note(volunteer, 100, activity="Übungs-Abend")
    with pytest.raises(InputError, match="cannot have both allowances"):
        _note(volunteer, 100, kind="trainer", activity=" übungs-abend ")
    _note(volunteer, 100, kind="trainer", activity="Deutschkurs")
    _note(volunteer, 100, kind="trainer", activity="Übungs-Abend", paid_on=date(2025, 5, 1))
    assert AllowancePayment.objects.count() == 3


@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2100, 1, 1)])
def test_no_payment_is_noted_before_it_is_made_or_where_no_limit_is_known(day: date) -> None:
    with pytest.raises(InputError):
        _note(make_volunteer(), 100, paid_on=day)


def test_who_notes_a_payment_reads_before_what_is_at_stake_and_after_that_it_is_too_much(
    cast: Cast, site: None
) -> None:
    volunteer, client = make_volunteer(), cast.client(Role.COORDINATOR)
    page = reverse("allowances:payment_add", args=[volunteer.pk])
    assert "ein Jahr lang keine Ehrenamtskarte" in client.get(page).text
    filled = {
        "kind": "volunteer",
        "amount": "960,50",
        "paid_on": localdate().isoformat(),
        "activity": "Kasse",
        "payer": cast.organisation.pk,
    }
    answer = client.post(page, filled, follow=True).text
    assert "Ehrenamtspauschale (§ 3 Nr. 26a EStG) 960,50" in answer
    assert "über der Grenze" in answer
    waiting = [each for each in WAITING.collect(cast.user(Role.COORDINATOR)) if "aufwandspauschalen" in each.address]
    assert [each.count for each in waiting] == [1]
    assert "960,50" in client.get(waiting[0].address).text
    assert "pauschale Zahlung; das schließt die Karte" in client.get(volunteer.get_absolute_url()).text


def test_a_payer_is_one_of_the_list_or_named(cast: Cast, site: None) -> None:
    client, page = cast.client(Role.COORDINATOR), reverse("allowances:payment_add", args=[make_volunteer().pk])
    filled = {"kind": "volunteer", "amount": "5", "paid_on": localdate().isoformat(), "activity": "Kasse"}
    for payer in ({}, {"payer": cast.organisation.pk, "other_payer": "Turnverein"}):
        assert "Wer hat gezahlt?" in client.post(page, {**filled, **payer}).text
    assert not AllowancePayment.objects.exists()


def test_a_declaration_counts_for_the_year_in_which_it_was_signed(cast: Cast) -> None:
    volunteer = make_volunteer()
    text = DeclarationText.objects.create(kind="allowances", version=1, text="Sonst zahlt mir niemand eine Pauschale.")
    Declaration.objects.create(volunteer=volunteer, text=text, signed_on=date(2025, 12, 31))
    _note(volunteer, 1, paid_on=date(2025, 1, 1))
    _note(volunteer, 1, paid_on=date(2026, 1, 1))
    rows = totals_of(cast.user(Role.COORDINATOR)).order_by("year")
    assert [(row.year, row.has_declared) for row in rows] == [(2025, True), (2026, False)]


@pytest.mark.parametrize(
    ("today", "kept_from"),
    [(date(2024, 12, 31), 2014), (date(2025, 1, 1), 2017), (date(2026, 12, 31), 2018), (date(2027, 1, 1), 2019)],
)
def test_receipts_were_kept_ten_years_and_are_kept_eight_since_2025(today: date, kept_from: int) -> None:
    assert last_day_to_keep(today) == date(kept_from - 1, 12, 31)


def test_payments_go_when_their_term_is_over() -> None:
    volunteer, last = make_volunteer(), last_day_to_keep(localdate())
    _note(volunteer, 1, paid_on=last)
    kept = _note(volunteer, 1, paid_on=last + timedelta(days=1))
    delete_old_payments.func()
    assert list(AllowancePayment.objects.all()) == [kept]


def test_after_erasure_only_the_amount_is_left(cast: Cast) -> None:
    volunteer = make_volunteer("Amal Probe")
    _note(volunteer, 20)
    forget(human_behind(volunteer.person), timezone.now())
    row = AllowancePayment.objects.get()
    assert (row.cents, row.activity, row.other_payer) == (2000, "", "")


def test_a_hundred_payments_are_listed_in_few_queries(
    cast: Cast, site: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(50):
        volunteer = make_volunteer(f"Probe {number}")
        _note(volunteer, 10)
        _note(volunteer, 10, kind="trainer", activity="Kurs")
    client = cast.client(Role.COORDINATOR)
    for page in ("allowances:totals", "allowances:payments"):
        with django_assert_max_num_queries(15):
            assert client.get(reverse(page)).status_code == 200
