"""Terms are found at word boundaries, with endings, and nowhere else."""

from __future__ import annotations

import pytest

from teilhabe.outreach.translation.glossary import Entry, find


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("Termin", "Sie haben zwei Termine und einen Termin.", ["Termine", "Termin"]),
        ("Termin", "Die Terminvereinbarung", []),
        ("Amt", "Das Amt gibt es", ["Amt"]),
        ("Amt", "Das Gesamtamt, amtlich", []),
        ("BAMF", "Beim BAMF", ["BAMF"]),
        ("Bürgergeld", "des Bürgergelds", ["Bürgergelds"]),
        ("soziale Beratung", "Die sozialen Beratungen helfen", ["sozialen Beratungen"]),
        ("C++ (Kurs)", "Der C++ (Kurs) beginnt", ["C++ (Kurs)"]),
    ],
)
def test_words_are_found_with_their_usual_endings(term: str, text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in find(text, [Entry(term, "x")])] == found


def test_the_longer_of_two_terms_wins() -> None:
    text = "Die Ausländerbehörde Kaiserslautern"
    entries = [Entry("Ausländerbehörde", "a"), Entry("Ausländerbehörde Kaiserslautern", "b")]
    assert [each.entry.translation for each in find(text, entries)] == ["b"]
