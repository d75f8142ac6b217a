"""What was known earlier: the figures of an indicator that a later file of their source changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from teilhabe.monitoring.presentation import ShownTable, shown_table
from teilhabe.release.pages import Cell, Status, Table, TableRow
from teilhabe.release.reader import Release
from teilhabe.text import Language
from teilhabe.wording.periods import format_period


def shown_revisions(release: Release, indicator: str, language: Language) -> ShownTable | None:
    """The revised periods, one column for each day since which something else is known; None where nothing changed."""
    path = f"revisions/{indicator}.json"
    if path not in release.manifest.outputs:
        return None
    content = json.loads(release.read_bytes(path))
    rows = tuple(_row(row, language) for row in content["rows"] if _is_revised(row))
    if not rows:
        return None
    days = (format_period(vintage["date"], language) for vintage in content["vintages"])
    heads = (gettext("bekannt seit %(day)s") % {"day": day} for day in days)
    return shown_table(Table(gettext("Geänderte Werte"), (gettext("Zeitraum"), *heads), rows))


def _is_revised(row: Mapping[str, Any]) -> bool:
    return any(cell["absolute"] for cell in row["values"])


def _row(row: Mapping[str, Any], language: Language) -> TableRow:
    return TableRow(format_period(row["period"], language), tuple(_cells(row["values"], language)))


def _cells(values: Iterable[Mapping[str, Any]], language: Language) -> Iterable[Cell]:
    """What was not known yet is an empty cell with its reason."""
    for value in values:
        unknown = value["status"] == "unknown"
        status: Status = "missing" if unknown else value["status"]
        yield Cell(value["text"][language], status, gettext("noch nicht bekannt") if unknown else "")
