"""The audit log as a list for those who may read it: filtered, searched, exported, entry by entry."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast

from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.users.models import Organisation, User
from teilhabe.core.users.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

LOG = "/de/buero/protokoll/"


def _logged(user: User | None, target: Organisation, at: datetime | None = None, **detail: Any) -> AuditEntry:
    entry = AuditEntry.objects.create(
        user=user,
        operator="" if user else "Probe an der Kommandozeile",
        at=at or timezone.now(),
        action="actors.ChangeOrganisation",
        target_model="users.organisation",
        target_key=str(target.pk),
    )
    AuditDetail.objects.create(entry=entry, **{"target_label": str(target), **detail})
    return entry


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.ADMINISTRATOR}))
def test_nobody_else_reads_the_log(cast: Cast, role: Role) -> None:
    entry = _logged(None, cast.organisation)
    client = cast.client(role)
    assert client.get(LOG).status_code == 403
    assert client.get(f"{LOG}{entry.pk}/").status_code in {403, 404}
    assert LOG not in client.get("/de/buero/").content.decode()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_readers_find_the_log_in_their_navigation(cast: Cast, role: Role) -> None:
    assert f'href="{LOG}"' in cast.client(role).get("/de/buero/").content.decode()


def test_the_log_is_narrowed_by_person_action_kind_day_and_label(cast: Cast) -> None:
    head = cast.user(Role.HEAD_OF_OFFICE)
    _logged(head, cast.organisation, at=datetime(2026, 11, 3, 9, 15, tzinfo=UTC))
    _logged(None, cast.other_organisation, at=datetime(2026, 11, 5, 9, 15, tzinfo=UTC))
    client = cast.client(Role.AUDITOR)
    for asked, seen in (
        ({}, {"Probe", "Fremd"}),
        ({"user": str(head.pk)}, {"Probe"}),
        ({"q": "fremd"}, {"Fremd"}),
        ({"at_from": "2026-11-04"}, {"Fremd"}),
        ({"at_to": "2026-11-03"}, {"Probe"}),
        ({"kind": "actors.person"}, set()),
        ({"target": f"users.organisation:{cast.organisation.pk}"}, {"Probe"}),
        ({"target": "nonsense"}, set()),
    ):
        text = client.get(LOG, asked).content.decode()
        assert {name for name in ("Probe", "Fremd") if f"„Verein {name}“ " in text} == seen, asked


def test_an_entry_is_told_with_before_and_after_and_leads_to_its_history(cast: Cast) -> None:
    entry = _logged(
        cast.user(Role.HEAD_OF_OFFICE),
        cast.organisation,
        at=datetime(2026, 11, 3, 9, 15, tzinfo=UTC),
        before={"name": "Verein Alt", "is_active": True},
        after={"name": "Verein Probe", "is_active": False},
    )
    text = cast.client(Role.AUDITOR).get(f"{LOG}{entry.pk}/").content.decode()
    assert "Leitung hat am 3. November 2026 um 10:15 Uhr" in text
    assert "Verein Alt" in text
    assert text.index("ja</td>") < text.index("nein</td>")
    assert f"?target=users.organisation:{cast.organisation.pk}" in text


def test_an_entry_about_no_single_row_is_told_without_a_history(cast: Cast) -> None:
    entry = _logged(None, cast.organisation, after={"rows": 3})
    bare = AuditEntry.objects.create(operator="Probe", action="tables.ExportRows", target_model="actors.person")
    AuditDetail.objects.create(entry=bare, after={"rows": 3})
    client = cast.client(Role.AUDITOR)
    assert "?target=" in client.get(f"{LOG}{entry.pk}/").content.decode()
    assert "?target=" not in client.get(f"{LOG}{bare.pk}/").content.decode()


def test_a_redacted_entry_says_why_it_is_empty(cast: Cast) -> None:
    entry = _logged(None, cast.organisation, target_label="", redacted_at=timezone.now())
    text = cast.client(Role.AUDITOR).get(f"{LOG}{entry.pk}/").content.decode()
    assert "geschwärzt" in text
    assert "Verein Probe" not in text


def test_what_is_exported_says_what_changed(cast: Cast) -> None:
    _logged(None, cast.organisation, before={"name": "Verein Alt"}, after={"name": "Verein Probe"})
    answer = cast.client(Role.AUDITOR).get(LOG, {"export": "csv"})
    content = b"".join(answer) if answer.streaming else answer.content
    assert "Name: Verein Alt → Verein Probe" in content.decode("utf-8-sig")


def test_the_list_asks_little_of_the_database(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(60):
        _logged(cast.user(Role.HEAD_OF_OFFICE), cast.organisation)
    client = cast.client(Role.AUDITOR)
    client.get(LOG)
    with django_assert_max_num_queries(15):
        client.get(LOG)
