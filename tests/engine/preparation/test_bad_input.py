"""Files that are no table are refused with one sentence; damaged tables carry the finding that says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.preparation import Prepared, prepare
from teilhabe.engine.preparation.recipe import Recipe, read_recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import DeclarationError, UnreadableFile

PrepareText = Callable[..., Prepared]
SnapshotOf = Callable[..., Snapshot]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"   \n\n ; ;\n", "nothing but blanks"),
        (b"<!DOCTYPE html>\n<html><body>GENESIS</body></html>", "web page"),
        (b"\n\n<html lang='de'><head></head></html>", "web page"),
        (b'{"Ident":{},"Status":{"Code":98,"Content":"Tabelle zu gro\xc3\x9f","Type":"Fehler"}}', "98 Tabelle zu groß"),
        (b'{"a": [1, 2]}', "JSON"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        ("a;b\n1;2\n".encode("utf-32-le"), "UTF-16"),
        (b"\x00\x01\x02binary\xff\xfe" * 20, "binary"),
        (b"PK\x03\x04xlsx", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xls", "is damaged"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"only one line without any figures", "no column holds numbers"),
        (b"a;b\n", "no column holds numbers"),
        (b"time;1_variable_code;1_variable_attribute_code;value\n", "no values below"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(snapshot_of: SnapshotOf, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        prepare(snapshot_of(content, name="bad.csv"))
    assert reason in caught.value.text.en
    assert "bad.csv" in caught.value.text.de


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac_roman", "cp850"])
def test_german_text_survives_every_usual_encoding(snapshot_of: SnapshotOf, encoding: str) -> None:
    text = "Größe;Straße;Länder;2020\nÄmter;Süßstraße;Übrige Fälle;1\nKöln;Müllplätze;Träger;2\n"
    table = prepare(snapshot_of(text, encoding=encoding))
    assert set(table.observations.columns["laender"]) == {"Übrige Fälle", "Träger"}
    assert not [f for f in table.findings if f.code in ("mended-encoding", "lost-characters")]


def test_double_encoding_is_mended_and_reported(snapshot_of: SnapshotOf) -> None:
    twice = "Geschlecht;2020\nmännlich;1\nweiblich;2\n".encode().decode("cp1252")
    table = prepare(snapshot_of(twice))
    assert table.observations.columns["sex"] == ["M", "F"]
    assert [f.code for f in table.findings if f.code == "mended-encoding"]


def test_letters_that_no_word_restores_are_reported_as_lost(prepare_text: PrepareText) -> None:
    table = prepare_text("Ort;2020\nXyl\ufffdphon;1\n")
    (finding,) = (f for f in table.findings if f.code == "lost-characters")
    assert (finding.severity, finding.row, finding.data["remaining"]) == ("warning", 2, 1)


def test_a_declared_encoding_that_does_not_fit_is_refused(snapshot_of: SnapshotOf) -> None:
    with pytest.raises(UnreadableFile, match="declared encoding"):
        prepare(snapshot_of("a;2020\nä;1\n", encoding="cp1252"), Recipe(encoding="utf-8"))


CLASSIC = """GENESIS-Tabelle: 12345-0001
Bevölkerung: Länder, Stichtag;;
Fortschreibung;;
Bevölkerungsstand (Anzahl);;
;Stichtag;Stichtag
;31.12.2018;31.12.2019
Bayern;11;12
Hessen;13;14
__________
Stand: 01.01.2020 / 00:00:00
"""


@pytest.mark.parametrize("end", ["Hessen;13\n", "Hessen;13", "Hes"])
def test_a_classic_file_that_breaks_off_in_a_row_is_truncated(prepare_text: PrepareText, end: str) -> None:
    table = prepare_text(CLASSIC.partition("Hessen")[0] + end)
    assert ("truncated", "error") in {(f.code, f.severity) for f in table.findings}


def test_a_classic_file_that_breaks_off_in_a_number_is_truncated(prepare_text: PrepareText) -> None:
    assert prepare_text(CLASSIC.partition("14\n")[0] + "1").errors[0].code == "truncated"


def test_a_classic_file_without_its_footer_carries_a_warning(prepare_text: PrepareText) -> None:
    table = prepare_text(CLASSIC.partition("____")[0])
    assert [(f.code, f.severity, f.row) for f in table.findings] == [("truncated", "warning", 8)]


def test_a_footer_that_breaks_off_inside_its_quotes_is_truncated(prepare_text: PrepareText) -> None:
    table = prepare_text(CLASSIC.partition("Stand")[0] + '"Ab 2011: Ergebnisse\nauf Grundlage')
    assert [f.code for f in table.errors] == ["truncated"]


def test_a_flat_file_that_breaks_off_is_truncated(
    prepare_text: PrepareText, specimen_text: Callable[[str], str]
) -> None:
    text = specimen_text("flat_new.csv").rstrip("\n")
    assert prepare_text(text[:-30]).errors[0].code == "truncated"
    whole = specimen_text("flat_old.csv")
    assert not prepare_text(whole.rstrip("\n")).errors


def test_a_plain_file_that_breaks_off_is_truncated(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr;Ort;Wert\n2019;A;1\n2020;B")
    assert [(f.code, f.row) for f in table.errors] == [("truncated", 3)]


def test_a_quote_that_swallows_rows_is_refused_at_its_line(prepare_text: PrepareText) -> None:
    text = 'Jahr;Ort;Wert\n2019;"A;1\n2020;B;2\n2021;C;3\n'
    with pytest.raises(UnreadableFile, match="line 2: a quotation mark"):
        prepare_text(text)


def test_a_cell_may_run_over_two_lines_and_rows_keep_their_physical_number(prepare_text: PrepareText) -> None:
    table = prepare_text('Jahr;Ort;Wert\n2019;"A\nund B";1\n2020;C;2\n')
    assert table.observations.columns["source_row"] == [2, 4]


def test_rows_of_another_length_are_named(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr;Ort;Wert\n2019;A;1\n2020;B\n2021;C;3;4\n2022;D;5\n")
    assert [(f.code, f.severity, f.row) for f in table.findings] == [
        ("uneven-rows", "error", 3),
        ("uneven-rows", "error", 4),
    ]


def test_an_unknown_sign_is_an_error_until_a_recipe_says_what_it_means(prepare_text: PrepareText) -> None:
    text = "Jahr;Ort;Wert\n2019;A;1\n2020;A;n. b.\n2021;A;-\n"
    recipe = Recipe(columns={"Wert": "obs_value"})
    (finding,) = prepare_text(text, recipe).errors
    assert (finding.code, finding.row, finding.column, finding.data["sign"]) == ("unknown-sign", 3, "C", "n. b.")
    declared = read_recipe(
        Declaration({"columns": {"Wert": "obs_value"}, "signs": {"n. b.": "missing", "-": "zero"}}, "r.toml")
    )
    table = prepare_text(text, declared)
    assert not table.errors
    assert table.observations.columns["obs_value"] == ["1", None, "0"]
    assert table.observations.columns["source_sign"] == [None, "n. b.", "-"]


def test_two_rows_with_one_key_contradict_or_repeat_each_other(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr;Ort;Wert\n2019;A;1\n2019;A;2\n2020;A;3\n2020;A;3\n")
    assert [(f.code, f.severity, f.row) for f in table.findings] == [
        ("duplicate-key", "error", 3),
        ("duplicate-key", "warning", 5),
    ]


def test_an_unreadable_period_is_an_error(prepare_text: PrepareText) -> None:
    (finding,) = prepare_text("Jahr;Ort;Wert\n2019;A;1\nneulich;A;2\n").errors
    assert (finding.code, finding.row, finding.data["first"]) == ("unknown-period", 3, "neulich")


def test_a_code_in_no_list_stays_and_is_named(prepare_text: PrepareText) -> None:
    table = prepare_text("Jahr;Geschlecht;Wert\n2019;männlich;1\n2019;Quark;2\n")
    assert table.observations.columns["sex"] == ["M", "Quark"]
    assert [(f.code, f.severity) for f in table.findings] == [("unknown-code", "warning")]


def test_a_table_without_a_period_says_so_and_a_recipe_gives_it(prepare_text: PrepareText) -> None:
    text = "Ort;Wert\nA;1\nB;2\n"
    assert [f.code for f in prepare_text(text).findings] == ["no-period"]
    table = prepare_text(text, Recipe(constants={"time_period": "31.12.2024"}))
    assert not table.findings
    assert set(table.observations.columns["ref_date"]) == {"2024-12-31"}


def test_a_number_that_may_mean_two_things_is_named_until_the_recipe_decides(prepare_text: PrepareText) -> None:
    text = "Jahr;Wert\n2019;1.234\n"
    assert [f.code for f in prepare_text(text).findings] == ["ambiguous-number"]
    table = prepare_text(text, Recipe(decimal="."))
    assert table.observations.columns["obs_value"] == ["1.234"]
    assert not table.findings


@pytest.mark.parametrize(
    ("recipe", "key"),
    [
        ({"colour": "red"}, "colour"),
        ({"format": "xlsx"}, "format"),
        ({"encoding": "klingon"}, "encoding"),
        ({"delimiter": ";;"}, "delimiter"),
        ({"skip_rows": -1}, "skip_rows"),
        ({"signs": {"-": "nothing"}}, "signs: “-”"),
        ({"constants": {"obs_value": "1"}}, "constants.obs_value"),
        ({"constants": ["a"]}, "constants"),
        ({"drop": "a"}, "drop"),
    ],
)
def test_a_wrong_recipe_is_refused_with_file_and_key(recipe: dict[str, object], key: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        read_recipe(Declaration(recipe, "table.recipe.toml"))
    assert "table.recipe.toml" in caught.value.text.de
    assert key in caught.value.text.en


@pytest.mark.parametrize(
    "recipe",
    [Recipe(columns={"Ortsteil": "ref_area"}), Recipe(drop=("Ortsteil=A",)), Recipe(constants={"Ort": "A"})],
)
def test_a_recipe_that_does_not_fit_the_file_is_refused(prepare_text: PrepareText, recipe: Recipe) -> None:
    with pytest.raises(DeclarationError):
        prepare_text("Jahr;Ort;Wert\n2019;A;1\n", recipe)


def test_a_recipe_renames_drops_and_adds(prepare_text: PrepareText) -> None:
    recipe = Recipe(
        columns={"Wo": "ref_area", "Zahl": "obs_value"},
        drop=("Bemerkung", "Wo=Summe"),
        constants={"variable": "persons_waiting", "unit": "persons", "sex": "TOTAL", "time_period": "2024"},
    )
    table = prepare_text("Wo;Zahl;Bemerkung\nA;1;x\nB;2;y\nSumme;3;z\n", recipe)
    assert [d.name for d in table.observations.dimensions] == ["ref_area", "time_period", "sex"]
    assert table.observations.columns["ref_area"] == ["A", "B"]
    assert set(table.observations.columns["variable"]) == {"persons_waiting"}


def test_skipped_lines_do_not_shift_the_row_numbers(prepare_text: PrepareText) -> None:
    table = prepare_text("Bericht des Amtes\n\nJahr;Ort;Wert\n2019;A;1\n", Recipe(skip_rows=2, format="plain"))
    assert table.observations.columns["source_row"] == [4]
    declared = prepare_text("sep=;\nJahr;Ort;Wert\n2019;A;1\n")
    assert declared.observations.columns["source_row"] == [3]
