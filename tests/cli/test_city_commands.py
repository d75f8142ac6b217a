"""build, figure, release, doctor as a person types them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.cli import main
from teilhabe.release.reader import open_release

pytestmark = pytest.mark.xdist_group("kaiserslautern")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def place(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real city and a workspace in which it is built."""
    root = tmp_path_factory.mktemp("place")
    shutil.copytree(project_root / "cities" / "kaiserslautern", root / "cities" / "kaiserslautern")
    assert main(["--lang", "en", "build", str(root / "cities/kaiserslautern"), "--workspace", str(root / "ws")]) == 0
    return root


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(place)

    def call(*arguments: str, language: str = "en") -> tuple[int, str, str]:
        code = main(["--lang", language, *arguments])
        output = capsys.readouterr()
        return code, output.out, output.err

    return call


def test_an_unchanged_build_explains_that_everything_is_fresh(run: Run) -> None:
    run("build", "cities/kaiserslautern", "--workspace", "ws")  # others may have approved a release since the last one
    code, out, _ = run("build", "cities/kaiserslautern", "--workspace", "ws", "--explain")
    assert code == 0
    assert "Sources: unchanged" in out
    assert "pop_total" in out
    assert "anew" not in out


def test_a_figure_is_a_table_or_json_with_its_cells(run: Run) -> None:
    code, out, _ = run("figure", "pop_total", "--workspace", "ws", "--period", "2018")
    assert code == 0
    assert out.splitlines()[1].split() == ["07312", "2018-12-31", "TOTAL", "99,845", "persons"]
    code, out, _ = run("figure", "pop_density", "--workspace", "ws", "--period", "2016", "--json")
    (answer,) = json.loads(out)
    assert round(answer["value"], 2) == 710.82
    assert [source["file"] for source in answer["sources"]] == ["figures/population.csv", "figures/area.csv"]
    assert answer["sources"][1]["listed"][0]["citation"].startswith("Destatis, GENESIS-Online 11111-0002")


def test_the_how_to_shows_what_the_command_prints(run: Run, project_root: Path) -> None:
    page = (project_root / "docs/how-to/ask-a-figure.md").read_text(encoding="utf-8")
    shown = page.partition("--period 2018\n")[2].partition("```")[0]
    assert run("figure", "pop_total", "--workspace", "ws", "--period", "2018")[1] == shown


def test_a_figure_is_asked_as_it_was_known_on_a_day(run: Run) -> None:
    code, out, _ = run("figure", "pop_total", "--workspace", "ws", "--period", "2018", "--as-of", "2026-04-01")
    assert code == 0
    assert "99,845" in out
    code, _, err = run("figure", "pop_total", "--workspace", "ws", "--as-of", "2020-01-01")
    assert code == 1
    assert "it is known since 2026-03-31" in err


def test_revisions_are_a_table_or_json_and_one_vintage_is_said_in_words(run: Run) -> None:
    code, out, _ = run("figure", "pop_total", "--workspace", "ws", "--period", "2018", "--revisions")
    assert code == 0
    assert out.splitlines()[1].split() == ["period", "2026-03-31", "change", "in", "%"]
    assert out.splitlines()[2].split() == ["2018-12-31", "99,845"]
    assert "one vintage only, known since 2026-03-31" in out
    _, out, _ = run("figure", "pop_total", "--workspace", "ws", "--revisions", "--json", "--period", "2018")
    content = json.loads(out)
    assert [vintage["date"] for vintage in content["vintages"]] == ["2026-03-31"]
    assert content["rows"][0]["values"][0]["text"] == {"de": "99.845", "en": "99,845"}


def test_a_release_answers_without_the_workspace(run: Run, place: Path) -> None:
    release = place / "ws/kaiserslautern/releases" / (place / "ws/kaiserslautern/releases/latest").read_text().strip()
    code, out, _ = run("figure", "pop_total", "--release", str(release), "--period", "2018")
    assert code == 0
    assert "99,845" in out


