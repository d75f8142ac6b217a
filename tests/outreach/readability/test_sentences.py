"""What a full stop means, and what counts as one word."""

from __future__ import annotations

import pytest

from teilhabe.outreach.readability.sentences import sentences
from teilhabe.outreach.readability.visible import visible


def cut(markup: str) -> list[str]:
    text = visible(markup).text
    return [text[each.start : each.end] for each in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das gilt z. B. Für Kinder und z.B. Eltern.",
        "Das gilt d. h. Immer.",
        "Nach § 5 Abs. 2 Nr. 3 gilt das.",
        "Das Amt ist in der Str. 5 und in der Mozartstr. 12.",
        "Ab dem 1. Januar 2027 gilt das.",
        "Am 15.03.2027 um 10.30 Uhr ist ein Termin.",
        "Im 3. Stock ist das Büro.",
        "Das steht im II. Abschnitt.",
        "Es kostet 12,50 Euro oder 1.250,00 Euro.",
        "Schreiben Sie an a.b@amt.example oder auf www.amt.example.de/kita.html etwas.",
        "Lesen Sie https://www.example.org/a.b?c=d und kommen Sie.",
        "Rufen Sie 0631 365-0 oder +49 (0)631 365 12 34 an.",
        "Frau Dr. Probe und Hr. Muster sind da.",
        "Der Verein A. Muster hilft.",
        "Sie sagte: „Kommen Sie!“ und ging.",
        "Er wartete … und ging.",
        "ca. Zwei Stunden.",
    ],
)
def test_it_is_one_sentence(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["Kommen Sie um 9.", "Dann sind wir da."],
        ["Das war 2026.", "Danach kam viel."],
        ["Kommen Sie!", "Wir sind da?", "Ja."],
        ["Äpfel, Birnen usw.", "Dann gehen Sie."],
        ["Kommen Sie.“", "So sprach er."],
        ["Rufen Sie an: 112.", "Warten Sie."],
        ["Mehr auf www.example.org.", "Dort lesen Sie weiter."],
        ["Der Preis ist {preis-kurs}.", "Kommen Sie."],
        ["Wir sind so.", "Sie nicht."],
    ],
)
def test_these_are_several(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == [part.replace("{preis-kurs}", "\ue000") for part in parts]


def test_a_missing_space_hides_no_end() -> None:
    assert len(cut("Das ist das Ende.Hier geht es weiter.")) == 2


def test_facts_links_and_numbers_are_one_word_each() -> None:
    text = visible("Rufen Sie {telefon-amt} oder 0631 365-0 an, [Seite](https://a.example/b) **Wich**tig.").text
    assert [word.text for word in sentences(text)[0].words] == [
        "Rufen", "Sie", "\ue000", "oder", "0631 365-0", "an", "Seite", "Wichtig",
    ]  # fmt: skip
