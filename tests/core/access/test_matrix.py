"""Every route as every role, for a row of one's own organisation and a foreign one: nobody sees what is not theirs.

The routes come from the URLconf and the declarations beside the views; a new route is asked without anybody listing it.
What may be seen of the two canary people is written by hand in `SEES`, so that a mistake in a policy is caught too.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.cast import Cast
from tests.rows import FOREIGN, OWN, Rows, make_rows

from teilhabe.actors.models import Person
from teilhabe.core.access.checks import Route, routes
from teilhabe.core.access.policy import VIEW, policy_of
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.models import Opportunity

pytestmark = pytest.mark.django_db

STRANGER, MEMBER_ELSEWHERE = "stranger", "member elsewhere"
VISITORS = (*Role, MEMBER_ELSEWHERE, STRANGER)

EVERYTHING = {OWN, FOREIGN}
SEES: dict[str, set[str]] = {
    Role.COORDINATOR: EVERYTHING,
    Role.HEAD_OF_OFFICE: EVERYTHING,
    Role.ORGANISATION_MEMBER: {OWN},
    MEMBER_ELSEWHERE: {FOREIGN},
    Role.VOLUNTEER: {OWN},
    # What changed is their business, and accounts are: in the log and the administration, not in the lists of people.
    Role.AUDITOR: EVERYTHING,
    Role.ADMINISTRATOR: EVERYTHING,
}
"""Whose data may stand on some page for this visitor; nobody else may see any."""

ASKS_ABOUT: dict[str, set[str]] = {
    Role.COORDINATOR: EVERYTHING,
    Role.HEAD_OF_OFFICE: EVERYTHING,
    Role.VOLUNTEER: {OWN},
}
"""Whose stored data this visitor may ask for as a whole and take along; to be erased, volunteers ask the office."""

ARGUMENTS: dict[str, object] = {
    "block": "probe",
    "city": "probestadt",
    "code": "probe",
    "call": 1,
    "day": "2031-05-05",
    "digest": "0" * 64,
    "form": "csv",
    "indicator": "pop_total",
    "key": "probe",
    "kind": "text",
    "language": "ar",
    "month": 1,
    "period": "2026-10",
    "opportunity": lambda rows: rows.pair(Opportunity)[0].pk,
    "other": lambda rows: rows.third.pk,
    "pk": 1,
    "purpose": "probe",
    "release_id": "0" * 16,
    "session": 1,
    "shift": 1,
    "sign_up": 1,
    "step": "close",
    "target": "probe",
    "token": "falsch",
    "user_key": "5f0c5a2e-0000-4000-8000-000000000000",
    "view": "time",
    "width": 480,
    "word": "there",
    "year": 2026,
}
"""Values for parameters that name no row, by the parameter's name; a route with another one fails: name it here."""

LIBRARIES = ("admin:",)
"""Routes with parameters of a library's own: asked without a row, they are guarded as a whole."""


@dataclass(frozen=True)
class Visit:
    """One route with one row: its address, and the row that stands behind its key."""

    route: Route
    address: str
    row: Model | None


def _visitor(cast: Cast, name: str) -> User | None:
    if name == STRANGER:
        return None
    if name == MEMBER_ELSEWHERE:
        return cast.user(Role.ORGANISATION_MEMBER, cast.other_organisation)
    return cast.user(Role(name))


def _client(cast: Cast, name: str) -> Client:
    if name == STRANGER:
        return Client()
    if name == MEMBER_ELSEWHERE:
        return cast.client(Role.ORGANISATION_MEMBER, cast.other_organisation)
    return cast.client(Role(name))


def _visits(rows: Rows) -> list[Visit]:
    return [visit for route in routes() for visit in _addresses(route, rows)]


def _addresses(route: Route, rows: Rows) -> list[Visit]:
    access = route.access
    assert access is not None, f"{route.pattern} declares nobody"
    if route.name.startswith(LIBRARIES) and route.parameters:
        return []
    if {"model", "key"} <= set(route.parameters):  # about a subject of any kind: the view asks its policy
        return [
            Visit(route, reverse(route.name, kwargs={"model": "actors.person", "key": side.person.pk}), side.person)
            for side in (rows.own, rows.foreign)
        ]
    named = {name: ARGUMENTS[name] for name in route.parameters if name != access.key}
    fixed = {name: value(rows) if callable(value) else value for name, value in named.items()}
    if not access.key:
        return [Visit(route, reverse(route.name, kwargs=fixed), None)]
    assert access.model is not None
    return [
        Visit(route, reverse(route.name, kwargs={**fixed, access.key: row.pk}), row) for row in rows.pair(access.model)
    ]


