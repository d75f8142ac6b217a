"""Overlaps: codes of one dimension that count the same people more than once, and are no totals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from teilhabe.codes import citizenship
from teilhabe.engine.cube.observations import TOTAL, Observations
from teilhabe.engine.preparation.evidence.figures import Matrix
from teilhabe.engine.preparation.evidence.hypotheses import age_bounds
from teilhabe.engine.preparation.evidence.totals import Totals
from teilhabe.engine.preparation.findings import Finding, Severity
from teilhabe.text import Text

_SHOWN = 6
_UNIONS: Mapping[str, re.Pattern[str]] = {
    "EU": re.compile(
        r"(staaten der |insgesamt )?(EU|europäische[rn]? union|european union)([-_ ]?(\d\d\w*|staaten))?"
        r"([ _]\d{4})?( insgesamt| zusammen| total)?( ?\(.*\))?$",
        re.IGNORECASE,
    ),
    "third": re.compile(
        r"drittstaat|drittland|drittländer|nicht-?eu\b|extra-?eu\b|non-?eu\b|third[- ]countr", re.IGNORECASE
    ),
    "Europe": re.compile(r"(insgesamt )?(europa|europe)( insgesamt| zusammen)?$", re.IGNORECASE),
    "foreign": re.compile(
        r"(ausland|ausländer\w*|ausländisch\w*|foreign\w*|nicht-?deutsch\w*)( insgesamt)?$", re.IGNORECASE
    ),
}
_REST = re.compile(r"übrig|sonstig|ander|restlich|other|rest\b|remaining|ohne\b|without|excluding|excl", re.IGNORECASE)
_INSIDE: Mapping[str, tuple[str, ...]] = {"Europe": ("EU",), "foreign": ("EU", "third", "Europe")}
"""Unions that contain others."""


def check_overlaps(observations: Observations, totals: Totals) -> list[Finding]:
    """A warning where codes overlap, a note where proven or named totals explain it all."""
    if f"{totals.name}_level" in observations.columns:
        return []  # several classifications in one position have a finding of their own
    labels = next((d.labels for d in observations.dimensions if d.name == totals.name), {})
    pairs = _pairs(totals, labels)
    open_ = [(one, other) for one, other in pairs if not {one, other} & totals.marked]
    if open_:
        return [_finding(totals, "warning", _texts(dict.fromkeys(code for pair in open_ for code in pair), labels))]
    if totals.table and (exceeding := _exceeding(totals, totals.table)):
        return [_exceeds(totals, exceeding, _texts(totals.leaves, labels))]
    if pairs:
        solved = dict.fromkeys(code for pair in pairs for code in pair if code in totals.marked)
        return [_finding(totals, "note", _texts(solved, labels))]
    return []


def _pairs(totals: Totals, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    codes = [code for code in totals.codes if code != TOTAL]
    if totals.name == "age":
        return _ages(codes)
    if totals.name == "citizenship" and citizenship.FOREIGN in codes:
        return [(citizenship.FOREIGN, code) for code in codes if code in citizenship.GROUPS[citizenship.FOREIGN]]
    return _unions([(code, labels.get(code) or code) for code in codes])


def _ages(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Ages that have years in common: sorted by their first year, each with those before it that have not ended."""
    spans = sorted((bounds[0], -_end(bounds), code) for code in codes if (bounds := age_bounds(code)))
    found: list[tuple[str, str]] = []
    running: list[tuple[float, str]] = []
    for first, end, code in spans:
        running = [(last, other) for last, other in running if last >= first]
        found += [(other, code) for _, other in running]
        running.append((-end, code))
    return found


def _end(bounds: tuple[int, int | None]) -> float:
    return float("inf") if bounds[1] is None else bounds[1]


def _unions(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Groups of states that certainly contain each other: two states of the EU, Europe and the EU, foreign and EU."""
    kinds = {
        code: kind
        for code, text in texts
        for kind, pattern in _UNIONS.items()
        if pattern.match(text) and not _REST.search(text)
    }
    return [
        (one, other)
        for place, (one, kind) in enumerate(kinds.items())
        for other, second in [*kinds.items()][place + 1 :]
        if (kind == second == "EU") or second in _INSIDE.get(kind, ()) or kind in _INSIDE.get(second, ())
    ]


def _exceeding(totals: Totals, table: Matrix) -> int:
    """In how many rows the codes that are no totals are more than the total, where the measure adds up at all."""
    whole = TOTAL if TOTAL in totals.codes else totals.grand
    leaves = [table.place(code) for code in totals.leaves]
    if not whole or len(leaves) < 2:
        return 0
    printed, values = table.numbers[:, table.place(whole)], np.nan_to_num(table.numbers[:, leaves])
    compared = (printed > 0) & (np.count_nonzero(values, axis=1) >= 2) & (values >= 0).all(axis=1)
    adds_up = compared & (values.max(axis=1, initial=0) <= printed)
    width = table.steps * (len(leaves) + 1) / 2 + 1e-9 * np.abs(printed)
    above = adds_up & (values.sum(axis=1) > np.nan_to_num(printed) * 1.01 + width)
    count = int(np.count_nonzero(above))
    is_measure = np.count_nonzero(adds_up) * 10 >= np.count_nonzero(compared) * 9
    return count if is_measure and count * 2 > np.count_nonzero(adds_up) else 0


def _texts(codes: Mapping[str, None] | Sequence[str], labels: Mapping[str, str]) -> str:
    names = [f"{code} {labels[code]}" if labels.get(code, code) != code and len(code) < 12 else code for code in codes]
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def _finding(totals: Totals, severity: Severity, names: str) -> Finding:
    explained = severity == "note"
    return Finding(
        "overlapping-groups",
        severity,
        Text(
            f"{totals.name}: Gruppen enthalten einander; als Summen gekennzeichnet sind {names}."
            if explained
            else f"{totals.name}: Gruppen überschneiden sich ({names}); wer über alle summiert, zählt doppelt.",
            f"{totals.name}: groups contain each other; marked as totals are {names}."
            if explained
            else f"{totals.name}: groups overlap ({names}); a sum over all of them counts twice.",
        ),
        column=totals.name,
        data={"dimension": totals.name, "codes": names},
    )


def _exceeds(totals: Totals, rows: int, names: str) -> Finding:
    return Finding(
        "overlapping-groups",
        "warning",
        Text(
            f"{totals.name}: Die Teile ergeben {rows}-mal mehr als ihre Summe; Gruppen überschneiden sich ({names}).",
            f"{totals.name}: in {rows} places the parts are more than their total; groups overlap ({names}).",
        ),
        column=totals.name,
        data={"dimension": totals.name, "codes": names, "count": rows},
    )
