from __future__ import annotations

from teilhabe.codes.signs import NOT_EXISTING, QUALITY, SIGNS


def test_every_sign_is_listed_under_itself_with_a_meaning_in_both_languages() -> None:
    for sign, entry in SIGNS.items():
        assert entry.sign == sign
        assert entry.meaning.de
        assert entry.meaning.en


def test_secret_and_unreliable_values_are_told_apart() -> None:
    assert SIGNS["."].conf_status == "C"
    assert SIGNS["/"].obs_status == "U"
    assert SIGNS["-"].obs_status == "A"


def test_provisional_and_limited_values_carry_their_status() -> None:
    assert (QUALITY["e"], QUALITY["p"], QUALITY["()"]) == ("A", "P", "U")


def test_only_dashes_mean_that_there_is_nothing() -> None:
    assert {"-", "–", "—"} == NOT_EXISTING
