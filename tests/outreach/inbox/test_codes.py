"""Codes are rare, readable in every script's handwriting, and stored as a keyed hash only."""

from __future__ import annotations

import math

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.outreach.inbox.codes import GROUP, GROUPS, SYMBOLS, code_hash, folded, new_code


def test_a_code_has_at_least_sixty_bits_and_no_lookalikes() -> None:
    assert math.log2(len(set(SYMBOLS))) * GROUPS * GROUP >= 60
    assert not set("0O1IL2Z5S8B6GV") & set(SYMBOLS)
    assert len({new_code() for _time in range(2000)}) == 2000


def test_every_symbol_is_used_evenly() -> None:
    counts = dict.fromkeys(SYMBOLS, 0)
    for _time in range(2000):
        for symbol in new_code().replace("-", ""):
            counts[symbol] += 1
    expected = 2000 * GROUPS * GROUP / len(SYMBOLS)
    assert all(abs(count - expected) < 6 * math.sqrt(expected) for count in counts.values())


@given(st.text(SYMBOLS, min_size=15, max_size=15), st.sampled_from(["", " ", "-", "–", "\u00a0", "\u200f", ". "]))
def test_a_code_is_read_however_it_is_set_out(symbols: str, between: str) -> None:
    groups = [symbols[start : start + GROUP] for start in range(0, 15, GROUP)]
    assert folded(between.join(groups).lower()) == "-".join(groups)


@pytest.mark.parametrize("typed", ["٣КТQА-٩WХЕР-DRМ٧Н", "3KTQA–9WXEP–DRM7H", "３ＫＴＱＡ９ＷＸＥＰＤＲＭ７Ｈ"])
def test_digits_and_letters_of_other_scripts_are_understood(typed: str) -> None:
    assert folded(typed) in ("3KTQA-9WXEP-DRM7H",)


@given(st.text())
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    code = folded(typed)
    assert code == "" or folded(code) == code


def test_the_hash_depends_on_the_secret_key() -> None:
    code = new_code()
    before = code_hash(code)
    assert len(before) == 64
    with override_settings(SECRET_KEY="ein anderer Schlüssel"):
        assert code_hash(code) != before
