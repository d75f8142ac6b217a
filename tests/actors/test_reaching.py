"""However a number or an address is written, it is found; and nothing is kept with which nobody can be reached."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.actors.reaching import MAIL, MESSENGER, MOBILE, PHONE, POST, WEB, contact_key, link, written
from teilhabe.errors import InputError


@pytest.mark.parametrize(
    "number",
    ["0631 1234567", "0631/12 34 567", "(0631) 123-4567", "+49 631 1234567", "0049 631 1234567", "+49 (0)631 1234567"],
)
def test_one_number_has_one_key_however_it_is_written(number: str) -> None:
    assert contact_key(PHONE, number) == "+496311234567"
    assert link(PHONE, number) == "tel:+496311234567"


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        (MAIL, " Ayse.Yilmaz@Musterstadt.EXAMPLE ", "ayse.yilmaz@musterstadt.example"),
        (WEB, "https://www.Verein.example/", "verein.example"),
        (WEB, "verein.example", "verein.example"),
        (POST, "Hauptstr. 5, 12345  Musterstadt", "hauptstrasse 5 12345 musterstadt"),
        (POST, "Hauptstraße 5 12345 Musterstadt", "hauptstrasse 5 12345 musterstadt"),
        (MESSENGER, "@Ayse", "ayse"),
        (MESSENGER, "0171 3920012", "+491713920012"),
        (PHONE, "110", "110"),
    ],
)
def test_each_kind_is_compared_in_its_own_way(kind: str, value: str, key: str) -> None:
    assert contact_key(kind, value) == key


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [
        (MAIL, "ayse@", "E-Mail-Adresse"),
        (PHONE, "ruf mich an", "Ziffern"),
        (PHONE, "1234567", "Vorwahl"),
        (MOBILE, "0171", "zu kurz"),
        (MOBILE, "+49171123456789012", "zu lang"),
        (WEB, "javascript:alert(1)", "Webseite"),
        (WEB, "ftp://verein.example", "Webseite"),
        (WEB, "https://[verein.example", "Webseite"),
        (POST, "   ", "etwas"),
    ],
)
def test_what_cannot_reach_anybody_is_refused_in_plain_words(kind: str, value: str, word: str) -> None:
    with pytest.raises(InputError) as refused:
        written(kind, value)
    assert word in refused.value.text.de


def test_a_web_address_gets_the_scheme_that_opens_it() -> None:
    assert written(WEB, "www.verein.example") == "https://www.verein.example"


def test_only_addresses_of_the_web_become_web_links() -> None:
    assert link(WEB, "javascript:alert(1)") == ""
    assert link(POST, "Hauptstraße 5") == ""
    assert link(PHONE, "110") == ""


@given(st.sampled_from([MAIL, PHONE, MOBILE, POST, MESSENGER, WEB]), st.text())
def test_every_text_has_a_key_and_the_key_is_its_own_key(kind: str, value: str) -> None:
    key = contact_key(kind, value)
    if kind in (PHONE, MOBILE) and key.startswith("+"):
        assert contact_key(kind, key) == key
