"""Light markup to blocks and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.outreach.body.blocks import Block, Kind, join, one_line, split

TEXT = """\
Ihren **Ausweis**
und den Mietvertrag.

## Was Sie brauchen

- Ausweis
- Mietvertrag
  - auch als Kopie

### In dieser Reihenfolge

1. Termin
2. Amt
"""


def test_every_paragraph_heading_point_and_step_is_a_block() -> None:
    assert split(TEXT) == [
        Block(Kind.PARAGRAPH, "Ihren **Ausweis** und den Mietvertrag."),
        Block(Kind.HEADING, "Was Sie brauchen"),
        Block(Kind.POINT, "Ausweis"),
        Block(Kind.POINT, "Mietvertrag"),
        Block(Kind.POINT, "auch als Kopie"),
        Block(Kind.SUBHEADING, "In dieser Reihenfolge"),
        Block(Kind.STEP, "Termin"),
        Block(Kind.STEP, "Amt"),
    ]


def test_a_heading_of_the_first_rank_is_one_of_the_second_since_the_title_is_the_first() -> None:
    assert split("# Titel") == [Block(Kind.HEADING, "Titel")]


@pytest.mark.parametrize("text", ["", "\n\n", "  \n\t\n", "\u00a0"])
def test_blank_lines_are_no_blocks(text: str) -> None:
    assert split(text) == []


@pytest.mark.parametrize("text", ["<script>x</script>", "<div>\n\nx\n\n</div>", "<!-- x -->"])
def test_html_is_text_like_any_other(text: str) -> None:
    assert {block.kind for block in split(text)} == {Kind.PARAGRAPH}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)
BLOCKS = st.lists(st.tuples(st.sampled_from(list(Kind)), WORDS).map(lambda pair: Block(*pair)), max_size=8)


@given(st.text(max_size=300))
def test_what_was_read_once_reads_the_same_again(text: str) -> None:
    blocks = split(text)
    assert split(join(blocks)) == blocks


@given(BLOCKS)
def test_join_never_loses_a_block_that_split_could_have_made(blocks: list[Block]) -> None:
    settled = split(join(blocks))
    assert split(join(settled)) == settled


@pytest.mark.parametrize("end", ["\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_a_line_end_of_any_program_is_a_space(end: str) -> None:
    assert one_line(f"eins{end}zwei") == "eins zwei"
    assert one_line("10\u00a0€") == "10\u00a0€"


def test_a_character_that_postgresql_cannot_keep_is_dropped() -> None:
    assert one_line("Anmel\0dung \0 heute") == "Anmeldung heute"
