from __future__ import annotations

import pytest

from teilhabe.engine.preparation.reading.mending import LOST, mend_double, restore_lost


@pytest.mark.parametrize("text", ["männlich", "Größe über 85", "Straße", "Müller & Söhne – „Zitat“", "© Amt"])
def test_what_was_encoded_twice_is_mended(text: str) -> None:
    assert mend_double(text.encode().decode("cp1252"))[0] == text


@pytest.mark.parametrize("text", ["männlich", "Düsseldorf", "größer"])
def test_german_read_as_mac_text_is_mended(text: str) -> None:
    mended, places = mend_double(text.encode("latin-1").decode("mac_roman"))
    assert mended == text
    assert places


@pytest.mark.parametrize("text", ["", "männlich", "5 ‰ der Länder", "Çanakkale", "Âge", "São Tomé", "Ål"])
def test_good_text_is_left_alone(text: str) -> None:
    assert mend_double(text) == (text, 0)


@pytest.mark.parametrize(
    "text", ["männlich", "Bevölkerung", "1-Jährige", "Nationalität", "Ausländer", "Früheres", "Fälle", "Thüringen"]
)
def test_lost_letters_come_back_from_the_vocabulary(text: str) -> None:
    lossy = "".join(LOST if letter in "äöüß" else letter for letter in text)
    assert restore_lost(lossy) == (text, lossy.count(LOST), 0)


def test_a_lost_letter_in_an_unknown_word_stays_lost() -> None:
    assert restore_lost(f"Xyl{LOST}phon") == (f"Xyl{LOST}phon", 0, 1)


@pytest.mark.parametrize("text", ["Fröhlich", "Stadtpläne", "geschätzt", "geschützt", "Gefährdung"])
def test_a_lost_letter_that_two_words_fill_differently_stays_lost(text: str) -> None:
    lossy = "".join(LOST if letter in "äöüß" else letter for letter in text)
    assert restore_lost(lossy) == (lossy, 0, 1)