def test_a_breakdown_is_asked_for_by_code(run: Run) -> None:
    code, out, _ = run("figure", "pop_total", "--workspace", "ws", "--period", "2018", "--by", "sex=F")
    assert code == 0
    assert "49,492" in out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("figure", "pop_totl", "--workspace", "ws"), 1, "pop_total"),
        (("figure", "pop_total", "--workspace", "ws", "--place", "1"), 1, "07312"),
        (("figure", "pop_total", "--workspace", "ws", "--period", "1889"), 1, "There are: 1995-12-31"),
        (("figure", "pop_total", "--workspace", "ws", "--as-of", "31.3.2026"), 2, "written like 2026-03-31"),
        (("figure", "pop_total", "--workspace", "ws", "--as-of", "2026-03-31", "--revisions"), 2, "exclude each other"),
        (("build", "cities/kaiserslautern", "--workspace", "ws", "--received", "today"), 2, "“today” is none"),
        (("figure", "pop_total", "--workspace", "ws", "--by", "sex"), 2, "sex=F"),
        (("figure", "pop_total", "--workspace", "ws", "--by", "sex=F,age=Y5"), 2, "one dimension"),
        (("figure", "pop_total", "--workspace", "nowhere"), 1, "No city has been built"),
        (("figure", "pop_total", "--release", "cities"), 1, "no release"),
        (("build", "cities"), 1, "city.toml is missing"),
        (("release", "diff", "0000", "latest", "--workspace", "ws"), 1, "no release “0000”"),
        (
            ("release", "approve", "0000", "--by", "A", "--purpose", "B", "--legal-basis", "C", "--workspace", "ws"),
            1,
            "release list",
        ),
    ],
)
def test_a_wrong_call_gets_one_sentence_and_the_right_code(
    run: Run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    got, out, err = run(*arguments)
    assert got == code
    assert out == ""
    assert words in err
    assert len(err.splitlines()) == 1


def test_messages_are_german_when_asked(run: Run) -> None:
    code, _, err = run("figure", "pop_totl", "--workspace", "ws", language="de")
    assert code == 1
    assert "gibt es nicht" in err


def test_a_release_is_listed_then_approved_then_listed_as_approved(run: Run) -> None:
    approve = (
        "release",
        "approve",
        "latest",
        "--by",
        "A. Beispiel",
        "--purpose",
        "Probe",
        "--legal-basis",
        "§ 3",
        "--workspace",
        "ws",
    )
    assert "not approved" in run("release", "list", "--workspace", "ws")[1]
    assert "No release has been approved so far" in run("release", "review", "latest", "--workspace", "ws")[1]
    assert run(*approve)[0] == 0
    assert "legal basis: § 3" in run("release", "review", "latest", "--workspace", "ws")[1]
    reviewed = json.loads(run("release", "review", "latest", "--workspace", "ws", "--json")[1])
    assert reviewed["disclosure"]["recomputable"] == 0
    assert "approved by A. Beispiel" in run("release", "list", "--workspace", "ws")[1]


def test_the_doctor_finds_a_damaged_release(run: Run, place: Path) -> None:
    assert run("doctor", "--workspace", "ws")[0] == 0
    damaged = place / "damaged"
    shutil.copytree(place / "ws", damaged)
    page = next(damaged.glob("kaiserslautern/releases/*/csv/pop_total.csv"))
    page.write_text("changed")
    code, out, _ = run("doctor", "--workspace", "damaged")
    assert code == 3
    assert "csv/pop_total.csv" in out


def test_a_workspace_that_cannot_be_written_is_named(run: Run, place: Path) -> None:
    (place / "a-file").write_text("")
    code, _, err = run("build", "cities/kaiserslautern", "--workspace", "a-file")
    assert code == 1
    assert "--workspace" in err


def test_nobody_cannot_approve(run: Run) -> None:
    code, _, err = run(
        "release", "approve", "latest", "--by", " ", "--purpose", "Probe", "--legal-basis", "§ 3", "--workspace", "ws"
    )
    assert code == 2
    assert "--by must not be empty" in err


def test_two_releases_are_compared_by_id_beginning_or_latest(run: Run, place: Path) -> None:
    shutil.copytree(place / "cities", place / "changed")
    figures = place / "changed/kaiserslautern/figures/population.csv"
    figures.write_text(figures.read_text().replace("07312,TOTAL,99845", "07312,TOTAL,99846"))
    shutil.copytree(place / "ws", place / "later")
    before = (place / "later/kaiserslautern/releases/latest").read_text().strip()
    assert run("build", "changed/kaiserslautern", "--workspace", "later", "--received", "2026-11-01")[0] == 0
    code, out, _ = run("release", "diff", before[:6], "latest", "--workspace", "later")
    assert code == 0
    assert "revision of the source (file:figures/population.csv): 1" in out
    assert ["pop_total", "07312", "2018-12-31", "99,845", "→", "99,846"] in [line.split() for line in out.splitlines()]
    _, out, _ = run("release", "diff", before, "latest", "--workspace", "later", "--json")
    assert [change["reasons"] for change in json.loads(out)["changes"]] == [["revision"]]
    released = open_release(place / "later/kaiserslautern/releases" / json.loads(out)["later"]).manifest
    assert not [path for path in (*released.outputs, *released.inputs) if path.startswith(("revisions/", "vintages/"))]
    assert "are the same" in run("release", "diff", "latest", "latest", "--workspace", "later")[1]
    question = ("figure", "pop_total", "--workspace", "later", "--cities", "changed", "--period", "2018")
    assert "99,845" in run(*question, "--as-of", "2026-10-31")[1]
    assert "99,846" in run(*question, "--as-of", "2026-11-01")[1]
    assert "+1" in run(*question, "--revisions")[1].splitlines()[2].split()
