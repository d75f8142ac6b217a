"""Every change between two versions is shown, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teilhabe.actors.text_changes import GONE, NEW, SAME, changes


def test_words_that_went_stand_before_those_that_took_their_place() -> None:
    assert changes("Ich darf das sagen.", "Ich darf alles sagen.") == [
        (SAME, "Ich darf"),
        (GONE, "das"),
        (NEW, "alles"),
        (SAME, "sagen."),
    ]


WORDS = st.lists(st.sampled_from(["ich", "du", "darf", "nicht", "jederzeit"])).map(" ".join)


@given(WORDS, WORDS)
def test_both_versions_can_be_read_from_the_changes(former: str, present: str) -> None:
    pieces = changes(former, present)
    assert " ".join(text for kind, text in pieces if kind != NEW) == former
    assert " ".join(text for kind, text in pieces if kind != GONE) == present
