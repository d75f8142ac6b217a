"""A special evaluation becomes a release of its own: through the same gate and into the same ledger.

What it tells counts for all later releases once it is approved; what approved ones told counts for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teilhabe.engine.disclosure.facts import Telling
from teilhabe.engine.pipeline import decisions, gating, told
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.decisions import Decision
from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.special.evaluation import Evaluation
from teilhabe.engine.pipeline.steps import release_inputs
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import CheckFailed
from teilhabe.release.reader import SPECIAL, SPECIAL_TABLE
from teilhabe.release.writer import write_release

FORMAT = "teilhabe-special/1"


@dataclass(frozen=True)
class Special:
    """The release, its table as it may leave the house, and how much is hidden in it (counts only)."""

    folder: Path
    columns: Sequence[str]
    rows: tuple[exports.Row, ...]
    report: Mapping[str, int]


def release(city: City, workspace: Workspace, asked: Evaluation) -> Special:
    """Protect what was asked for together with all that approved releases told, and write it.

    The same enquiry of the same data is the same release. CheckFailed where no figure of it may be told, or where
    something small would follow from it all the same.
    """
    cube = open_cube(city, workspace)
    own = [line.telling for line in asked.lines]
    known = [*own, *_known_beside(city, workspace, own)]
    verdict = gating.settled(city, cube, known, told.before(workspace, cube), gating.memory_of(workspace))
    kept = [replace(entry, is_open=entry.is_open and entry.figure not in verdict.hidden) for entry in own]
    if not any(entry.is_open for entry in kept):
        raise _nothing_left()
    rows = tuple(line.shown if entry.is_open else line.hidden for line, entry in zip(asked.lines, kept, strict=True))
    counts = gating.report(own, verdict)
    folder = _written(city, workspace, asked, rows, counts)
    told.keep(workspace, folder.name, kept, cube.files)
    return Special(folder, asked.columns, rows, counts)


def _known_beside(city: City, workspace: Workspace, own: Sequence[Telling]) -> Iterator[Telling]:
    """The figures of the indicators about the same data, as hidden: their small ones have to stay so."""
    asked = set(_subjects(own))
    for family in gating.kept_facts(city, workspace).values():
        for entry in family:
            if not asked.isdisjoint(_subjects([entry])):
                yield replace(entry, figure=f"indicator {entry.figure}", is_open=False)


def _subjects(tellings: Sequence[Telling]) -> Iterator[tuple[str, str, str]]:
    for entry in tellings:
        for fact in entry.facts:
            yield from ((each.box.dataset, each.box.variable, each.box.period) for each in fact.addends)


def _written(
    city: City, workspace: Workspace, asked: Evaluation, rows: Sequence[exports.Row], counts: Mapping[str, int]
) -> Path:
    enquiry = {"format": FORMAT, "enquiry": asked.enquiry, "rows": len(rows)}
    files = {
        SPECIAL: (json.dumps(enquiry, ensure_ascii=False, indent=1) + "\n").encode(),
        SPECIAL_TABLE: exports.to_csv(rows, asked.columns),
        decisions.SUMMARY: decisions.summary(Decision(report=counts)),
    }
    return write_release(workspace.releases, city=city.id, files=files, inputs=release_inputs(city, workspace))


def _nothing_left() -> CheckFailed:
    return CheckFailed(
        "Keine Sonderauswertung: Von dieser Anfrage darf keine Zahl genannt werden, weil sich sonst kleine Fallzahlen "
        "errechnen ließen. Bitte gröber fragen: größere Gruppen, die ganze Stadt, mehrere Jahre.",
        "No special evaluation: no figure of this enquiry may be told, since small counts could be worked out from it. "
        "Please ask more coarsely: larger groups, the whole city, several years.",
    )
