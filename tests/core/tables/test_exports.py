"""A file holds exactly the rows that were asked for, and the log says that it was made."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import Settings
from python_calamine import CalamineWorkbook
from tests.cast import Cast
from tests.core.tables.lists import make_organisations

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role

LIST = "/probe/organisationen/"


@pytest.fixture
def client(cast: Cast) -> Client:
    make_organisations(120)
    return cast.client(Role.COORDINATOR)


def downloaded(client: Client, query: str) -> tuple[bytes, str]:
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content)  # type: ignore[arg-type]  # the test client is synchronous
    return content, response.headers["Content-Disposition"]


def test_a_csv_file_holds_the_filtered_rows_of_all_pages_in_their_order(client: Client) -> None:
    Organisation.objects.filter(name="Verein 00118").update(name="=1+1")
    content, disposition = downloaded(client, "active=1&sort=-name&export=csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(rows) == Organisation.objects.filter(is_active=True).count() == 82
    assert [rows[0]["Name"], rows[-1]["Name"]] == ["Verein Probe", "'=1+1"]
    assert rows[2]["Angelegt am"] == "2026-04-30 14:00"
    assert rows[0]["Schlüssel"], "columns only for files are there"
    assert 'attachment; filename="organisationen-2' in disposition


def test_a_workbook_holds_the_same_rows_as_values(client: Client) -> None:
    content, disposition = downloaded(client, "q=0011&export=xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Organisationen").to_python()
    assert [row[0] for row in rows] == ["Name", *(f"Verein {number:05}" for number in (11, *range(110, 120)))]
    assert isinstance(rows[1][2], datetime)
    assert isinstance(rows[1][3], float)
    assert disposition.endswith('.xlsx"')


def test_the_log_says_how_many_rows_left_and_not_what_was_searched(client: Client) -> None:
    downloaded(client, "q=00111&export=csv")
    entry = AuditEntry.objects.select_related("detail").get()
    assert (entry.action, entry.target_model) == ("tables.ExportRows", "users.organisation")
    assert entry.detail.after == {"list": "probe-organisations", "format": "csv", "rows": 1}


def test_what_is_invented_says_so_in_the_name_of_the_file(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert 'filename="erfunden-organisationen-' in downloaded(client, "export=csv")[1]


def test_who_may_see_but_not_export_gets_no_file_and_no_button(cast: Cast, client: Client) -> None:
    auditor = cast.client(Role.AUDITOR)
    assert b"export=csv" not in auditor.get(LIST).content
    assert auditor.get(f"{LIST}?export=csv").status_code == 403
    assert not AuditEntry.objects.exists()
