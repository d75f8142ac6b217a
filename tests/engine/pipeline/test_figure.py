"""One question, the same answer from workspace and release; only the workspace shows source cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.figure import ask_release, ask_workspace
from teilhabe.engine.pipeline.questions import Question, definition_of
from teilhabe.engine.pipeline.results import judge, scope_of
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError
from teilhabe.release.reader import Release


class Built(Protocol):
    folder: Path
    workspace: Workspace
    release: Release


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (Question("pop_total", period="2020"), 1133.0),
        (Question("pop_total", period="2020-12-31"), 1133.0),
        (Question("pop_total", place="99001001", period="2020"), 561.0),
        (Question("pop_total", period="2021", by="sex", codes=("M",)), 79.0),
        (Question("lab_unemp_n", place="99002"), 80.0),
    ],
)
def test_the_workspace_answers(built: Built, question: Question, value: float) -> None:
    folder, workspace = built.folder, built.workspace
    (answer,) = ask_workspace(folder, workspace, question)
    assert answer.value == value
    assert answer.sources[0]["sha256"]


def test_the_release_gives_the_same_answer(built: Built) -> None:
    folder, workspace, release = built.folder, built.workspace, built.release
    question = Question("pop_total", period="2020")
    (there,), (here,) = ask_workspace(folder, workspace, question), ask_release(release, question)
    assert (there.value, there.status, there.unit) == (here.value, here.status, here.unit)


def test_a_protected_figure_gives_nothing_away(built: Built) -> None:
    folder, workspace = built.folder, built.workspace
    (answer,) = ask_workspace(folder, workspace, Question("pop_foreign_n", place="99001002", period="2021"))
    assert (answer.status, answer.value, answer.numerator, answer.formula) == ("protected", None, None, "")
    assert answer.printed("de") == "•"
    assert all((source["listed"], source["cells"]) == ((), None) for source in answer.sources)


def test_confidential_cells_are_counted_and_never_listed(built: Built) -> None:
    (answer,) = ask_workspace(built.folder, built.workspace, Question("pop_total", period="2020"))
    (source,) = answer.sources
    assert (source["cells"], source["listed"], source["first_row"]) == (6, (), None)


def test_every_sum_of_a_share_is_told_with_its_part_and_its_file(built: Built) -> None:
    (answer,) = ask_workspace(built.folder, built.workspace, Question("pop_foreign_share", period="2020"))
    told = [(source["part"], source["value"], source["file"], source["cells"]) for source in answer.sources]
    assert told == [("numerator", 102.0, "people.csv", 3), ("denominator", 1133.0, "people.csv", 6)]
    assert answer.formula == "102 / 1133 * 100 = 9.00264783759929"


def test_published_cells_are_listed_with_row_column_and_sign(built: Built) -> None:
    (answer,) = ask_workspace(built.folder, built.workspace, Question("lab_unemp_n", place="99003"))
    (source,) = answer.sources
    assert (answer.status, answer.printed("de"), source["file"]) == ("sign", "-", "elsewhere.csv")
    cell = {"row": 4, "column": "C", "value": None, "sign": "-", "citation": "Heft 2", "taken_off": False}
    assert source["listed"] == (cell,)


def test_a_figure_says_on_what_it_rests_and_since_when_it_may_be_compared(built: Built) -> None:
    earlier, later = (
        ask_workspace(built.folder, built.workspace, Question("pop_total", period=year))[0] for year in ("2020", "2021")
    )
    assert (later.base, later.concept) == ("register_main", "citizenship")
    assert (earlier.break_since, later.break_since) == ("", "2021-01-01")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question("pop_total", period="1889"), "for 1889. There are: 2019-12-31, 2020-12-31, 2021-12-31"),
        (Question("pop_total", by="sex", codes=("X",)), "for sex=X. There are: F, M"),
        (Question("pop_total", by="sex", codes=("F", "X")), "for sex=X. There are: F, M"),
        (Question("pop_total", by="age", codes=("Y5",)), "for the breakdown age=Y5. There are: sex"),
        (Question("pop_total", place="99002"), "for the place 99002. There are: 99001, 99001001, 99001002, 99001003"),
        (Question("prot_seekers_n"), "Kleinstadt has no data for “prot_seekers_n”. What it needs: "),
    ],
)
def test_a_question_without_answer_is_told_what_there_is(built: Built, question: Question, words: str) -> None:
    with pytest.raises(InputError) as failure:
        ask_workspace(built.folder, built.workspace, question)
    assert words in failure.value.text.en


def test_a_release_refuses_a_group_that_it_lacks_beside_one_that_it_has(built: Built) -> None:
    with pytest.raises(InputError, match=r"for sex=X\. There are: F, M"):
        ask_release(built.release, Question("pop_total", by="sex", codes=("F", "X")))


def test_an_indicator_that_the_city_switched_off_is_not_called_unknown(built: Built) -> None:
    city = read_city(built.folder)
    city = replace(city, catalogue=replace(city.catalogue, off=frozenset({"hea_u8"})))
    with pytest.raises(InputError, match="Kleinstadt has switched the indicator “hea_u8” off"):
        definition_of(city, "hea_u8")


def test_an_indicator_that_resembles_none_is_told_them_all(built: Built) -> None:
    with pytest.raises(InputError, match=r"There are: .*pop_total"):
        ask_workspace(built.folder, built.workspace, Question("weather"))


def test_an_unknown_indicator_or_place_is_named_with_what_there_is(built: Built) -> None:
    folder, workspace, release = built.folder, built.workspace, built.release
    with pytest.raises(InputError, match="pop_total"):
        ask_workspace(folder, workspace, Question("pop_totl"))
    with pytest.raises(InputError, match="99001003"):
        ask_workspace(folder, workspace, Question("pop_total", place="1"))
    with pytest.raises(InputError, match="pop_total"):
        ask_release(release, Question("pop_totl"))


def test_a_mean_over_two_persons_is_protected(small_city: Path, make_cube: Callable[..., Cube]) -> None:
    sources = small_city / "sources.toml"
    rooms = '\n[datasets.rooms]\nfile = "rooms.csv"\ntitle = "W"\npublisher = "P"\nlicence = "CC0-1.0"\n'
    sources.write_text(sources.read_text() + rooms, encoding="utf-8")
    city = read_city(small_city)
    definition = definition_of(city, "hou_space")
    here = {"ref_area": city.code, "time_period": "2021", "migration_status": "WITH"}
    for persons, status in ((2, "protected"), (3, "value")):
        counts = (("living_space", 63), ("persons_in_families", persons))
        cube = make_cube(rooms=[{**here, "variable": name, "obs_value": number} for name, number in counts])
        (value,) = compute(definition, cube, scope_of(city, {city.code: ()}))
        assert judge(city, value, definition).status == status
