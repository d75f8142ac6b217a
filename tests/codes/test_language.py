"""Languages have names for those who read the list and for those who speak them."""

from __future__ import annotations

import re
import unicodedata

from teilhabe.codes.language import SPOKEN_LANGUAGES, language_name, languages_by_name


def test_every_language_has_a_code_fit_for_lang_attributes_and_three_names() -> None:
    assert len(SPOKEN_LANGUAGES) >= 45
    for code, language in SPOKEN_LANGUAGES.items():
        assert re.fullmatch("[a-z]{2,3}", code)
        assert code == language.code
        assert language.name.de
        assert language.name.en
        assert language.own_name


def test_right_to_left_is_told_exactly_where_the_script_runs_so() -> None:
    for language in SPOKEN_LANGUAGES.values():
        runs_rtl = unicodedata.bidirectional(language.own_name[0]) in {"R", "AL"}
        assert language.is_rtl == runs_rtl, language.code


def test_names_and_own_names_are_told_apart() -> None:
    spoken = SPOKEN_LANGUAGES.values()
    assert len({language.name.de for language in spoken}) == len(spoken)
    assert len({language.own_name for language in spoken}) == len(spoken)


def test_a_language_is_named_in_the_language_of_the_page() -> None:
    assert (language_name("uk", "de"), language_name("uk", "en")) == ("Ukrainisch", "Ukrainian")
    assert language_name("xx", "de") == "xx"


def test_choices_stand_in_the_order_of_their_names() -> None:
    assert [each.code for each in languages_by_name("de")][:3] == ["sq", "am", "ar"]
    assert [each.code for each in languages_by_name("en")][:3] == ["sq", "am", "ar"]
