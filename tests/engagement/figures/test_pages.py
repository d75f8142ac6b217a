"""The coordination sees what was handed over and when; nobody else does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.cast import Cast
from tests.engagement.rows import make_volunteer

from teilhabe.core.users.roles import Role
from teilhabe.engagement.figures.handing_over import write_missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def drop(settings: Settings, tmp_path: Path) -> Path:
    settings.FILE_DROP = tmp_path
    return tmp_path


@pytest.fixture
def office(cast: Cast) -> Client:
    return cast.client(Role.COORDINATOR)


def test_the_page_lists_what_lies_there_and_a_file_comes_as_it_is(office: Client, drop: Path) -> None:
    make_volunteer(created_at=datetime(2026, 1, 5, tzinfo=UTC))
    (path,) = write_missing(drop, date(2026, 2, 1))
    page = office.get(reverse("volunteering_figures:files")).content.decode()
    address = reverse("volunteering_figures:file", args=["2026-01"])
    assert address in page
    answer = office.get(address)
    assert answer.content == path.read_bytes()
    assert "volunteering-2026-01.csv" in answer["Content-Disposition"]


def test_an_empty_page_says_when_the_first_file_comes(office: Client, drop: Path) -> None:
    assert "Noch liegt nichts in der Ablage" in office.get(reverse("volunteering_figures:files")).content.decode()


@pytest.mark.parametrize("period", ["2019-01", "years"])
def test_what_does_not_lie_there_is_not_read(office: Client, drop: Path, period: str) -> None:
    (drop / "geheim.csv").write_text("geheim", encoding="utf-8")
    answer = office.get(reverse("volunteering_figures:file", args=[period]), follow=True)
    assert "liegt keine Datei in der Ablage" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.ORGANISATION_MEMBER, Role.VOLUNTEER, Role.EDITOR])
def test_others_see_nothing_of_it(cast: Cast, drop: Path, role: Role) -> None:
    assert cast.client(role).get(reverse("volunteering_figures:files")).status_code == 403
