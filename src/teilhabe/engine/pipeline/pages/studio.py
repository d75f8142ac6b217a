"""Where the pictures of an indicator's page are composed, each with the table beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from teilhabe.charts.model import Bar, Frame, Size, Spec
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.notes import Note
from teilhabe.engine.pipeline.pages.certainty import bounds, bounds_name
from teilhabe.engine.pipeline.pages.lineages import lineage_id
from teilhabe.engine.pipeline.pages.tables import Columns, columns
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.pictures import Picture
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.release.pages import Cell, Table, TableRow, View, ViewKind
from teilhabe.text import Text
from teilhabe.wording import units

SIZES: tuple[Size, ...] = ("wide", "narrow")
NO_FIGURE = Cell("", "missing")

_FIXED_ORDER = Text("Die Reihenfolge ist fest. Sie ist keine Rangliste.", "The order is fixed. It is no ranking.")


@dataclass(frozen=True)
class Studio:
    """Composes the views of one indicator in one language; pictures to be drawn and their specifications gather.

    `anchor` stands before the ids of the views where several results share a page.
    """

    words: Words
    result: Result
    geojson: Mapping[str, object] | None
    anchor: str = ""
    pictures: dict[str, Picture] = field(default_factory=dict)
    specs: dict[str, bytes] = field(default_factory=dict)

    @property
    def definition(self) -> Definition:
        return self.result.definition

    @cached_property
    def by_value(self) -> Mapping[tuple[str, str, str], Figure]:
        return {(f.value.place, f.value.period, f.value.code): f for f in self.result.figures if not f.value.breakdown}

    @cached_property
    def columns(self) -> Columns:
        return columns(self.words, self.definition, self.result.figures)

    def at(self, place: str, period: str) -> Figure | None:
        return self.by_value.get((place, period, ""))

    def common_period(self, others: Mapping[str, Sequence[Figure]]) -> str | None:
        """The newest period for which the city, where it has figures, and most other places have one."""
        series = self.result.city or [figure for figures in others.values() for figure in figures]
        for value in sorted((figure.value for figure in series), key=lambda value: value.end, reverse=True):
            holders = [code for code in others if self.at(code, value.period)]
            if len(holders) >= max(2, len(others) / 2):
                return value.period
        return None

    def cell(self, figure: Figure) -> Cell:
        return self.words.cell(self.definition, figure, lineage_id(self.definition, figure))

    def cells(self, figure: Figure) -> tuple[Cell, ...]:
        """The figure in all columns of the indicator's tables."""
        return self.columns.cells(figure, lineage_id(self.definition, figure))

    def bar(self, name: str, figure: Figure, *, emphasised: bool = False) -> Bar:
        known = bounds(self.words, self.definition, figure)
        return Bar(name, figure.shown, self.cell(figure).text, emphasised, bounds=known)

    def frame(self, title: str) -> Frame:
        language = self.words.language
        return Frame(
            title=title,
            unit=units.label(self.definition.unit, language),
            language=language,
            notice=self.words(self.words.city.notice),
            bounds=bounds_name(self.words, self.definition),
        )

    def titled(self, title: str) -> str:
        """The indicator's name with a view's title as its end: "Einbürgerungen nach Geschlecht"."""
        return f"{self.words(self.definition.name)} {title[:1].lower()}{title[1:]}"

    def caption(self, title: str) -> str:
        """What stands above a table: of a variant with its name, since its indicator has such a table too."""
        return f"{self.words(self.definition.name)}: {title}" if self.definition.variant else title

    def table(self, title: str, head: str, named: Sequence[tuple[str, Figure]]) -> Table:
        rows = tuple(TableRow(name, self.cells(figure)) for name, figure in named)
        return Table(self.caption(title), (head, *self.columns.head), rows)

    def view(
        self,
        identifier: str,
        kind: ViewKind,
        title: str,
        summary: str,
        pictures: Mapping[Size, Spec] | None,
        table: Table,
    ) -> View:
        """The view, its pictures and their specification put where they are gathered."""
        names = dict.fromkeys(SIZES, "") | {"spec": ""}
        anchor = f"{self.anchor}{identifier}"
        if pictures:
            stem = f"charts/{self.words.language}/{self.definition.id}-{identifier}"
            names = {size: f"{stem}-{size}.svg" for size in SIZES} | {"spec": f"{stem}.json"}
            for size, spec in pictures.items():
                self.pictures[names[size]] = Picture(spec, self.words.language, summary, f"{anchor}-{size}")
            self.specs[names["spec"]] = json.dumps(pictures["wide"], ensure_ascii=False, sort_keys=True).encode()
        return View(
            id=anchor,
            kind=kind,
            title=title,
            summary=summary,
            svg_wide=names["wide"],
            svg_narrow=names["narrow"],
            spec=names["spec"],
            table=table,
            remark=self._remark(kind) if pictures else "",
        )

    def _remark(self, kind: ViewKind) -> str:
        """What must be read with a picture: that places and groups are not ranked, that the subject is sensitive."""
        notes = self.definition.notes
        texts = (
            (_FIXED_ORDER, kind in ("places", "districts", "groups") and Note.NEVER_RANK in notes),
            (Note.SENSITIVE.label, Note.SENSITIVE in notes),
        )
        return " ".join(self.words(text) for text, holds in texts if holds)
