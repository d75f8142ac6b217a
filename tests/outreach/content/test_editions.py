"""What readers see of a translation: its own text, where there is none the original, never what may not go out."""

from __future__ import annotations

from typing import Any

from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.editions import compose


def _segment(key: str, text: str, source: str = "", *, kind: str = "paragraph", **values: Any) -> dict[str, Any]:
    made_from = segment_hash(source) if source else ""
    return {
        "key": key, "kind": kind, "text": text, "source_hash": made_from, "provenance": "human", "is_reviewed": False,
        **values,
    }  # fmt: skip


ORIGINAL = [_segment("t", "Titel", kind="title"), _segment("a", "Eins"), _segment("b", "Zwei")]
TRANSLATED = [
    _segment("t", "Title", "Titel", kind="title", is_reviewed=True),
    _segment("a", "One", "Eins", is_reviewed=True),
    _segment("b", "Two", "Zwei", provenance="machine"),
]


def _texts(content: list[dict[str, Any]], *, is_strict: bool = False) -> list[str]:
    return [segment.text for segment in compose(content, ORIGINAL, "de", is_strict=is_strict).shown]


def test_an_original_shows_all_of_itself_in_its_order() -> None:
    composed = compose(ORIGINAL, None, "", is_strict=True)
    assert [segment.text for segment in composed.shown] == ["Titel", "Eins", "Zwei"]
    assert (composed.outdated, composed.borrowed, composed.has_machine_text) == ((), (), False)


def test_a_translation_follows_the_order_of_its_original() -> None:
    assert _texts(TRANSLATED[::-1]) == ["Title", "One", "Two"]


def test_unreviewed_machine_text_is_shown_with_a_label() -> None:
    assert compose(TRANSLATED, ORIGINAL, "de", is_strict=False).has_machine_text


def test_what_is_not_translated_is_borrowed_from_the_original_and_marked() -> None:
    composed = compose(TRANSLATED[:2], ORIGINAL, "de", is_strict=False)
    assert composed.borrowed == ("b",)
    assert (composed.shown[2].text, composed.shown[2].language) == ("Zwei", "de")


def test_a_segment_whose_original_changed_is_marked_as_old() -> None:
    composed = compose([*TRANSLATED[:2], _segment("b", "Two", "Zwo")], ORIGINAL, "de", is_strict=False)
    assert composed.outdated == ("b",)
    assert composed.shown[2].text == "Two"


def test_a_segment_that_the_original_no_longer_has_is_not_shown() -> None:
    assert _texts([*TRANSLATED, _segment("gone", "Gone", "Fort")]) == ["Title", "One", "Two"]


def test_of_something_risky_only_reviewed_and_current_segments_go_out() -> None:
    assert _texts(TRANSLATED, is_strict=True) == ["Title", "One", "Zwei"]
    old = [TRANSLATED[0], _segment("a", "One", "Früher", is_reviewed=True), TRANSLATED[2]]
    assert _texts(old, is_strict=True) == ["Title", "Eins", "Zwei"]


def test_of_something_risky_nothing_unreviewed_goes_out_while_its_original_is_not_published() -> None:
    composed = compose(TRANSLATED, None, "de", is_strict=True)
    assert [segment.text for segment in composed.shown] == ["Title", "One"]
