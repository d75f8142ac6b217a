"""What a translation must keep of its source."""

from __future__ import annotations

import pytest

from teilhabe.outreach.translation.tokens import troubles


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Rufen Sie {telefon} an.", "اتصل على {telefon}."),
        ("{a} und {b}", "{b} and {a}"),
        ("[Beratung](https://example.org)", "[المشورة](https://example.org)"),
        ("**Wichtig** ist das.", "That is **important**."),
        ("3 * 4 = 12 {nie}", "3 * 4 = 12 {nie}"),
        ("Ein Satz", "A *stressed* sentence"),
        ("Preis [netto]", "Price [net]"),
    ],
)
def test_what_keeps_everything_has_no_trouble(source: str, target: str) -> None:
    assert troubles(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("Rufen Sie {telefon} an.", "Call us.", "{telefon} is missing"),
        ("Rufen Sie an.", "Call {telefon}.", "more often"),
        ("{a} {a}", "{a}", "{a} is missing"),
        ("{telefon}", "{Telefon}", "{telefon} is missing"),
        ("{telefon}", "{telefon} {handy", "curly bracket"),
        ("[B](https://example.org/a)", "[B](https://example.org/b)", "https://example.org/a is missing"),
        ("[B](https://example.org/a)", "B", "https://example.org/a is missing"),
        ("B", "[B](https://evil.example)", "does not stand in the source"),
        ("**Wichtig**", "**important", "not closed"),
        ("Wichtig", "[important", "not closed"),
        ("[B](https://example.org)", "[B](https://example.org", "not closed"),
    ],
)
def test_each_loss_is_told_in_one_sentence(source: str, target: str, told: str) -> None:
    assert any(told in each.en for each in troubles(source, target))