def _expected(name: str, user: User | None, visit: Visit) -> str:
    """What declaration and policy say: "in", "sign in", "forbidden", "missing", "refused" (any of them), "anything"."""
    access = visit.route.access
    assert access is not None
    if access.kind == "public":
        return "anything"
    if user is None:
        return "sign in"
    if not access.admits(user):
        return "forbidden"
    if access.model is None and isinstance(visit.row, Person):
        is_for_the_office = visit.route.name == "privacy:erase" and name == Role.VOLUNTEER
        return "in" if visit.row.family_name in ASKS_ABOUT.get(name, set()) and not is_for_the_office else "refused"
    if access.model is None:
        return "anything"  # a page of one's own, or of a library: it may have nothing to show, or ask for a code first
    if visit.row is None:
        return "anything" if visit.route.parameters else "in"
    policy = policy_of(access.model)
    if not policy.may(user, VIEW, visit.row) and not policy.may(user, access.verb, visit.row):
        return "missing"
    return "in" if policy.may(user, access.verb, visit.row) else "forbidden"


def _met(response: HttpResponseBase) -> str:
    if response.status_code == 302:
        way = response.headers["Location"]
        return "sign in" if "/konto/anmelden/" in way else "second factor" if "/zweiter-faktor/" in way else "in"
    return {403: "forbidden", 404: "missing", 405: "no such method"}.get(response.status_code, "in")


def _text(response: HttpResponseBase) -> str:
    """What the response says, streamed or not; a workbook is unpacked."""
    parts = response.streaming_content if response.streaming else [response.content]
    body = b"".join(parts)
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    return body.decode(errors="ignore")


def _queries(visit: Visit) -> tuple[str, ...]:
    """Lists are asked for their exports too."""
    access = visit.route.access
    is_list = access is not None and access.model is not None and visit.row is None
    return ("", "?export=csv", "?export=xlsx") if is_list else ("",)


def _differs(response: HttpResponseBase, expected: str) -> bool:
    met = _met(response)
    if expected == "anything" or met == "no such method":  # which shows nothing and does nothing
        return False
    return met not in ("forbidden", "missing") if expected == "refused" else met != expected


@pytest.fixture(autouse=True)
def files_of_the_rows(settings: Settings, tmp_path: Path) -> None:
    """Pictures have files."""
    settings.VAR_DIR = tmp_path


@pytest.mark.parametrize("name", VISITORS)
def test_every_route_lets_in_whom_it_declares_and_shows_nothing_foreign(cast: Cast, site: object, name: str) -> None:
    rows = make_rows(cast)
    client, user = _client(cast, name), _visitor(cast, name)
    wrong = []
    for visit in _visits(rows):
        expected = _expected(name, user, visit)
        for query in _queries(visit):
            with transaction.atomic():
                response = client.get(f"{visit.address}{query}")
                body = _text(response)
                transaction.set_rollback(True)
            leaked = {word for word in EVERYTHING - SEES.get(name, set()) if word.lower() in body.lower()}
            if leaked or response.status_code >= 500 or (not query and _differs(response, expected)):
                wrong.append((visit.route.name, visit.address, query, expected, response.status_code, leaked))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", VISITORS)
def test_no_route_takes_a_post_from_somebody_it_does_not_admit(cast: Cast, site: object, name: str) -> None:
    rows = make_rows(cast)
    client, user = _client(cast, name), _visitor(cast, name)
    wrong = []
    for visit in _visits(rows):
        expected = _expected(name, user, visit)
        if expected not in ("in", "anything"):
            response = client.post(visit.address)
            if _differs(response, expected):
                wrong.append((visit.route.name, visit.address, expected, response.status_code))
    assert not wrong, "\n".join(map(str, wrong))
