"""No payload becomes more than words, in any place where markup or a fact becomes HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.outreach.hostile.payloads import BY_KIND, payloads
from tests.outreach.hostile.reading import faults_of_page, faults_of_text

from teilhabe.errors import InputError
from teilhabe.outreach.body.blocks import Kind, join, split
from teilhabe.outreach.body.html import Shown, page_html
from teilhabe.outreach.body.inline import CLOSE, OPEN, as_html, fill, inline_html, links_in, plain
from teilhabe.outreach.facts.values import FactKind, checked, fact_html, fact_text

ALL = list(payloads())
KINDS = pytest.mark.parametrize("group", BY_KIND.values(), ids=BY_KIND)
LANGUAGES = ("de", "en", "ar", "fa", "ti")


def test_there_are_many_and_all_differ() -> None:
    assert len(ALL) >= 220
    assert all(len(group) >= 10 for group in BY_KIND.values())


@pytest.mark.parametrize("hostile", ["<img src=x onerror=x>", "<p onclick=x>", '<a href="java&#9;script:x">', "<svg>"])
def test_the_reader_of_these_tests_sees_what_is_wrong(hostile: str) -> None:
    assert faults_of_text(hostile)


@pytest.mark.parametrize(
    "hostile", ["<script>x</script>", "<i style=x>", "<iframe>", "<form action=//e.example>", "<b onx=1>", "<base>"]
)
def test_the_reader_of_pages_sees_what_is_wrong(hostile: str) -> None:
    assert faults_of_page(hostile)


@KINDS
def test_markup_becomes_allowed_elements_only(group: list[str]) -> None:
    for payload in group:
        html = inline_html(payload)
        assert faults_of_text(html) == []
        assert faults_of_page(html) == []
        for kind in Kind:
            for language in ("", "ar"):
                assert faults_of_text(page_html([Shown("k", kind, payload, language)])) == []
        assert faults_of_text(page_html(Shown(f"k{at}", b.kind, b.text) for at, b in enumerate(split(payload)))) == []


@KINDS
def test_saving_and_opening_again_changes_nothing(group: list[str]) -> None:
    for payload in group:
        blocks = split(payload)
        assert split(join(blocks)) == blocks


@KINDS
def test_nobody_forges_a_fact_in_a_text(group: list[str]) -> None:
    """Whatever of a text becomes a fact was named by its key; the value is the office's, not the writer's."""
    for payload in group:
        for rendered in (inline_html(payload), plain(payload)):
            assert rendered.count(OPEN) == rendered.count(CLOSE)
            filled = fill(rendered, {"telefon": "<bdi>0631</bdi>"})
            assert OPEN not in filled
            assert CLOSE not in filled
        link = '<a href="https://www.example.org/onclick=x/">x</a>'
        assert faults_of_text(fill(inline_html(payload), {"telefon": link})) == []
        assert fill(inline_html(payload), {"telefon": link}).count('="<a') == 0


@KINDS
def test_links_lead_to_the_web_to_mail_or_to_a_telephone(group: list[str]) -> None:
    for payload in group:
        for address in links_in(payload):
            assert faults_of_text(f'<a href="{as_html(address)}">x</a>') == []


def _values(payload: str) -> Iterator[tuple[FactKind, dict[str, Any]]]:
    day = {"days": ["mo"], "from": "09:00", "to": "12:00"}
    yield FactKind.TEXT, {"text": payload, "translations": {"ar": payload}}
    yield FactKind.PHONE, {"number": payload}
    yield FactKind.MAIL, {"address": payload}
    yield FactKind.MAIL, {"address": f"{payload}@example.org"}
    yield FactKind.LINK, {"url": payload, "label": payload}
    yield FactKind.LINK, {"url": "https://www.example.org/", "label": payload}
    yield FactKind.LINK, {"url": f"https://www.example.org/{payload}", "label": "x"}
    yield FactKind.PRICE, {"amount": payload, "currency": "EUR"}
    yield FactKind.PRICE, {"amount": "1.00", "currency": payload}
    yield FactKind.NUMBER, {"number": payload, "unit": "km"}
    yield FactKind.NUMBER, {"number": "3", "unit": payload}
    yield FactKind.DEADLINE, {"date": payload}
    yield FactKind.DEADLINE, {"date": "2026-01-31", "time": payload}
    yield FactKind.ADDRESS, {"addition": payload, "street": payload, "postcode": "67657", "city": payload}
    yield FactKind.ADDRESS, {"street": "Weg 1", "postcode": payload, "city": "Ort"}
    yield FactKind.HOURS, {"weekly": [day], "closed": [], "note": {"de": payload, "ar": payload}}
    reason = {"from": "2026-12-24", "to": "2026-12-26", "reason": {"de": payload, "ar": payload}}
    yield FactKind.HOURS, {"weekly": [day], "closed": [reason], "note": {}}
    yield FactKind.HOURS, {"weekly": [{**day, "days": [payload]}], "closed": [], "note": {}}


@KINDS
def test_a_fact_is_refused_or_harmless(group: list[str]) -> None:
    for payload in group:
        for kind, value in _values(payload):
            try:
                normal = checked(kind, value)
            except InputError:
                continue
            for language in LANGUAGES:
                html = fact_html(kind, normal, language)
                assert faults_of_text(html) == [], (kind, language)
                assert isinstance(fact_text(kind, normal, language), str)
                # In the middle of a link or a text of its own the value stays what it is.
                assert faults_of_text(fill(inline_html("**{f}** [x](https://www.example.org)"), {"f": html})) == []
