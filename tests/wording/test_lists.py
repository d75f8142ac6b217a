from __future__ import annotations

from teilhabe.wording.lists import enumerate_words


def test_words_are_joined_as_the_language_does() -> None:
    assert enumerate_words(["a", "b", "c"], "de") == "a, b und c"
    assert enumerate_words(["a", "b", "c"], "en") == "a, b and c"
    assert enumerate_words(["a", "b"], "de") == "a und b"


def test_one_word_and_no_word_need_no_joint() -> None:
    assert enumerate_words(["a"], "de") == "a"
    assert enumerate_words([], "de") == ""
