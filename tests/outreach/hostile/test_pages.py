"""Every page that is found by following links, public and of the office, with every field full of payloads."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from urllib.parse import quote, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, resolve
from tests.cast import Cast
from tests.outreach.hostile.filling import ALL_IN_ONE, converse, fill, stored
from tests.outreach.hostile.reading import faults_of_page, faults_of_text

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.portal.information import feedback_gate as gate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

OURS = ("information:", "content:", "inbox:", "translation:", "pictures:", "workspace:search", "start")
PER_ROUTE = 2
"""Pages of one route and language: each list shows all payloads, and one item carries all of them."""
STARTS = ["/de/", "/ar/", f"/de/informationen/seite/{ALL_IN_ONE}/", f"/ar/information/page/{ALL_IN_ONE}/"]
OFFICE = ["informationen/", "posteingang/", "uebersetzen/", "bilder/", "informationen/pruefen/", "suche/?q=script"]


def _crawl(client: Client, starts: list[str]) -> dict[str, str]:
    """HTML by address; only pages of information, a few of each route."""
    found: dict[str, str] = {}
    waiting, taken = list(starts), Counter[tuple[str, str]]()
    seen = set(starts)
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found[address] = answer.content.decode()
            for link in re.findall(r'href="([^"#]+)', found[address]):
                _take(unescape(link), seen, taken, waiting)
    return found


def _take(link: str, seen: set[str], taken: Counter[tuple[str, str]], waiting: list[str]) -> None:
    if link in seen or not link.startswith("/") or "export=" in link:
        return
    try:
        name = resolve(urlsplit(link).path).view_name
    except Resolver404:
        return
    route = (name, link[:4])
    if name.startswith(OURS) and taken[route] < PER_ROUTE:
        taken[route] += 1
        seen.add(link)
        waiting.append(link)


def test_no_page_carries_more_than_words(cast: Cast, client: Client) -> None:
    fill(cast)
    cache.clear()
    pages = _crawl(client, STARTS)
    pages |= _crawl(cast.client(Role.EDITOR), [f"/de/buero/{part}" for part in OFFICE])
    pages |= _crawl(cast.client(Role.EDITOR), [f"/de/buero/posteingang/{Conversation.objects.latest('pk').pk}/"])
    assert len(pages) >= 40
    assert {address: faults for address, html in pages.items() if (faults := faults_of_page(html))} == {}
    for language in ("de", "ar"):
        for reading in shelf(language).readings:
            assert faults_of_text(reading.html) == [], reading.key


def test_whatever_is_searched_for_or_sent_comes_back_as_words(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LEAST_SECONDS", -1)
    monkeypatch.setattr(gate, "RATES", {})
    editor = cast.client(Role.EDITOR)
    for number, payload in enumerate(stored()):
        addresses = [
            f"/ar/information/feedback/?item={quote(payload[:200])}&path=/{quote(payload[:200])}&thanks=no",
            f"/ar/information/search/?q={quote(payload[:200])}",
        ]
        texts = [client.get(address).content.decode() for address in addresses]
        if number % 6 == 0:
            sent = {"text": payload, "item": payload, "path": payload, "ticket": payload}
            texts.append(client.post("/ar/information/feedback/", sent).content.decode())
            texts.append(client.post("/ar/information/answer/", {"code": payload}).content.decode())
        if number % 20 == 0:
            texts.append(editor.get(f"/de/buero/suche/?q={quote(payload[:100])}").content.decode())
            texts.append(editor.get(f"/de/buero/posteingang/?language={quote(payload[:100])}").content.decode())
        assert [faults_of_page(text) for text in texts] == [[]] * len(texts), payload


def test_null_characters_are_refused_with_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LEAST_SECONDS", -1)
    cache.clear()
    for values in ({"text": "a\x00b", "ticket": gate.new_ticket()}, {"text": "a", "ticket": "x\x00"}):
        answer = client.post("/de/informationen/rueckmeldung/", {**values, "item": "a\x00", "path": "/\x00"})
        assert answer.status_code == 200
    assert client.post("/de/informationen/rueckmeldung/", {"helpful": "yes", "item": "\x00", "path": "/\x00"})
    assert client.post("/de/informationen/antwort/", {"code": "\x00"}).status_code == 200
    assert Feedback.objects.get().path == ""


def test_questions_and_answers_reach_both_sides_as_words(cast: Cast, client: Client) -> None:
    cache.clear()
    whole = "\n\n".join(stored())
    code, conversation = converse(whole)
    for page in (
        client.get(f"/ar/information/answer/{code}/"),
        cast.client(Role.EDITOR).get(f"/de/buero/posteingang/{conversation.pk}/"),
    ):
        html = page.content.decode()
        assert page.status_code == 200
        assert html.count("window.__xss") > 300
        assert faults_of_page(html) == []
