"""Parcels: all that one indicator adds to a release, kept in the workspace until something it depends on changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.pipeline.datasets import Dataset
from teilhabe.engine.pipeline.foresight.claims import Told
from teilhabe.engine.pipeline.pages import exports, forecast_files
from teilhabe.engine.pipeline.pages.cities import card
from teilhabe.engine.pipeline.pages.forecasts import forecast_line
from teilhabe.engine.pipeline.pages.indicators import indicator_page
from teilhabe.engine.pipeline.pages.studio import Studio
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.pictures import Picture
from teilhabe.engine.pipeline.results import Result
from teilhabe.engine.pipeline.stating import NOTHING, Stated
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.pages import Card, ForecastLine, Statement, from_json, to_json
from teilhabe.text import LANGUAGES, Language
from teilhabe.wording.message import Verdict


@dataclass(frozen=True)
class Leading:
    """A supported statement, in each language as JSON; `p` is None where it tells a value and compares nothing."""

    p: float | None
    importance: float
    texts: Mapping[Language, str]

    def statement(self, language: Language) -> Statement:
        return from_json(Statement, self.texts[language])


@dataclass(frozen=True)
class Parcel:
    """`files`: path in the release → text; `drawn`: fingerprints of its pictures; `cards`: the card of each language
    as JSON; `rows`: its figures in the order of `exports.COLUMNS`; `leading`: its statements that may stand beside
    those of other indicators; `tests`: the p values of all comparisons behind them; `foreseen`: its line on the page
    of forecasts in each language as JSON, `broken` the first period behind the last break of its series."""

    files: Mapping[str, str]
    drawn: tuple[str, ...]
    cards: Mapping[Language, str]
    rows: tuple[exports.Row, ...]
    leading: tuple[Leading, ...] = ()
    tests: tuple[float, ...] = ()
    foreseen: Mapping[Language, str] = field(default_factory=dict)
    broken: str = ""

    def forecast(self, language: Language) -> ForecastLine | None:
        return from_json(ForecastLine, self.foreseen[language]) if self.foreseen else None

    def card(self, language: Language) -> Card:
        return from_json(Card, self.cards[language])


@dataclass(frozen=True)
class Draft:
    """A parcel whose pictures are still to be drawn, by their path in the release."""

    parcel: Parcel
    pictures: Mapping[str, Picture]

    def with_files(self, files: Mapping[str, str]) -> Draft:
        return replace(self, parcel=replace(self.parcel, files={**self.parcel.files, **files}))

    def finished(self, drawn: Mapping[str, str]) -> Parcel:
        """The parcel with its pictures, each by its fingerprint in `drawn`."""
        prints = {path: picture.fingerprint for path, picture in self.pictures.items()}
        files = {**self.parcel.files, **{path: drawn[print_] for path, print_ in prints.items()}}
        return replace(self.parcel, files=files, drawn=tuple(sorted(set(prints.values()))))


def draft(
    voices: Iterable[Words],
    result: Result,
    datasets: Mapping[str, Dataset],
    geojson: Mapping[str, Any] | None,
    variants: Sequence[Result] = (),
    stated: Stated = NOTHING,
    told: Told | None = None,
) -> Draft:
    """Everything about an indicator and its variants but its pictures, in all languages."""
    files: dict[str, str] = {}
    cards: dict[Language, str] = {}
    pictures: dict[str, Picture] = {}
    tables: dict[str, tuple[exports.Row, ...]] = {}
    said: dict[Language, tuple[Statement, ...]] = {}
    foreseen: dict[Language, str] = {}
    for words in voices:
        studio = Studio(words, result, geojson)
        page = indicator_page(words, result, datasets, studio, variants, stated, told)
        said[words.language] = page.statements
        files[f"pages/{words.language}/indicators/{page.id}.json"] = to_json(page)
        files |= {path: spec.decode() for path, spec in studio.specs.items()}
        pictures |= studio.pictures
        cards[words.language] = to_json(card(words, result, pictures))
        if line := forecast_line(words, result.definition, page, told):
            foreseen[words.language] = to_json(line)
        tables = tables or {each.definition.id: exports.rows(words.city, each) for each in (result, *variants)}
    files |= {f"csv/{name}.csv": exports.to_csv(rows).decode() for name, rows in tables.items() if rows}
    if told:
        files |= forecast_files.files_of(words.city, result.definition, told.foresight)
    rows = tuple(row for rows in tables.values() for row in rows)
    leading = tuple(_leading(stated, said))
    return Draft(Parcel(files, (), cards, rows, leading, stated.tests, foreseen, _broken(result)), pictures)


def _broken(result: Result) -> str:
    """The first period behind the last break of the city's series, "" without one."""
    return result.segments[-1].values[0].period if len(result.segments) > 1 else ""


def _leading(stated: Stated, statements: Mapping[Language, Sequence[Statement]]) -> Iterator[Leading]:
    """What is supported, beside its sentences."""
    for number, claim in enumerate(stated.claims):
        if claim.verdict == Verdict.SUPPORTED:
            texts = {language: to_json(entries[number]) for language, entries in statements.items()}
            yield Leading(claim.evidence.p, claim.importance, texts)


def keep(workspace: Workspace, indicator: str, parcel: Parcel) -> None:
    """Put the parcel in its place, whole or not at all."""
    with atomic_path(workspace.parcel(indicator)) as part:
        part.write_text(json.dumps(parcel, ensure_ascii=False, default=vars), encoding="utf-8")


def read(workspace: Workspace, indicators: Sequence[str]) -> Mapping[str, Parcel]:
    """The kept parcels of these indicators, in this order."""
    return {indicator: _read(workspace.parcel(indicator)) for indicator in indicators}


def _read(path: Path) -> Parcel:
    content = json.loads(path.read_text(encoding="utf-8"))
    return Parcel(
        files=content["files"],
        drawn=tuple(content["drawn"]),
        cards={language: content["cards"][language] for language in LANGUAGES},
        rows=tuple(tuple(row) for row in content["rows"]),
        leading=tuple(Leading(**entry) for entry in content["leading"]),
        tests=tuple(content["tests"]),
        foreseen=content["foreseen"],
        broken=content["broken"],
    )


def forget_others(workspace: Workspace, parcels: Mapping[str, Parcel]) -> None:
    """Drop the parcels of indicators that the city no longer has, and the pictures that no parcel shows."""
    shown = {workspace.pictures / f"{digest}.svg" for parcel in parcels.values() for digest in parcel.drawn}
    kept = {workspace.parcel(indicator) for indicator in parcels}
    gone = (set(workspace.indicators.glob("*.json")) - kept) | (set(workspace.pictures.glob("*.svg")) - shown)
    for path in gone:
        path.unlink()
