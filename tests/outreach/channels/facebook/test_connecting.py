"""Whose token it is, what it may do and until when: found out once a day, and said where people look."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.peers.graph import Facebook, Refusal

from teilhabe.core.extensions import DOCTOR, WAITING
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.facebook.jobs import check_page
from teilhabe.outreach.channels.facebook.models import PageCheck
from teilhabe.outreach.channels.registry import CHANNELS

pytestmark = pytest.mark.django_db
DAY = 86400


def checked() -> PageCheck:
    enqueue(check_page)
    work_off()
    return PageCheck.objects.get()


def test_a_good_token_is_good(facebook: Facebook) -> None:
    found = checked()
    assert (found.problem, found.name, found.expires_at) == ("", "Probeseite", None)
    assert CHANNELS["facebook"].is_ready() == ""


def test_a_token_of_a_person_is_told_from_that_of_the_page(facebook: Facebook) -> None:
    facebook.token_type = "USER"
    assert checked().problem == PageCheck.Problem.USER_TOKEN
    assert "Seiten-Token" in CHANNELS["facebook"].is_ready()


def test_a_token_of_another_page_is_found_out(facebook: Facebook) -> None:
    facebook.token_page = "104999"
    assert checked().problem == PageCheck.Problem.OTHER_PAGE


def test_missing_permissions_are_named(facebook: Facebook, cast: Cast) -> None:
    facebook.scopes = ("pages_manage_posts", "pages_read_engagement")
    assert "pages_messaging" in checked().missing
    assert any("pages_messaging" in each.detail for each in WAITING.collect(cast.user(Role.EDITOR)))


@pytest.mark.parametrize("which", ["expires_at", "data_access_expires_at"])
def test_the_end_of_a_token_is_announced_a_fortnight_ahead(facebook: Facebook, cast: Cast, which: str) -> None:
    setattr(facebook, which, int(time.time()) + 20 * DAY)
    checked()
    assert not [each for each in WAITING.collect(cast.user(Role.EDITOR)) if "Facebook" in each.label]
    setattr(facebook, which, int(time.time()) + 13 * DAY)
    checked()
    told = [each for each in WAITING.collect(cast.user(Role.EDITOR)) if "Facebook" in each.label]
    assert told[0].is_urgent
    assert "endet am" in told[0].detail
    assert any("endet am" in each.text and not each.is_good for each in DOCTOR.collect())


def test_an_expired_token_is_known_and_a_passing_trouble_changes_nothing(facebook: Facebook) -> None:
    assert checked().problem == ""
    facebook.refusals.append(Refusal(2))
    assert checked().problem == ""
    facebook.token_error = 463
    PageCheck.objects.update(checked_at=timezone.now() - timedelta(days=1))
    assert checked().problem == PageCheck.Problem.INVALID


def test_without_settings_nothing_is_asked_and_nothing_is_complained_about(cast: Cast) -> None:
    enqueue(check_page)
    work_off()
    assert not PageCheck.objects.exists()
    assert "keine Facebook-Seite" in CHANNELS["facebook"].is_ready()
    assert not [each for each in DOCTOR.collect() if "Facebook" in each.text]


def test_the_page_shows_what_to_type_into_metas_forms_and_no_secret(
    facebook: Facebook, cast: Cast, site: object
) -> None:
    checked()
    shown = cast.client(Role.EDITOR).get("/de/buero/facebook/").content.decode()
    assert "/facebook/webhook" in shown
    assert "Probeseite" in shown
    assert not [secret for secret in ("page-token", "app-secret", "verify-probe") if secret in shown]
    assert cast.client(Role.EDITOR).post("/de/buero/facebook/pruefen/").status_code == 302
