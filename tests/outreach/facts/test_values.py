from __future__ import annotations

from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.errors import InputError
from teilhabe.outreach.facts.amounts import CITY
from teilhabe.outreach.facts.values import FactKind, checked, fact_html, fact_text, is_over

LANGUAGES = ("de", "de-simple", "en", "ar", "uk", "ru", "tr", "fa", "prs", "ti", "fr", "xx")
EXAMPLES: dict[FactKind, list[dict[str, Any]]] = {
    FactKind.TEXT: [{"text": "0–3 Jahre"}, {"text": "nach Ansage", "translations": {"ar": "حسب الإعلان"}}],
    FactKind.PHONE: [{"number": "0631 / 365–12 34"}, {"number": "+49 (0)171 1234567"}, {"number": "112"}],
    FactKind.MAIL: [{"address": "integration@example.org"}, {"address": "o'neil&co?x=1@example.org"}],
    FactKind.LINK: [{"url": "https://www.example.org/a?b=1&c=2", "label": "Zur Seite"}, {"url": "/de/ort/"}],
    FactKind.PRICE: [{"amount": "1.234,50", "currency": "eur"}, {"amount": 12}, {"amount": "0"}],
    FactKind.NUMBER: [{"number": "3,50", "unit": "km"}, {"number": -4}],
    FactKind.DEADLINE: [{"date": "2026-01-15"}, {"date": "2028-02-29", "time": "12:30"}],
    FactKind.ADDRESS: [{"street": "Rathausplatz 1", "postcode": "67657", "city": "Kaiserslautern"}],
    FactKind.HOURS: [
        {"weekly": [{"days": ["mo", "we"], "from": "09:00", "to": "12:00"}]},
        {"note": {"de": "Termine nach Vereinbarung"}},
    ],
}
ALL = [(kind, value) for kind, values in EXAMPLES.items() for value in values]
REFUSED: list[tuple[str, Any]] = [
    ("text", {}), ("text", {"text": " \u202e "}), ("text", {"text": 3}), ("text", {"text": "x" * 301}),
    ("text", {"text": "x", "html": "y"}), ("text", []),
    ("phone", {"number": "365 1234"}), ("phone", {"number": "0800 RUF AN"}), ("phone", {"number": "0631" + "1" * 14}),
    ("phone", {"number": "0631/12345\"><script>"}), ("phone", {"number": "٠٦٣١١٢٣٤٥٦٧"}),
    ("mail", {"address": "name@"}), ("mail", {"address": "a b@example.org"}), ("mail", {"address": "<a>@example.org"}),
    ("mail", {"address": "a@exam..ple.org"}),
    ("link", {"url": "javascript:alert(1)"}), ("link", {"url": "//evil.example"}), ("link", {"url": "/\\evil.example"}),
    ("link", {"url": "data:text/html,x"}), ("link", {"url": "https://"}), ("link", {"url": "java\nscript:alert(1)"}),
    ("link", {"url": "tel:112"}),
    ("price", {"amount": "-1"}), ("price", {"amount": "NaN"}), ("price", {"amount": "1e9"}),
    ("price", {"amount": "12.505"}), ("price", {"amount": "1", "currency": "XYZ"}), ("price", {"amount": True}),
    ("number", {"number": "zwei"}), ("number", {"number": None}),
    ("deadline", {"date": "31.01.2026"}), ("deadline", {"date": "2026-02-30"}),
    ("deadline", {"date": "2026-01-01", "time": "25:00"}), ("deadline", {}),
    ("address", {"street": "A 1", "postcode": "kein", "city": "B"}), ("address", {"postcode": "67657", "city": "B"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), ALL)
def test_the_normal_form_of_a_normal_form_is_itself(kind: FactKind, value: dict[str, Any]) -> None:
    normal = checked(kind, value)
    assert checked(kind, normal) == normal


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_what_is_none_of_its_kind_is_refused_with_one_sentence_in_both_languages(kind: str, value: Any) -> None:
    with pytest.raises(InputError) as refused:
        checked(FactKind(kind), value)
    assert refused.value.text.de.endswith(".")
    assert refused.value.text.en.endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "value"), ALL)
def test_every_fact_reads_in_every_language_with_latin_digits(
    kind: FactKind, value: dict[str, Any], language: str
) -> None:
    text = fact_text(kind, checked(kind, value), language)
    assert text
    assert not [each for each in text if each.isdigit() and each not in "0123456789"]


