"""Parts kept from before make the same file as everything compressed at once."""

from __future__ import annotations

import gzip

from hypothesis import given
from hypothesis import strategies as st

from teilhabe.portal.api.compressing import compressed, separated


@given(st.lists(st.binary(max_size=200)), st.lists(st.integers(0, 255), max_size=3))
def test_any_parts_come_back_as_they_were(parts: list[bytes], letters: list[int]) -> None:
    long = [bytes([letter]) * 20_000 for letter in letters]
    for _twice in range(2):
        assert gzip.decompress(compressed([*parts, *long, *parts])) == b"".join([*parts, *long, *parts])


def test_a_changed_part_in_the_middle_is_told() -> None:
    parts = [f"Absatz {number} mit Wörtern. ".encode() * 40 for number in range(100)]
    compressed(parts)
    parts[50] = b"ganz anders"
    assert gzip.decompress(compressed(parts)) == b"".join(parts)


def test_commas_stand_between() -> None:
    assert b"".join(separated([b"a", b"b", b"c"])) == b"a,b,c"
