from __future__ import annotations

import pytest

from teilhabe.wording.sentences.german_nouns import noun
from teilhabe.wording.sentences.quantities import Counted


@pytest.mark.parametrize(
    ("topic", "counted", "subject"),
    [
        ("Leerstandsquote (in %)", "no", "die Leerstandsquote (in %)"),
        ("Wanderungssaldo ausländischer Menschen", "no", "der Wanderungssaldo ausländischer Menschen"),
        ("Haushaltseinkommen", "no", "das Haushaltseinkommen"),
        ("Mittlere Wohnfläche pro Person", "no", "die mittlere Wohnfläche pro Person"),
        ("Kölner ausländische Bevölkerung", "yes", "die Kölner ausländische Bevölkerung"),
        ("Bevölkerung insgesamt", "perhaps", "die Bevölkerung insgesamt"),
        ("Personen mit Abschluss", "yes", "die Zahl der Personen mit Abschluss"),
        ("Beschuldigte ausländische Jugendliche", "yes", "die Zahl der beschuldigten ausländischen Jugendlichen"),
        ("Schweizer Angestellte in der Verwaltung", "yes", "die Zahl der Schweizer Angestellten in der Verwaltung"),
    ],
)
def test_a_known_quantity_stands_with_its_article(topic: str, counted: Counted, subject: str) -> None:
    assert noun(topic, counted).nominative == subject


@pytest.mark.parametrize(
    ("topic", "counted"),
    [
        ("Ausländische Bevölkerung", "no"),
        ("Einbürgerungen", "no"),
        ("Einbürgerungen", "perhaps"),
        ("Türkei", "yes"),
        ("Veranstalter", "yes"),
        ("Kinder und Jugendliche", "yes"),
        ("Mittlerer Anteil", "no"),
        ("Ausgeschöpftes Einbürgerungspotenzial", "no"),
        ("Anteil ausländische Bevölkerung", "no"),
        ("Beschäftigungsquote: Nenner Zensus", "no"),
        ("", "no"),
    ],
)
def test_whatever_is_not_surely_a_quantity_is_a_quoted_value(topic: str, counted: Counted) -> None:
    assert noun(topic, counted).nominative == f"der Wert „{topic}“"
    assert noun(topic, counted).concerning == f"beim Wert „{topic}“"


def test_behind_a_preposition_adjectives_take_their_ending() -> None:
    assert noun("Mittlere Wohnfläche", "no").concerning == "bei der mittleren Wohnfläche"
    assert noun("Ausländeranteil", "no").concerning == "beim Ausländeranteil"


def test_a_name_with_quotation_marks_is_quoted_otherwise() -> None:
    assert noun("Gruppe „Übrige“", "no").nominative == "der Wert »Gruppe „Übrige“«"