@pytest.mark.parametrize(
    ("kind", "value", "language", "expected"),
    [
        ("price", {"amount": "12.50"}, "de", "12,50\u00a0€"),
        ("price", {"amount": "1234"}, "de", "1.234\u00a0€"),
        ("price", {"amount": "12.5"}, "en", "€12.50"),
        ("price", {"amount": "12"}, "uk", "12\u00a0€"),
        ("price", {"amount": "0"}, "de-simple", "kostenlos"),
        ("number", {"number": "1234.5", "unit": "m²"}, "de", "1.234,5\u00a0m²"),
        ("deadline", {"date": "2026-01-15", "time": "12:00"}, "de", "15. Januar 2026, 12\u00a0Uhr"),
        ("deadline", {"date": "2026-01-15"}, "en", "15 January 2026"),
        ("deadline", {"date": "2026-01-15"}, "ar", "15 يناير 2026"),
        ("deadline", {"date": "2026-01-15"}, "prs", "15 جنوری 2026"),
        ("text", {"text": "ja", "translations": {"fr": "oui"}}, "fr", "oui"),
        ("text", {"text": "ja", "translations": {"fr": "oui"}}, "tr", "ja"),
        ("phone", {"number": "0631 365-0"}, "fa", "\u20660631 365-0\u2069"),
    ],
)
def test_readers_get_what_people_of_their_language_write_in_germany(
    kind: str, value: dict[str, Any], language: str, expected: str
) -> None:
    assert fact_text(FactKind(kind), checked(FactKind(kind), value), language) == expected


@pytest.mark.parametrize(
    ("number", "dialled"),
    [("0631 / 365–12 34", "+496313651234"), ("+49 (0)171 1234567", "+491711234567"),
     ("0033 1 23456789", "+33123456789"), ("112", "112"), ("116 117", "116117")],
)  # fmt: skip
def test_a_number_can_be_called_from_everywhere_and_keeps_its_order_in_arabic(number: str, dialled: str) -> None:
    html = fact_html(FactKind.PHONE, checked(FactKind.PHONE, {"number": number}), "ar")
    assert f'href="tel:{dialled}"' in html
    assert html.startswith('<bdi dir="ltr">')


def test_a_mail_address_cannot_smuggle_headers_into_a_message() -> None:
    html = fact_html(FactKind.MAIL, checked(FactKind.MAIL, {"address": "a?bcc=b&c@example.org"}), "de")
    assert 'href="mailto:a%3Fbcc%3Db%26c@example.org"' in html


def test_a_deadline_is_over_after_its_day_or_its_minute_in_germany() -> None:
    whole, timed = {"date": "2026-03-29"}, {"date": "2026-03-29", "time": "12:00"}
    noon = datetime(2026, 3, 29, 12, tzinfo=CITY)
    assert not is_over(whole, noon + timedelta(hours=11, minutes=59))
    assert is_over(whole, datetime(2026, 3, 30, tzinfo=CITY))
    assert not is_over(timed, noon - timedelta(minutes=1))
    assert is_over(timed, noon)


class _Seen(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "' onmouseover='x",
         "https://e.org/\"onclick=x", "\ue000key\ue001", "{key}", "&lt;b&gt;", "https://e.org/'><svg onload=x>",
         "0631 123456", "67657", "12.5", "a@b.de", "2026-01-01", "09:00", "https://example.org/ä?x=<y>"]
    ),
)  # fmt: skip
NAMES: dict[FactKind, tuple[str, ...]] = {
    FactKind.TEXT: ("text",), FactKind.PHONE: ("number",), FactKind.MAIL: ("address",), FactKind.LINK: ("url", "label"),
    FactKind.PRICE: ("amount", "currency"), FactKind.NUMBER: ("number", "unit"), FactKind.DEADLINE: ("date", "time"),
    FactKind.ADDRESS: ("addition", "street", "postcode", "city"),
}  # fmt: skip


@given(kind=st.sampled_from(list(FactKind)), given_text=HOSTILE, data=st.data())
def test_whatever_passes_the_check_becomes_harmless_html(kind: FactKind, given_text: str, data: st.DataObject) -> None:
    if kind is FactKind.HOURS:
        value: dict[str, Any] = {
            "note": {"de": given_text, "ar": given_text},
            "closed": [{"from": "2026-01-01", "to": "2026-01-02", "reason": {"de": given_text}}],
        }
    else:
        value = {name: data.draw(st.one_of(HOSTILE, st.just(given_text)), label=name) for name in NAMES[kind]}
    try:
        normal = checked(kind, value)
    except InputError:
        return
    for language in ("de", "ar"):
        seen = _Seen(fact_html(kind, normal, language))
        assert set(seen.tags) <= {"bdi", "a"}
        assert not seen.open
        assert {name for name, _value in seen.attributes} <= {"href", "dir", "lang"}
        for name, target in seen.attributes:
            assert name != "href" or (target or "").startswith(("https://", "http://", "/", "tel:", "mailto:"))
        assert "\ue000" not in fact_text(kind, normal, language)
