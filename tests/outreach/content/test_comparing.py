"""Laws of comparing: both texts can be read from the comparison, and moving changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teilhabe.outreach.body.blocks import Kind
from teilhabe.outreach.body.segments import Keyed
from teilhabe.outreach.content.comparing import Compared, Fate, changed_only, compare, words

TEXTS = st.text(alphabet="ab cÄ{}-.ع \n", max_size=40)
SEGMENTS = st.dictionaries(st.sampled_from("pqrstuv"), TEXTS, max_size=7).map(
    lambda texts: [Keyed(key, Kind.PARAGRAPH, text) for key, text in texts.items()]
)


def _said(compared: list[Compared], left_out: Fate) -> dict[str, str]:
    return {
        each.key: "".join(run.text for run in each.words if run.fate is not left_out)
        for each in compared
        if each.fate is not left_out
    }


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_runs(before: str, after: str) -> None:
    runs = list(words(before, after))
    assert "".join(run.text for run in runs if run.fate is not Fate.REMOVED) == after
    assert len("".join(run.text for run in runs if run.fate is not Fate.ADDED).split()) == len(before.split())


@given(SEGMENTS, SEGMENTS)
def test_every_segment_of_both_states_stands_once(before: list[Keyed], after: list[Keyed]) -> None:
    compared = compare(before, after)
    assert sorted(each.key for each in compared) == sorted({each.key for each in (*before, *after)})
    assert [each.key for each in compared if each.fate is not Fate.REMOVED] == [each.key for each in after]
    assert _said(compared, Fate.REMOVED) == {each.key: each.text for each in after}


@given(SEGMENTS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_moved_segments_are_not_shown_as_changed(states: tuple[list[Keyed], list[Keyed]]) -> None:
    assert changed_only(compare(*states)) == []


def test_one_changed_word_is_one_run_out_and_one_run_in() -> None:
    runs = list(words("Der Kurs kostet 10 Euro im Monat.", "Der Kurs kostet 12 Euro im Monat."))
    assert [(run.fate, run.text) for run in runs if run.fate is not Fate.SAME] == [
        (Fate.REMOVED, "10"),
        (Fate.ADDED, "12"),
    ]


def test_a_rewritten_phrase_is_not_torn_apart_by_lone_blanks() -> None:
    runs = list(words("Kommen Sie bald vorbei.", "Rufen wir morgen an."))
    assert [run.fate for run in runs] == [Fate.REMOVED, Fate.ADDED, Fate.SAME]


def test_what_is_gone_stands_where_it_was() -> None:
    rows = [Keyed(key, Kind.PARAGRAPH, key) for key in "abc"]
    fates = [(each.key, each.fate) for each in compare(rows, [rows[0], rows[2]])]
    assert fates == [("a", Fate.SAME), ("b", Fate.REMOVED), ("c", Fate.SAME)]


def test_a_very_long_paragraph_is_compared_without_waiting() -> None:
    before = "a " * 20_000
    runs = list(words(before, f"{before}b"))
    assert "".join(run.text for run in runs if run.fate is not Fate.REMOVED) == f"{before}b"
