"""Every page in every state passes axe and fits its screen, in both directions of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Site, looked_at
from tests.browser.states import (
    DISPATCHES,
    ENTRANCE,
    FACTS,
    FIGURES,
    INBOX,
    MESSAGES,
    MODERATION,
    NEWSLETTER,
    NOBODY,
    PEOPLE,
    PICTURES,
    READERS,
    TEXTS,
    TRANSLATIONS,
    VOLUNTEERS,
    WORKSPACE,
    State,
)
from tests.chromium import violations

from teilhabe.project.failures import Trouble
from teilhabe.project.templatetags.assets import asset

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

WIDE, PHONE, NARROW = 1280, 375, 320
"""Pixels; 320 are what 1280 become at 400 %."""
GROUPS = {
    "readers": READERS, "figures": FIGURES, "entrance": ENTRANCE, "workspace": WORKSPACE, "people": PEOPLE,
    "texts": TEXTS, "facts": FACTS, "pictures": PICTURES, "translations": TRANSLATIONS, "messages": MESSAGES,
    "dispatches": DISPATCHES, "inbox": INBOX, "newsletter": NEWSLETTER, "moderation": MODERATION,
    "volunteers": VOLUNTEERS,
}  # fmt: skip
SCREENS = [
    *((group, "de", (WIDE, PHONE)) for group in GROUPS),
    *((group, "en", (PHONE,)) for group in ("readers", "figures", "entrance")),
    *((group, "ar", (NARROW,)) for group in ("readers", "entrance")),
]
"""A page that is open is looked at on the next screen as it is. What only the office sees differs in English by its
words alone, which are shorter than the German ones."""
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
OPEN_FOLDS = "document.querySelectorAll('.figure details, .statement details').forEach((each) => { each.open = true })"
IS_ARABIC = """() => document.documentElement.matches('[lang=ar][dir=rtl]')
  && /[\\u0621-\\u064a]{3}/.test(document.querySelector('main').innerText)"""
SEND = """([action, fields]) => {
  const form = Object.assign(document.createElement('form'), { method: 'post', action });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  const token = document.querySelector('input[name=csrfmiddlewaretoken]');
  if (token) form.append(token.cloneNode());
  document.body.append(form);
  form.submit();
}"""

Visit = Callable[[State, str, int], Page]


@pytest.fixture
def visit(chromium: Browser, office_site: Site) -> Iterator[Visit]:
    """One window per role; nothing on any page may complain or ask another server."""
    pages: dict[str, Page] = {}
    complaints: list[str] = []

    def watched(role: str) -> Page:
        page = office_site.context(chromium, role).new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "request",
            lambda sent: complaints.append(sent.url) if not sent.url.startswith(office_site.address) else None,
        )
        return page

    def visited(state: State, language: str, width: int) -> Page:
        page = pages[state.by] = pages.get(state.by) or watched(state.by)
        _on_a_screen_of(page, width)
        _open(page, state, language, office_site.known)
        return page

    yield visited
    for page in pages.values():
        page.context.close()
    assert complaints == []


def _on_a_screen_of(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def _open(page: Page, state: State, language: str, known: dict[str, str]) -> None:
    answer = page.goto(state.address(language, known, of_form=True))
    assert answer is not None
    assert answer.status == state.status, f"{state}: {answer.status}"
    if state.sent is not None:
        _send(page, state.address(language, known), state.sent)


def _send(page: Page, address: str, fields: Mapping[str, str]) -> None:
    with page.expect_navigation():
        page.evaluate(SEND, [address, dict(fields)])


@pytest.mark.parametrize(
    ("group", "language", "widths"), SCREENS, ids=[f"{group}-{language}" for group, language, _widths in SCREENS]
)
def test_nobody_is_shut_out_of_any_page(visit: Visit, group: str, language: str, widths: Sequence[int]) -> None:
    found = {}
    for state in GROUPS[group]:
        page = visit(state, language, widths[0])
        page.evaluate(OPEN_FOLDS)
        for width in widths:
            _on_a_screen_of(page, width)
            looked_at(page, f"{group}-{language}-{width}-{state}")
            found[f"{state} at {width}"] = _faults(page, language)
    assert {name: faults for name, faults in found.items() if faults} == {}


def _faults(page: Page, language: str) -> list[str]:
    faults = violations(page) + ([] if page.evaluate(FITS) else ["wider than the screen"])
    return faults + (["not in Arabic"] if language == "ar" and not page.evaluate(IS_ARABIC) else [])


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_evidence_behind_a_sentence_is_accessible_once_it_is_opened(visit: Visit, width: int) -> None:
    page = visit(State("indicator", NOBODY, ("probestadt", "pop_total")), "de", width)
    page.evaluate(OPEN_FOLDS)
    assert "Urteil" in page.locator(".statement details[open]").first.inner_text()
    assert violations(page) == []
    assert page.evaluate(FITS)


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_pages_that_tell_of_trouble_are_accessible(visit: Visit, language: str) -> None:
    page = visit(State("account_login", ""), language, PHONE)
    page.evaluate("document.querySelector('input[name=csrfmiddlewaretoken]').value = 'x'")
    _send(page, page.url, {})
    assert "403" in page.inner_text("main")
    assert violations(page) == []
    page = visit(State("information:feedback", "", query="item=karte"), language, PHONE)
    _send(page, page.url, {"text": "x" * (17 << 20)})
    assert "413" in page.inner_text("main")
    assert violations(page) == []


@pytest.mark.parametrize("trouble", Trouble)
def test_a_failure_is_told_accessibly(visit: Visit, trouble: Trouble) -> None:
    page = visit(State("start", ""), "de", NARROW)
    page.set_content(render_to_string("500.html", {"trouble": trouble.value, "stylesheet": asset("site.css")}))
    assert violations(page) == []
    assert page.evaluate(FITS)
