"""Keys that survive editing, and hashes that tell what changed."""

from __future__ import annotations

from itertools import count
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from teilhabe.outreach.body.blocks import Block, Kind
from teilhabe.outreach.body.segments import Keyed, align, segment_hash


def _keyed(*texts: str) -> list[Keyed]:
    return [Keyed(f"k{place}", Kind.PARAGRAPH, text) for place, text in enumerate(texts)]


def _aligned(former: list[Keyed], *texts: str) -> list[str]:
    numbers = count(1)
    blocks = [Block(Kind.PARAGRAPH, text) for text in texts]
    return [each.key for each in align(former, blocks, lambda: f"new{next(numbers)}")]


def test_unchanged_paragraphs_keep_their_keys_wherever_they_move() -> None:
    assert _aligned(_keyed("eins", "zwei", "drei"), "drei", "eins", "zwei") == ["k2", "k0", "k1"]


def test_a_changed_paragraph_keeps_its_key_and_a_new_one_gets_its_own() -> None:
    former = _keyed("Bringen Sie Ihren Ausweis mit.", "Das Amt ist montags geschlossen.")
    after = ("Bringen Sie bitte Ihren Ausweis mit.", "Etwas völlig anderes über Hunde.", former[1].text)
    assert _aligned(former, *after) == ["k0", "new1", "k1"]


def test_two_equal_paragraphs_have_two_keys() -> None:
    assert _aligned(_keyed("gleich", "gleich"), "gleich", "gleich") == ["k0", "k1"]


def test_a_paragraph_that_becomes_a_heading_stays_the_same_segment() -> None:
    assert align(_keyed("Was Sie brauchen"), [Block(Kind.HEADING, "Was Sie brauchen")])[0].key == "k0"


def test_the_title_keeps_its_key_whatever_it_says() -> None:
    former = [Keyed("t", Kind.TITLE, "Anmeldung")]
    assert align(former, [Block(Kind.TITLE, "Wohnsitz ummelden")])[0].key == "t"


def test_a_title_never_takes_the_key_of_a_paragraph() -> None:
    former = [Keyed("t", Kind.TITLE, "alt"), Keyed("p", Kind.PARAGRAPH, "Das Bürgeramt")]
    after = align(former, [Block(Kind.TITLE, "Das Bürgeramt."), Block(Kind.PARAGRAPH, "Das Bürgeramt hilft.")])
    assert [each.key for each in after] == ["t", "p"]


def test_spaces_and_composition_do_not_change_the_hash_but_words_do() -> None:
    assert segment_hash("für  uns ") == segment_hash("fu\u0308r uns")
    assert segment_hash("für uns") != segment_hash("für euch")


@given(st.lists(st.text("abc ", min_size=1, max_size=6), max_size=8), st.lists(st.text("abc ", max_size=6), max_size=8))
def test_keys_stay_unique(former: list[str], texts: list[str]) -> None:
    keys = _aligned(_keyed(*former), *texts)
    assert len(set(keys)) == len(keys) == len(texts)


def test_a_long_text_changed_throughout_keeps_its_keys_while_nobody_waits() -> None:
    paragraphs = [f"Absatz {number} sagt über das Thema {number * 7} dies und jenes. " * 4 for number in range(100)]
    former = [Keyed(str(number), Kind.PARAGRAPH, text) for number, text in enumerate(paragraphs)]
    begun = process_time()
    aligned = align(former, [Block(Kind.PARAGRAPH, f"{text}Und das ist neu.") for text in paragraphs])
    assert [each.key for each in aligned] == [each.key for each in former]
    assert process_time() - begun < 2
