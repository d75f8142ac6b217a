"""What nobody sees changes nothing, and every finding points at what it means."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outreach.readability.triples import triples

from teilhabe.outreach.body.blocks import Block, Kind, split
from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.check import check

TEXTS = [text for texts in triples().values() for text in (texts["legal"], texts["plain"], texts["easy"])]
UNSEEN = st.text(st.sampled_from("\xad\u200b\u200c\u200d\u2060\ufeff\u3164\u200e"), min_size=1, max_size=3)
BLANKS = st.text(st.sampled_from(" \t\n\r\u00a0\u2003\u2028\u2800"), min_size=1, max_size=4)


@given(st.sampled_from(TEXTS), st.data())
def test_characters_without_width_change_no_score(text: str, data: st.DataObject) -> None:
    blocks = split(text)
    number = data.draw(st.integers(0, len(blocks) - 1))
    place = data.draw(st.integers(0, len(blocks[number].text)))
    old = blocks[number]
    changed = [*blocks]
    changed[number] = Block(old.kind, old.text[:place] + data.draw(UNSEEN) + old.text[place:])
    assert check(changed).scores == check(blocks).scores
    assert [each.rule for each in check(changed).findings] == [each.rule for each in check(blocks).findings]


@given(st.sampled_from(TEXTS), st.data())
def test_blanks_and_empty_blocks_change_no_score(text: str, data: st.DataObject) -> None:
    blocks = split(text)
    wide = [Block(each.kind, each.text.replace(" ", data.draw(BLANKS))) for each in blocks]
    empty = data.draw(st.lists(st.sampled_from(["", " ", "\n\n", "** **", "\u200b", "...", "!?"]), max_size=5))
    padded = [*(Block(Kind.PARAGRAPH, each) for each in empty), *wide, *(Block(Kind.POINT, each) for each in empty)]
    assert check(padded).scores == check(blocks).scores


@given(st.sampled_from(TEXTS), st.integers(1, 8))
def test_repeated_marks_and_blank_lines_change_no_score(text: str, times: int) -> None:
    spammed = text.replace(".", "." * times).replace("\n\n", "\n" * (2 * times))
    assert check(split(spammed)).scores == check(split(text)).scores


@given(st.lists(st.sampled_from(["Antrag", "Behörde", "Zuständigkeit", "Verlängerung", "Nachweis"]), min_size=6))
def test_full_stops_between_words_make_no_text_easier_and_are_found(words: list[str]) -> None:
    whole = check([Block(Kind.PARAGRAPH, " ".join(words) + ".")])
    chopped = check([Block(Kind.PARAGRAPH, ". ".join(words) + ".")])
    assert chopped.scores == whole.scores
    assert "chopped" in {each.rule for each in chopped.findings}


def test_a_heading_and_a_point_are_sentences_without_a_full_stop() -> None:
    assert check(split("## Was Sie brauchen\n\n- Ausweis\n- Mietvertrag\n\nKommen Sie.")).scores.sentences == 4


def test_decomposed_letters_count_like_composed_ones() -> None:
    assert (
        check(split("Die Behörde prüft für Sie.")).scores
        == check(split("Die Beho\u0308rde pru\u0308ft fu\u0308r Sie.")).scores
    )


@given(st.text(max_size=200), st.sampled_from(Level))
def test_any_text_is_read_and_every_finding_lies_in_its_block(text: str, level: Level) -> None:
    blocks = [Block(Kind.PARAGRAPH, text), Block(Kind.TITLE, text[::-1])]
    for each in check(blocks, level).findings:
        assert 0 <= each.start < each.end <= len(blocks[each.block].text)


@pytest.mark.parametrize(
    "piece", ["[", "](", "**", "{a", "a.", "1 ", "§", "ge", "zu", "\u0308", "www.", "a@", "http://", "- "]
)
def test_no_text_makes_the_check_slow(piece: str) -> None:
    before = time.process_time()
    check([Block(Kind.PARAGRAPH, piece * 20_000)])
    assert time.process_time() - before < 3


def test_an_empty_text_has_no_level() -> None:
    report = check([])
    assert (report.level, report.scores.words, report.findings) == (None, 0, ())
