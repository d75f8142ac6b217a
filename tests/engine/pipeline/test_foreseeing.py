"""A build foresees what it shows: always the same, nothing of what is hidden, and it scores what it once said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engine.pipeline.conftest import CITY, SOURCES, Builder

from teilhabe.engine.pipeline import fingerprint
from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.build import Report
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release

HEAD = "time_period,ref_area,sex,citizenship,obs_value"
DISTRICTS = {"99001001": 500, "99001002": 300, "99001003": 200}
ENTRY = Approval("", "A. Beispiel", "2026-01-01T00:00:00+00:00", "Monitoring", "")
PAGE = "indicators/pop_foreign_share.json"


def people(last: int, few: int = 0) -> str:
    """A city that grows from 2008 on; in 2012 `few` foreign residents, and as many more Germans as there are fewer."""
    lines = [HEAD]
    for place, year in enumerate(range(2008, last + 1)):
        for district, (code, size) in enumerate(DISTRICTS.items()):
            foreign = size // 10 + 3 * place + place % 3
            if year == 2012 and few:
                foreign = few if district == 0 else 0
            more = 2 - few if year == 2012 and few and district == 0 else 0
            lines.append(f"{year}-12-31,{code},F,DE,{size + 2 * place + more}")
            lines.append(f"{year}-12-31,{code},M,EU,{foreign}")
    return "\n".join(lines) + "\n"


Grow = Callable[..., Path]


@pytest.fixture
def grown(tmp_path: Path) -> Grow:
    """Writes the folder of the city as it was known at the end of a year."""

    def write(last: int, few: int = 0, root: str = "cities") -> Path:
        folder = tmp_path / root / "kleinstadt"
        folder.mkdir(parents=True, exist_ok=True)
        city = CITY.replace('as_of = "2021-12-31"', f'as_of = "{last}-12-31"')
        people_only = SOURCES.partition("[datasets.elsewhere]")[0]
        files = {"city.toml": city, "sources.toml": people_only, "people.csv": people(last, few)}
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8")
        return folder

    return write


def ran(reports: list[Report]) -> list[str]:
    return [report.step for report in reports if report.ran]


def files(release: Release) -> dict[str, bytes]:
    return {path: release.read_bytes(path) for path in release.manifest.outputs}


def test_what_is_long_enough_is_foreseen_on_its_page_and_on_that_of_all(grown: Grow, build_city: Builder) -> None:
    release, _ = build_city(grown(2021))
    page = release.indicator_page("de", "pop_foreign_share")
    assert page.forecast is not None
    assert [path.id for path in page.forecast.paths] or page.forecast.withheld
    assert release.city_page("de").has_forecasts
    lines = {line.indicator: line for line in release.forecasts_page("en").lines}
    assert {"pop_total", "pop_foreign_share"} <= lines.keys()
    foreseen = [line.indicator for line in lines.values() if line.sentence]
    assert foreseen
    for name in foreseen:
        assert {f"forecasts/{name}.json", f"forecasts/{name}.csv", f"csv/{name}-forecast.csv"} <= files(release).keys()


def test_the_same_figures_give_the_same_bytes(grown: Grow, build_city: Builder, tmp_path: Path) -> None:
    first, _ = build_city(grown(2021))
    again, reports = build_city(grown(2021))
    assert ran(reports) == []
    (tmp_path / "workspace").rename(tmp_path / "old")
    anew, _ = build_city(grown(2021))
    assert anew.id == again.id == first.id


def test_a_hidden_figure_leaves_no_trace_in_a_forecast(grown: Grow, build_city: Builder, tmp_path: Path) -> None:
    """The share of 2012 rests on one or two persons and is hidden; both cities publish the same forecasts."""
    releases = []
    for few in (1, 2):
        release, _ = build_city(grown(2021, few))
        releases.append(files(release))
        (tmp_path / "workspace").rename(tmp_path / f"workspace-{few}")
    one, other = releases
    shown = [row for row in one["csv/pop_foreign_share.csv"].decode().splitlines() if ",99001,Kleinstadt,2012-" in row]
    assert all(",protected," in row for row in shown)
    told = [path for path in one if "forecast" in path]
    assert any(path.endswith("pop_foreign_share.json") for path in told)
    assert {path: one[path] for path in told} == {path: other[path] for path in told}
    section = json.loads(one[f"pages/de/{PAGE}"])["forecast"]
    assert section == json.loads(other[f"pages/de/{PAGE}"])["forecast"]


def test_without_the_library_a_build_leaves_forecasts_out_and_makes_them_once_it_is_there(
    grown: Grow, build_city: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(fingerprint, "forecasting_library", lambda: "")
        without, _ = build_city(grown(2021))
    assert not without.city_page("de").has_forecasts
    assert not [path for path in files(without) if "forecast" in path]
    assert without.indicator_page("de", "pop_foreign_share").forecast is None
    release, reports = build_city(grown(2021))
    assert "indicator pop_foreign_share" in ran(reports)
    assert release.city_page("de").has_forecasts


def test_an_approval_makes_no_indicator_anew(grown: Grow, build_city: Builder, tmp_path: Path) -> None:
    build_city(grown(2021))
    approve(Workspace(tmp_path / "workspace", "kleinstadt"), "latest", ENTRY)
    _, reports = build_city(grown(2021))
    assert not [step for step in ran(reports) if step.startswith("indicator")]


def test_what_an_approved_release_foresaw_stands_beside_what_came(
    grown: Grow, build_city: Builder, tmp_path: Path
) -> None:
    before, _ = build_city(grown(2019))
    approve(Workspace(tmp_path / "workspace", "kleinstadt"), "latest", ENTRY)
    foreseen = [line.indicator for line in before.forecasts_page("de").lines if line.sentence]
    after, _ = build_city(grown(2021))
    page = after.forecasts_page("de")
    assert page.kept is not None
    assert len(page.kept.rows) == 2 * len(foreseen)
    assert {row.cells[0].text for row in page.kept.rows} == {"31.12.2020", "31.12.2021"}
    assert page.verdict.startswith(f"{len(page.kept.rows)} Werte sind inzwischen bekannt")


def test_a_release_that_nobody_approved_foresaw_nothing(grown: Grow, build_city: Builder) -> None:
    build_city(grown(2019))
    after, _ = build_city(grown(2021))
    assert after.forecasts_page("de").kept is None
