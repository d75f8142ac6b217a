"""What approved releases foresaw, beside what has come since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from teilhabe.codes.period import parse_period
from teilhabe.engine.forecasts.keeping import Kept, Scored, read_kept, score_kept
from teilhabe.engine.pipeline import approvals
from teilhabe.engine.pipeline.workspace import Workspace

KEPT = "forecasts/{indicator}.csv"
"""Where a release holds what it foresaw of an indicator."""


def published_before(workspace: Workspace, indicators: Iterable[str]) -> tuple[Kept, ...]:
    """Every forecast of these indicators that an approved release holds, each once."""
    folders = [workspace.releases / entry.release for entry in approvals.read(workspace.approvals)]
    files = (folder / KEPT.format(indicator=name) for name in indicators for folder in folders)
    found = (read_kept(file.read_text(encoding="utf-8"), file.name) for file in files if file.is_file())
    return tuple(sorted({entry for entries in found for entry in entries}))


def scored(
    kept: Iterable[Kept], actuals: Mapping[str, Mapping[str, float]], since: Mapping[str, str]
) -> tuple[Scored, ...]:
    """Those whose period is known by now, the newest period first; none across a break.

    `since`: the first period behind the last break of an indicator's series, "" without one.
    """
    comparable = [entry for entry in kept if not _is_across(entry, since.get(entry.id, ""))]
    found = score_kept(comparable, actuals)
    return tuple(sorted(found, key=lambda entry: (_end(entry.kept.period), entry.kept.made), reverse=True))


def _is_across(entry: Kept, since: str) -> bool:
    """Whether the series was broken between the day of the forecast and its period."""
    broken = parse_period(since) if since else None
    return broken is not None and entry.made < broken.start <= _end(entry.period)


def _end(period: str) -> date:
    found = parse_period(period)
    return found.end if found else date.min
