"""A page that cannot save says so in one sentence, and what became of the input."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from teilhabe.core.access.routes import public
from teilhabe.project.failures import Trouble, trouble_of

pytestmark = pytest.mark.django_db

handler500 = "teilhabe.project.failures.failed"


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


FAILURES: dict[str, tuple[Exception, int, str]] = {
    "full": (OperationalError("database or disk is full"), 507, "Speicherplatz des Servers ist voll"),
    "upload": (OSError(errno.ENOSPC, "No space left on device"), 507, "Speicherplatz des Servers ist voll"),
    "server-full": (
        _caused(OperationalError("could not extend file"), psycopg.errors.DiskFull()),
        507,
        "Speicherplatz des Servers ist voll",
    ),
    "locked": (OperationalError("database is locked"), 503, "Gerade wird sehr viel gespeichert"),
    "read-only": (
        OperationalError("attempt to write a readonly database"),
        503,
        "Datenbank ist gerade nicht erreichbar",
    ),
    "bug": (RuntimeError("a mistake of ours"), 500, "Da ist etwas schiefgegangen"),
}


def _failing(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(_request: HttpRequest) -> HttpResponse:
        raise error

    return public(view)


urlpatterns = [path(f"{name}/", _failing(error)) for name, (error, _status, _title) in FAILURES.items()]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", FAILURES)
def test_every_trouble_has_its_status_and_its_sentence_in_both_languages(name: str, site: Path) -> None:
    _error, status, title = FAILURES[name]
    response = Client(raise_request_exception=False).get(f"/{name}/")
    page = response.content.decode()
    assert response.status_code == status
    assert title in page
    assert page.count('lang="en"') == 1
    assert (status == 503) == ("Retry-After" in response.headers)
    assert "Traceback" not in page


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", ["full", "locked", "read-only"])
def test_what_became_of_the_input_is_said(name: str, site: Path) -> None:
    page = Client(raise_request_exception=False).post(f"/{name}/", {"name": "Probe"}).content.decode()
    assert "Ihre Eingaben stehen dort noch" in page
    assert "your input is still there" in page


def test_a_trouble_behind_another_exception_is_found() -> None:
    assert trouble_of(_caused(RuntimeError(), OSError(errno.ENOSPC, ""))) is Trouble.FULL
    assert trouble_of(None) is Trouble.UNKNOWN
