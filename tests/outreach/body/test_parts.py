"""Segments that become several blocks, and blocks that say what several segments say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.outreach.body.blocks import Block, Kind, one_line
from teilhabe.outreach.body.parts import WITH_ABOVE, made_from, parts, said_by, stored, written
from teilhabe.outreach.body.segments import LEFT_OUT, segment_hash

P = Kind.PARAGRAPH
WORDS = st.text(alphabet="ab {}*-+#1.•", max_size=12)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (P, "Eins.", [(P, "Eins.")]),
        (P, "Eins. {+} Zwei.", [(P, "Eins."), (P, "Zwei.")]),
        (P, "Mit: {•} Ausweis {•} Vertrag", [(P, "Mit:"), (Kind.POINT, "Ausweis"), (Kind.POINT, "Vertrag")]),
        (P, "{#} Gehen {#} Fragen", [(Kind.STEP, "Gehen"), (Kind.STEP, "Fragen")]),
        (Kind.POINT, "Ausweis {+} Vertrag", [(Kind.POINT, "Ausweis"), (Kind.POINT, "Vertrag")]),
        (Kind.HEADING, "Wohnen {+} Hier steht mehr.", [(Kind.HEADING, "Wohnen"), (P, "Hier steht mehr.")]),
        (Kind.TITLE, "Wohnen {+} Miete", [(Kind.TITLE, "Wohnen Miete")]),
        (P, "Rufen Sie an: {telefon}.", [(P, "Rufen Sie an: {telefon}.")]),
    ],
)  # fmt: skip
def test_one_segment_becomes_the_blocks_that_it_names(kind: Kind, text: str, expected: list[tuple[Kind, str]]) -> None:
    assert parts(kind, text) == [Block(*each) for each in expected]


def test_empty_lines_and_lists_are_written_as_usual_and_kept_on_one_line() -> None:
    typed = "Sie brauchen:\n\n- Ausweis\n- Vertrag\n\nDann kommen Sie."
    assert stored(typed) == "Sie brauchen: {•} Ausweis {•} Vertrag {+} Dann kommen Sie."
    assert written(stored(typed)) == typed


@pytest.mark.parametrize("text", ["1. Januar: geschlossen", "- minus", "Zeile\nZeile", LEFT_OUT, WITH_ABOVE])
def test_one_block_stays_as_it_was_typed(text: str) -> None:
    assert stored(text) == one_line(text)


@given(WORDS.map(stored))
def test_what_is_shown_in_the_field_is_saved_as_the_same(text: str) -> None:
    assert stored(written(stored(written(text)))) == stored(written(text))


@given(st.lists(st.sampled_from(["", "Text.", LEFT_OUT, WITH_ABOVE]), max_size=8))
def test_every_segment_is_said_by_one_with_words_at_or_above_it(texts: list[str]) -> None:
    keys = [f"k{place}" for place in range(len(texts))]
    said = said_by([(key, "paragraph") for key in keys], dict(zip(keys, texts, strict=True)))
    for key, speaker in said.items():
        assert keys.index(speaker) <= keys.index(key)
        assert texts[keys.index(speaker)] != WITH_ABOVE
    assert all(key not in said for key, text in zip(keys, texts, strict=True) if not text)


def test_nothing_is_said_by_a_title_or_across_a_gap() -> None:
    source = [("t", "title"), ("a", "paragraph"), ("b", "paragraph"), ("c", "paragraph")]
    assert said_by(source, {"t": "Titel", "a": WITH_ABOVE, "c": WITH_ABOVE}) == {"t": "t"}
    assert said_by(source, {"a": "Text.", "b": LEFT_OUT, "c": WITH_ABOVE}) == {"a": "a", "b": "b", "c": "a"}


def test_the_hash_of_a_segment_is_over_all_that_it_says_and_over_nothing_else() -> None:
    hashes = {key: segment_hash(key) for key in "abc"}
    alone = made_from(hashes, {key: key for key in "abc"})
    joined = made_from(hashes, {"a": "a", "b": "a", "c": "c"})
    assert alone == hashes
    assert joined.keys() == {"a", "c"}
    assert joined["c"] == hashes["c"]
    assert len({joined["a"], hashes["a"], hashes["b"]}) == 3
