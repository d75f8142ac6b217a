"""`teilhabe release special` as a statistician types it, from the enquiry to what is handed out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.pipeline.conftest import build_in, write_city

from teilhabe.cli import main

TABLE = ("--dataset", "people", "--variable", "population", "--dimensions", "ref_area,sex", "--period", "2021-12-31")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("special")
    build_in(write_city(root), root / "workspace")
    return root


def call(root: Path, action: str, *arguments: str) -> int:
    given = [str(root / "cities/kleinstadt")] if action == "special" else []
    return main(["--lang", "en", "release", action, *given, *arguments, "--workspace", str(root / "workspace")])


def test_an_enquiry_is_answered_reviewed_and_approved(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(root, "special", *TABLE) == 0
    *table, mark, hidden, done, after = capsys.readouterr().out.splitlines()
    assert table[0].split() == ["time_period", "ref_area", "place", "sex", "value"]
    assert table[5].split() == ["2021-12-31", "99001001", "Oben", "M", "55"]
    assert [line.split()[-1] for line in table[7:9]] == ["•", "•"]
    assert mark.startswith("• protected")
    assert hidden.startswith("Protected: 1 figure below the threshold and 3 more")
    assert after.startswith("It is not approved yet: teilhabe release approve")
    name, path = done.removeprefix("Special evaluation ").split(": ")
    assert "99001002" in Path(path).read_text()
    assert call(root, "review", name) == 0
    review = capsys.readouterr().out
    assert "Special evaluation: dataset people, variable population, dimensions ref_area,sex" in review
    approval = ("--by", "A. Beispiel", "--purpose", "Anfrage", "--legal-basis", "§ 1")
    assert call(root, "approve", name[:6], *approval) == 0
    assert f"What is handed out: {path}" in capsys.readouterr().out
    assert call(root, "list") == 0
    assert "special evaluation: dataset people" in capsys.readouterr().out
    assert call(root, "diff", name, "latest") == 1
    assert "is a special evaluation" in capsys.readouterr().err


def test_figures_of_an_indicator_at_several_places(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = ("--place", "99001,99001003", "--period", "2020", "--indicator", "pop_foreign_n")
    assert call(root, "special", *places) == 0
    shown = capsys.readouterr().out
    assert [line.split()[-1] for line in shown.splitlines()[1:3]] == ["102", "21"]
    assert "All 2 figures may be told." in shown


def test_an_enquiry_of_which_nothing_may_be_told_ends_with_three(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(root, "special", "--indicator", "pop_foreign_n", "--place", "99001002", "--period", "2021") == 3
    assert "ask more coarsely" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [(), TABLE[:4], (*TABLE, "--indicator", "pop_total"), ("--indicator", "pop_total", "--where", "sex=F")],
)
def test_half_a_question_is_answered_with_how_to_ask(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert call(root, "special", *arguments) == 2
    assert "either --indicator" in capsys.readouterr().err
