"""Every state of a source's file that was prepared stays, with the day since which it is known."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.pipeline import vintages
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.declared_sources import Source
from teilhabe.engine.pipeline.preparing import prepare_dataset
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError

FIRST, SECOND, THIRD = date(2026, 1, 10), date(2026, 2, 20), date(2026, 3, 30)
Arrive = Callable[..., None]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace", "kleinstadt")


@pytest.fixture
def arrive(small_city: Path, workspace: Workspace) -> Arrive:
    """A text in a file is replaced, the file comes on a day, and the sources are prepared."""
    workspace.prepare()

    def change(day: date, old: str = "", new: str = "", file: str = "elsewhere.csv") -> None:
        path = small_city / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        city = read_city(small_city)
        for source in city.sources:
            prepare_dataset(city, workspace, source, day)

    return change


def elsewhere(small_city: Path) -> Source:
    return read_city(small_city).source("elsewhere")


def unemployed(path: Path) -> float:
    (found,) = duckdb.execute("SELECT obs_value FROM read_parquet(?) WHERE ref_area = '99001'", [str(path)]).fetchall()
    return float(found[0])


def test_a_changed_file_becomes_a_vintage_and_the_earlier_one_stays(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST)
    arrive(SECOND, ",70,", ",71,")
    kept = vintages.read(workspace, elsewhere(small_city))
    assert [vintage.since for vintage in kept] == [FIRST, SECOND]
    values = [unemployed(vintages.observations_of(workspace, elsewhere(small_city), vintage)) for vintage in kept]
    assert values == [70, 71]
    bytes_kept = [vintages.file_of(workspace, elsewhere(small_city), vintage).read_text() for vintage in kept]
    assert [",70," in bytes_kept[0], ",71," in bytes_kept[1]] == [True, True]
    assert unemployed(workspace.cube / "elsewhere.parquet") == 71


def test_the_same_bytes_add_nothing_however_often_they_are_prepared(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST)
    before = {p: p.read_bytes() for p in workspace.vintages.rglob("*") if p.is_file()}
    arrive(SECOND)
    assert {p: p.read_bytes() for p in workspace.vintages.rglob("*") if p.is_file()} == before


def test_a_file_that_is_taken_back_is_a_vintage_again(small_city: Path, workspace: Workspace, arrive: Arrive) -> None:
    arrive(FIRST)
    arrive(SECOND, ",70,", ",71,")
    arrive(THIRD, ",71,", ",70,")
    kept = vintages.read(workspace, elsewhere(small_city))
    assert [vintage.since for vintage in kept] == [FIRST, SECOND, THIRD]
    assert kept[0].sha256 == kept[2].sha256
    known = vintages.known_on(kept, SECOND)
    assert known is not None
    assert unemployed(vintages.observations_of(workspace, elsewhere(small_city), known)) == 71


def declare_retrieved(small_city: Path, day: str) -> None:
    sources = small_city / "sources.toml"
    kept = [line for line in sources.read_text(encoding="utf-8").splitlines() if not line.startswith("retrieved")]
    text = "\n".join(kept).replace('file = "elsewhere.csv"', f'file = "elsewhere.csv"\nretrieved = "{day}"')
    sources.write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("declared", "since"),
    [
        (("2025-06-01", "2025-09-01"), [date(2025, 6, 1), date(2025, 9, 1)]),
        (("2025-06", "2025-09"), [date(2025, 6, 30), date(2025, 9, 30)]),
        (("2026-01", "2026-02"), [FIRST, SECOND]),  # the month has not ended when the file comes
        (("2025-06-01", "2025-06-01"), [date(2025, 6, 1), SECOND]),  # nobody has brought the declaration up to date
        (("2025-06-01", "2024-06-01"), [date(2025, 6, 1), SECOND]),
    ],
)
def test_a_vintage_is_known_since_the_declared_day_or_the_day_it_came(
    small_city: Path, workspace: Workspace, arrive: Arrive, declared: tuple[str, str], since: list[date]
) -> None:
    declare_retrieved(small_city, declared[0])
    arrive(FIRST)
    declare_retrieved(small_city, declared[1])
    arrive(SECOND, ",70,", ",71,")
    assert [vintage.since for vintage in vintages.read(workspace, elsewhere(small_city))] == since


def test_the_newest_vintage_of_a_day_is_the_one_known_at_its_end(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST)
    arrive(FIRST, ",70,", ",71,")
    kept = vintages.read(workspace, elsewhere(small_city))
    assert vintages.known_on(kept, FIRST) == kept[1]
    assert vintages.known_on(kept, date(2026, 1, 9)) is None


def test_an_earlier_file_is_read_by_the_recipe_of_today(small_city: Path, workspace: Workspace, arrive: Arrive) -> None:
    """A recipe that was wrong was wrong about the earlier file, too: the difference is none of the source."""
    arrive(FIRST)
    arrive(SECOND, ",70,", ",71,")
    arrive(THIRD, 'concept = "none"', 'concept = "citizenship"', file="sources.toml")
    kept = vintages.read(workspace, elsewhere(small_city))
    assert len(kept) == 2
    for vintage in kept:
        path = vintages.observations_of(workspace, elsewhere(small_city), vintage)
        assert duckdb.execute("SELECT DISTINCT concept FROM read_parquet(?)", [str(path)]).fetchall() == [
            ("citizenship",)
        ]


def test_an_earlier_file_of_another_layout_keeps_its_own_recipe(
    small_city: Path, workspace: Workspace, arrive: Arrive
) -> None:
    arrive(FIRST)
    sources = small_city / "sources.toml"
    sources.write_text(sources.read_text() + '[datasets.elsewhere.recipe.columns]\nZahl = "obs_value"\n')
    arrive(SECOND, "obs_value", "Zahl")
    arrive(THIRD, ",70,", ",71,")
    source = elsewhere(small_city)
    kept = vintages.read(workspace, source)
    assert [unemployed(vintages.observations_of(workspace, source, vintage)) for vintage in kept] == [70, 70, 71]


def look_at_everything(workspace: Workspace, source: Source) -> None:
    for vintage in vintages.read(workspace, source):
        vintages.observations_of(workspace, source, vintage)
        vintages.file_of(workspace, source, vintage)


@pytest.mark.parametrize("damage", ["index.json", "*/elsewhere.csv", "*/observations.parquet", "*/reading.json"])
@pytest.mark.parametrize("how", ["missing", "changed"])
def test_a_damaged_entry_is_named_in_one_sentence(
    small_city: Path, workspace: Workspace, arrive: Arrive, damage: str, how: str
) -> None:
    arrive(FIRST)
    source = elsewhere(small_city)
    (found,) = (workspace.vintages / "elsewhere").glob(damage)
    if (damage, how) == ("index.json", "missing"):
        found.unlink()
        assert vintages.read(workspace, source) == ()
        return
    found.unlink() if how == "missing" else found.write_text("{")
    with pytest.raises(InputError, match=r"earlier vintage of “elsewhere” is damaged.*vintages/elsewhere") as failure:
        look_at_everything(workspace, source)
    assert "\n" not in failure.value.text.de


def test_a_history_that_was_deleted_begins_anew(small_city: Path, workspace: Workspace, arrive: Arrive) -> None:
    arrive(FIRST)
    arrive(SECOND, ",70,", ",71,")
    shutil.rmtree(workspace.vintages / "elsewhere")
    arrive(THIRD)
    assert [vintage.since for vintage in vintages.read(workspace, elsewhere(small_city))] == [THIRD]


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    small_city: Path, workspace: Workspace, arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "copyfile", lambda source, target: target.write_text("other"))
    with pytest.raises(InputError, match=r"people\.csv changed while it was being read"):
        arrive(FIRST)
    assert not [path for path in workspace.vintages.rglob("*") if path.is_file()]


DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@given(st.lists(DAYS, min_size=1), DAYS)
def test_what_is_known_on_a_day_is_the_newest_that_had_come_by_then(days: list[date], asked: date) -> None:
    kept = [vintages.Vintage(str(number), day, "", "", "") for number, day in enumerate(sorted(days))]
    found = vintages.known_on(kept, asked)
    assert [vintage for vintage in kept if vintage.since <= asked][-1:] == ([found] if found else [])


@given(st.lists(st.tuples(DAYS, st.booleans()), min_size=1))
def test_declared_vintages_end_with_the_newest_and_never_run_backwards(arrivals: list[tuple[date, bool]]) -> None:
    kept = [
        vintages.Vintage(str(number), date(2026, 1, 1), "", day.isoformat() if declared else "", "")
        for number, (day, declared) in enumerate(arrivals)
    ]
    told = vintages.declared(kept)
    assert told[-1].sha256 == kept[-1].sha256
    days = [vintage.since for vintage in told]
    assert days == sorted(set(days))
