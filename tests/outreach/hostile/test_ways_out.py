"""What leaves the house and what comes back: feeds, calendars, the interface, PDF, files for agencies, folders."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar
from pytest_django import DjangoDbBlocker
from tests.cast import Cast, make_cast
from tests.outreach.hostile.filling import ALL_IN_ONE, fill, stored
from tests.outreach.hostile.reading import faults_of_page, faults_of_text

from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.content.models import InfoItem, Segment, Variant
from teilhabe.outreach.translation.actions.exchange import compare
from teilhabe.outreach.translation.exchange.formats import FORMATS, read
from teilhabe.outreach.translation.selectors.exchange import parcel_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

ATOM = "{http://www.w3.org/2005/Atom}"
EVENT = {"UID", "DTSTAMP", "DTSTART", "DTEND", "RRULE", "EXDATE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL",
         "LAST-MODIFIED", "SEQUENCE", "STATUS", "TRANSP", "CLASS", "CATEGORIES", "RDATE", "GEO"}  # fmt: skip
"""What an event may say; an attachment or an alarm came from a payload."""
ACTIVE = (b"/JavaScript", b"/JS ", b"/Launch", b"/OpenAction", b"/EmbeddedFile", b"/SubmitForm", b"/AA ")
SCHEMES = (b"https:", b"http:", b"mailto:", b"tel:")


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Filled once; what a test changes is taken back after it, and the rest after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        fill(cast)
        yield cast
        transaction.set_rollback(True)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_feeds_carry_words_and_harmless_html(filled: Cast, client: Client, language: str) -> None:
    home = reverse("information:home").replace("/de/informationen/", f"/{language}/{_home(language)}/")
    atom = client.get(f"{home}feed.atom")
    entries = ElementTree.fromstring(atom.content).findall(f"{ATOM}entry")
    assert len(entries) >= 20
    assert [faults_of_text(entry.findtext(f"{ATOM}content") or "") for entry in entries] == [[]] * len(entries)
    links = [link.get("href", "") for link in ElementTree.fromstring(atom.content).iter(f"{ATOM}link")]
    assert {link.partition(":")[0] for link in links} <= {"http", "https"}
    told = client.get(f"{home}feed.json")
    assert [faults_of_text(item["content_html"]) for item in told.json()["items"]] == [[]] * len(entries)
    assert {atom["X-Content-Type-Options"], told["X-Content-Type-Options"]} == {"nosniff"}
    assert "html" not in atom["Content-Type"] + told["Content-Type"]


def _home(language: str) -> str:
    return "informationen" if language == "de" else "information"


def test_a_calendar_says_nothing_that_a_text_smuggled_in(filled: Cast, client: Client) -> None:
    content = client.get("/de/informationen/termine.ics").content
    events = Calendar.from_ical(content).walk("VEVENT")
    assert len(events) >= 20
    assert {name for event in events for name in event} <= EVENT
    assert [part.name for event in events for part in event.subcomponents] == []
    assert len(re.findall(rb"^BEGIN:VEVENT\r$", content, re.M)) == len(events)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert {str(event.get("URL", "http:")).partition(":")[0] for event in events} <= {"http", "https"}


def test_the_interface_gives_out_the_same_harmless_html(filled: Cast, client: Client) -> None:
    for language in ("de", "ar"):
        answer = client.get(f"/api/v1/{language}/items")
        texts = [value for value in _strings(answer.json()) if value[0] in ("html", "body", "content")]
        assert answer["Content-Type"].startswith("application/json")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert [faults_of_text(html) for _name, html in texts] == [[]] * len(texts)
        whole = client.get(f"/api/v1/{language}/items/{ALL_IN_ONE}")
        found = [html for name, html in _strings(whole.json()) if "<" in html and name in ("html", "body", "content")]
        assert found
        assert [faults_of_text(html) for html in found] == [[]] * len(found)
    for payload in stored()[::10]:
        assert client.get("/api/v1/de/search", {"q": payload[:100]}).status_code in (200, 400, 422)
        assert client.get("/api/v1/de/items", {"since": payload, "category": payload}).status_code in (200, 400, 422)


def _strings(value: Any, name: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [found for key, each in value.items() for found in _strings(each, key)]
    if isinstance(value, list):
        return [found for each in value for found in _strings(each, name)]
    return [(name, value)] if isinstance(value, str) else []


def test_a_document_runs_nothing_and_links_to_the_web_only(filled: Cast, client: Client) -> None:
    for language in ("de", "ar"):
        with translation.override(language):
            address = reverse("information:document", args=[ALL_IN_ONE])
        content = client.get(address).content
        assert content.startswith(b"%PDF")
        assert [name for name in ACTIVE if name in content] == []
        assert [uri for uri in re.findall(rb"/URI\s*\(([^)]*)", content) if not uri.startswith(SCHEMES)] == []


def _seen(text: str) -> str:
    """Without what XML cannot carry and what nobody sees: controls, edges of links, characters that are none."""
    return "".join(each for each in text if each.isprintable() and not each.isspace())


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_files_for_agencies_bring_every_text_back_unchanged(filled: Cast, kind: str) -> None:
    variant = Variant.objects.get(item__key=ALL_IN_ONE, language="ar")
    changed = [change for change in compare(read(FORMATS[kind].write(parcel_of(variant)))) if change.pair]
    assert [change.unit for change in changed if _seen(change.unit.target) != _seen(change.pair.text)] == []
    assert len(changed) <= 5
    if kind != "po":
        root = ElementTree.fromstring(FORMATS[kind].write(parcel_of(variant)))
        assert {each.tag.partition("}")[2].lower() for each in root.iter()}.isdisjoint({"script", "svg", "img"})


def test_the_glossary_starts_no_formula_in_a_spreadsheet_and_comes_back(filled: Cast) -> None:
    client = filled.client(Role.EDITOR)
    content = client.get(reverse("translation:terms_export")).content
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) > 200
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    file = BytesIO(content)
    file.name = "glossar.csv"
    back = client.post(reverse("translation:terms_import"), {"file": file})
    assert back.status_code in (200, 302)
    assert faults_of_page(back.content.decode()) == []


def test_lists_of_the_office_start_no_formula_either(filled: Cast) -> None:
    client = filled.client(Role.EDITOR)
    for route in ("content:items", "content:facts", "inbox:list", "pictures:pictures"):
        page = client.get(reverse(route)).content.decode()
        exports = sorted(set(re.findall(r'href="\?([^"]*export=csv[^"]*)"', page)))
        for query in exports:
            content = client.get(f"{reverse(route)}?{unescape(query)}").getvalue().decode("utf-8-sig")
            cells = [cell for row in csv.reader(StringIO(content), delimiter=";") for cell in row]
            assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == [], route


def test_a_hostile_file_is_shown_as_words_before_it_is_taken_over(filled: Cast) -> None:
    client = filled.client(Role.EDITOR)
    variant = Variant.objects.get(item__key=ALL_IN_ONE, language="ar")
    Segment.objects.filter(variant=variant).update(text="x")
    original = Variant.objects.get(item__key=ALL_IN_ONE, language="de")
    hostile = {segment.key: segment.text for segment in original.segments.all()}
    parcel = parcel_of(variant)
    for unit in parcel.units:
        object.__setattr__(unit, "target", hostile[unit.identity.key])
    file = BytesIO(FORMATS["xliff2"].write(parcel))
    file.name = "zurueck.xlf"
    page = client.post(reverse("translation:exchange"), {"file": file}).content.decode()
    assert page.count("window.__xss") > 100
    assert faults_of_page(page) == []


def test_an_urgent_notice_is_words_in_its_form_and_on_every_page(filled: Cast) -> None:
    editor = filled.client(Role.EDITOR)
    address, until = reverse("content:urgent_add", args=["own"]), "2099-01-01T00:00"
    for payload in stored()[::12]:
        short = payload[:120]
        values = {"title_de": short, "text_de": payload[:600], "title_ar": short, "text_ar": payload[:600]}
        page = editor.post(address, {**values, "until": until, "preview": ""})
        assert page.status_code == 200
        assert faults_of_page(page.content.decode()) == [], payload
    for payload in stored()[::60]:
        values = {"title_de": payload[:120], "text_de": payload[:600]}
        assert editor.post(address, {**values, "until": until}).status_code in (200, 302)
    assert InfoItem.objects.filter(is_urgent=True).count() >= 3
    for path in ("/de/", "/ar/", "/de/buero/informationen/dringend/"):
        assert faults_of_page(editor.get(path).content.decode()) == []


def test_a_folder_of_hostile_texts_comes_back_unchanged_or_is_refused_whole(filled: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    call_command("content", "export", str(folder))
    before = list(Segment.objects.order_by("pk").values_list("key", "text"))
    said = StringIO()
    try:
        call_command("content", "import", str(folder), stdout=said, stderr=said)
    except InputError:
        assert said.getvalue()
    assert list(Segment.objects.order_by("pk").values_list("key", "text")) == before
    assert all(path.resolve().is_relative_to(folder.resolve()) for path in folder.rglob("*"))


def test_structured_data_of_a_page_ends_where_it_should(filled: Cast, client: Client) -> None:
    html = client.get(f"/de/informationen/seite/{ALL_IN_ONE}/").content.decode()
    for block in re.findall(r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', html, re.S):
        assert json.loads(block)
