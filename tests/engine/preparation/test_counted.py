"""Numbers and plurals in the sentences of findings."""

from __future__ import annotations

from decimal import Decimal

from tests.engine.preparation.conftest import PrepareText

from teilhabe.engine.preparation.findings import counted, figure
from teilhabe.text import Text


def test_one_thing_has_its_own_sentence_and_thousands_are_grouped() -> None:
    one, many = Text("Ein Ort fehlt.", "One place is missing."), Text("{n} Orte fehlen.", "{n} places are missing.")
    assert counted(1, one, many) == one
    assert counted(4375, one, many) == Text("4.375 Orte fehlen.", "4,375 places are missing.")


def test_what_binary_arithmetic_left_is_not_printed() -> None:
    assert figure(Decimal("239927.04999999999996")).de == "239.927,05"
    assert figure(Decimal("43.0")).de == "43,0"


def test_a_single_row_without_figures_is_told_in_the_singular(prepare_text: PrepareText) -> None:
    prepared = prepare_text("Ort,2020,2021,2022\nNord,101,233,318\n.,,,\nSüd,402,523,603\nWest,708,833,912\n")
    (finding,) = (entry for entry in prepared.findings if entry.code == "row-without-figures")
    assert finding.text.de == "Eine Zeile enthält nur einen Text und keine Zahl („.“); sie wurde ausgelassen."
