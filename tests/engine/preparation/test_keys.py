"""Territory keys with lost zeros are mended; a city's own numbers are never taken for such keys."""

from __future__ import annotations

from collections.abc import Callable

from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]


def test_own_numbers_in_a_column_of_any_territories_stay_as_they_are(prepare_text: PrepareText) -> None:
    table = prepare_text("Gebiet;Jahr;Einwohner\n1;2022;500\n2;2022;600\n17;2022;700\n")
    assert table.observations.columns["ref_area"] == ["1", "2", "17"]
    assert not [finding for finding in table.findings if finding.code == "lost-leading-zero"]


def test_short_keys_beside_long_ones_are_mended_on_every_level(prepare_text: PrepareText) -> None:
    table = prepare_text("Gebiet;Jahr;Einwohner\n5;2022;500\n51;2022;600\n5111;2022;700\n14;2022;9\n")
    assert table.observations.columns["ref_area"] == ["05", "051", "05111", "14"]
    assert [finding.code for finding in table.findings] == ["lost-leading-zero"]


def test_a_column_that_says_its_level_holds_keys(prepare_text: PrepareText) -> None:
    table = prepare_text("Bundesland;Jahr;Einwohner\n1;2022;500\n2;2022;600\n11;2022;700\n")
    assert table.observations.columns["ref_area"] == ["01", "02", "11"]


def test_names_of_laender_beside_them_prove_short_keys(prepare_text: PrepareText) -> None:
    table = prepare_text("Gebiet;Gebiet Name;Jahr;Einwohner\n1;Schleswig-Holstein;2022;5\n7;Rheinland-Pfalz;2022;6\n")
    assert table.observations.columns["ref_area"] == ["01", "07"]
