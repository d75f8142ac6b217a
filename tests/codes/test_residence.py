from __future__ import annotations

import pytest

from teilhabe.codes.residence import LABELS, parse_residence
from teilhabe.codes.residence_status import parse_residence_status


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hauptwohnung", "MAIN"),
        ("Hauptwohnsitz", "MAIN"),
        ("Einwohner mit Hauptwohnung", "MAIN"),
        ("alleinige Wohnung", "MAIN"),
        ("alleinige oder Hauptwohnung", "MAIN"),
        ("Nebenwohnung", "SECONDARY"),
        ("Personen mit Nebenwohnsitz", "SECONDARY"),
        ("Haupt- und Nebenwohnung", "TOTAL"),
        ("wohnberechtigt", "TOTAL"),
        ("Wohnberechtigte Bevölkerung", "TOTAL"),
        ("Wohnung", None),
    ],
)
def test_the_kind_of_residence_is_read_from_labels(text: str, code: str | None) -> None:
    assert parse_residence(text) == code


def test_labels_of_residence_read_back() -> None:
    assert {parse_residence(LABELS[code].de) for code in ("MAIN", "SECONDARY")} == {"MAIN", "SECONDARY"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Niederlassungserlaubnis", "PERMANENT"),
        ("Aufenthaltserlaubnis", "TEMPORARY"),
        ("Aufenthaltsgestattung", "OPEN"),
        ("Duldung", "TOLERATED"),
        ("EU-Freizügigkeit", "FREE_MOVEMENT"),
        ("Schutzstatus anerkannt", "PROTECTED"),
        ("abgelehnter Schutzstatus", "NOT_RECOGNISED"),
        ("Ausweis B", None),
        ("Aufenthaltserlaubnis zum Studium", None),
    ],
)
def test_a_title_is_read_by_its_name(text: str, code: str | None) -> None:
    assert parse_residence_status(text) == code
