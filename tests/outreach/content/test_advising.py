"""Advice names what would read wrongly, at its place in what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.advising import Noted, mistakes, placed
from teilhabe.text import same

FACTS = {"telefon-beratung"}


def _chosen(source: str, start: int, end: int) -> str:
    """What a text area selects: places count UTF-16 units."""
    units = source.replace("\r\n", "\n").encode("utf-16-le")
    return units[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize(
    "wrong",
    [
        "{Telefon}", "{telefon beratung}", "{telefon-beratung", "{unbekannt}", "{}", "}", "[da](javascript:alert(1)",
        "[da]()", "[da](www.example.org)", "[da](//example.org)", "[da](https://example.org",
    ],
)  # fmt: skip
def test_what_would_read_wrongly_is_named_at_its_place(wrong: str) -> None:
    text = f"Gut 🎉 so.\r\n\r\nRufen Sie an: {wrong}"
    found = mistakes(Written("Titel", text=text), FACTS)
    assert [_chosen(text, each.start, each.end) for each in found] == [wrong]
    assert found[0].field == "text"


@pytest.mark.parametrize(
    "right",
    [
        "{telefon-beratung}", "[da](https://example.org)", "[da](/de/)", "[da](mailto:a@example.org)", "[da](tel:+491)",
        "[da](https://example.org/a_(b))", "[**da**](/de/)", r"\[da](so)",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(right: str) -> None:
    assert mistakes(Written(right, right, f"Hier: {right}."), FACTS) == []


WORDS = st.text(alphabet="abcÄß🎉ع", min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5), st.sampled_from([" ", "  ", "\r\n"]))
def test_findings_lead_back_to_their_words_however_the_text_is_spaced(lines: list[list[str]], blank: str) -> None:
    written = Written("Titel", text="\r\n\r\n".join(f"- {blank.join(line)}" for line in lines))
    blocks = written.blocks()
    notes = [Noted(place, 0, len(block.text), same("x")) for place, block in enumerate(blocks)]
    found = placed(written, blocks, notes)
    sources = {"title": written.title, "text": written.text}
    chosen = [" ".join(_chosen(sources[each.field], each.start, each.end).split()) for each in found]
    assert chosen == [block.text for block in blocks]
