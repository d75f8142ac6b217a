"""Inline markup: little of it becomes HTML, and nothing else can."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.outreach.body.inline import (
    CLOSE,
    OPEN,
    facts_in,
    fill,
    inline_html,
    is_safe_address,
    links_in,
    plain,
)


def test_strong_stress_and_links_are_all_there_is() -> None:
    html = inline_html("**fett** und *betont*, [Amt](https://www.example.org/a?b=1&c=2)")
    assert html == (
        '<strong>fett</strong> und <em>betont</em>, <a href="https://www.example.org/a?b=1&amp;c=2">Amt</a>'
    )


def test_facts_are_markers_until_somebody_fills_them() -> None:
    html = inline_html("Rufen Sie an: {telefon-beratung}.")
    assert fill(html, {"telefon-beratung": "<bdi>0631 1</bdi>"}) == "Rufen Sie an: <bdi>0631 1</bdi>."
    assert fill(html, {}) == "Rufen Sie an: …."


def test_nobody_can_write_a_marker_by_hand() -> None:
    assert fill(inline_html(f"{OPEN}geheim{CLOSE}"), {"geheim": "x"}) == "geheim"


@pytest.mark.parametrize("text", ["{}", "{ a }", "{Gross}", "{a_b}", "{a", "a}", "{ä}"])
def test_other_braces_are_text(text: str) -> None:
    assert facts_in(text) == []
    assert plain(text) == text


@pytest.mark.parametrize(
    "address", ["https://a.example", "http://a.example", "mailto:a@b.example", "tel:+4963112", "/de/impressum/"]
)
def test_safe_addresses(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x",
        "//evil.example", "\\\\evil.example", "file:///etc/passwd", "blob:x", "nix",
    ],
)  # fmt: skip
def test_other_addresses_are_no_links(address: str) -> None:
    assert not is_safe_address(address)
    assert "<a" not in inline_html(f"[x]({address})")


@pytest.mark.parametrize("address", ["/\\evil.example", "http://[", ""])
def test_addresses_that_browsers_might_read_otherwise_are_not_safe(address: str) -> None:
    assert not is_safe_address(address)


def test_a_backslash_in_an_address_is_written_so_that_no_browser_takes_it_for_a_slash() -> None:
    assert inline_html("[x](/\\evil.example)") == '<a href="/%5Cevil.example">x</a>'


def test_protected_spaces_stay() -> None:
    assert inline_html("«\u00a0oui\u00a0»\nnon") == "«\u00a0oui\u00a0» non"


def test_links_and_words_can_be_asked_for() -> None:
    text = "Siehe [**das** Amt](https://a.example) und \\*Stern\\*."
    assert links_in(text) == ["https://a.example"]
    assert plain(text) == "Siehe das Amt und *Stern*."


TAG = re.compile(r"</?(?:strong|em)>|<a href=\"[^\"<>]*\">|</a>")


@given(st.text(alphabet=st.sampled_from(list("<>\"'&;:/()[]{}*_\\!`#-=abcjsript \n\t\x00\u2028")), max_size=120))
def test_no_text_makes_another_tag(text: str) -> None:
    rest = TAG.sub("", inline_html(text))
    assert "<" not in rest
    assert ">" not in rest
    assert '"' not in rest
