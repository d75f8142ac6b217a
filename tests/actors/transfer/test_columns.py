"""Headers that offices use are understood."""

from __future__ import annotations

import pytest

from teilhabe.actors.transfer.columns import Target, proposed_targets


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Name;Vorname;Straße/Hausnr.;PLZ;Wohnort;Tel.;E-Mail",
            "family_name given_name street postcode town phone mail",
        ),
        ("Vorname;Nachname;Handy-Nr.;Mobil 2;Sprachen", "given_name family_name mobile mobile languages"),
        ("First name;Last name;Phone number;Email address;Notes", "given_name family_name phone mail note"),
        ("Name;Telefon (privat);Stadtteil;Verein;Bemerkungen", "whole_name phone district organisation note"),
        ("Full Name;Preferred Language;City", "whole_name preferred_language town"),
    ],
)
def test_a_proposal_is_made_from_german_and_english_words(header: str, expected: str) -> None:
    titles = header.split(";")
    assert proposed_targets(titles, [[""] * len(titles)]) == expected.split()


def test_columns_of_addresses_are_recognised_by_what_they_hold() -> None:
    rows = [["Amina", "a@musterstadt.example", "x"], ["Ali", "", "y"], ["Olga", "o@musterstadt.example", "z"]]
    assert proposed_targets(["Name", "Spalte 2", "Code"], rows) == [Target.WHOLE_NAME, Target.MAIL, Target.NOTHING]
