"""One field finds what the user may see, and nobody keeps a record of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from tests.cast import Cast
from tests.portal.workspace.slots import only

from teilhabe.core.access.policy import policy_of
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.extensions import SEARCH, Hit
from teilhabe.core.users.models import Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.portal.workspace.selectors import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

SEARCH_PAGE = "/de/buero/suche/"


def organisations(user: User, text: str) -> Iterator[Hit]:
    for row in policy_of(Organisation).reach(user).filter(name__icontains=text):
        yield Hit("Organisationen", row.name, f"/{row.pk}/")


def test_a_stranger_searches_nothing() -> None:
    assert Client().get(SEARCH_PAGE, {"q": "verein"}).status_code == 302


def test_hits_of_one_kind_stand_together(cast: Cast) -> None:
    hits = [Hit("A", "1", "/1/"), Hit("B", "2", "/2/"), Hit("A", "3", "/3/")]
    with only(SEARCH, lambda _user, _text: hits):
        found = search(cast.user(Role.EDITOR), "probe")
    assert [(kind.kind, [hit.label for hit in kind.hits]) for kind in found] == [("A", ["1", "3"]), ("B", ["2"])]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.COORDINATOR, {"Verein Probe", "Verein Fremd"}),
        (Role.ORGANISATION_MEMBER, {"Verein Probe"}),
        (Role.VOLUNTEER, set()),
    ],
)
def test_each_finds_only_what_they_may_see(cast: Cast, role: Role, expected: set[str]) -> None:
    with only(SEARCH, organisations):
        text = cast.client(role).get(SEARCH_PAGE, {"q": "verein"}).content.decode()
    assert {name for name in ("Verein Probe", "Verein Fremd") if f">{name}</a>" in text} == expected


def test_no_hit_comes_with_advice(cast: Cast) -> None:
    text = cast.client(Role.EDITOR).get(SEARCH_PAGE, {"q": "xyzxyz"}).content.decode()
    assert "Nichts gefunden." in text
    assert "weniger Buchstaben" in text


def test_one_letter_is_not_searched_for(cast: Cast) -> None:
    asked: list[str] = []

    def note(_user: User, text: str) -> list[Hit]:
        asked.append(text)
        return []

    with only(SEARCH, note):
        cast.client(Role.EDITOR).get(SEARCH_PAGE, {"q": " a "})
        cast.client(Role.EDITOR).get(SEARCH_PAGE, {"q": "  anna   muster "})
    assert asked == ["anna muster"]


def test_what_was_typed_is_shown_as_text(cast: Cast) -> None:
    text = cast.client(Role.EDITOR).get(SEARCH_PAGE, {"q": "<script>x"}).content.decode()
    assert "<script>x" not in text


def test_nobody_keeps_a_record_of_what_was_searched_for(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        cast.client(Role.COORDINATOR).get(SEARCH_PAGE, {"q": "kanarienvogel"})
    assert not [record for record in caplog.records if record.name != "django.db.backends" and "kanar" in str(record)]
    assert not AuditEntry.objects.exists()
