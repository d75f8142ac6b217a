"""Checking: everything that the figures of a table prove or disprove, in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from teilhabe.engine.cube.observations import Observations
from teilhabe.engine.preparation.evidence.absence import check_absence
from teilhabe.engine.preparation.evidence.additivity import check_sums, check_territories, check_years_of_months
from teilhabe.engine.preparation.evidence.completeness import check_keys, check_period, check_years
from teilhabe.engine.preparation.evidence.figures import Figures, Measure, figures
from teilhabe.engine.preparation.evidence.jumps import check_jumps
from teilhabe.engine.preparation.evidence.local_sums import local_sums
from teilhabe.engine.preparation.evidence.mixing import check_mixing
from teilhabe.engine.preparation.evidence.overlaps import check_overlaps
from teilhabe.engine.preparation.evidence.plausibility import check_plausibility
from teilhabe.engine.preparation.evidence.rounding import Rounding, find_rounding, report_rounding
from teilhabe.engine.preparation.evidence.slices import Slice, has_official_areas, presence, slices
from teilhabe.engine.preparation.evidence.territories import (
    Names,
    Sum,
    gaps,
    report_abolished,
    report_gaps,
    report_silence,
    sums,
)
from teilhabe.engine.preparation.evidence.totals import Totals, find_totals, mark
from teilhabe.engine.preparation.findings import Finding


@dataclass(frozen=True)
class Checked:
    """The observations with their totals marked, what was found on the way, and sums that people may compare.

    `totals` has an entry for each dimension and one for "variable".
    """

    observations: Observations
    findings: tuple[Finding, ...]
    totals: Mapping[str, Totals]
    sums: tuple[Sum, ...]
    rounding: Mapping[Measure, Rounding]


def check(
    observations: Observations, labels: Mapping[str, str], until: Mapping[str, date], *, has_signs: bool
) -> Checked:
    """`labels` names variables, `until` holds the last day of territories whose name states one."""
    findings = [*check_keys(observations), *check_years(observations), *check_period(observations)]
    findings += check_mixing(observations)
    found = figures(observations, labels)
    rounding = find_rounding(found)
    found = replace(found, base={number: float(entry.base) for number, entry in rounding.items()})
    findings += [*report_rounding(found, rounding), *check_plausibility(found), *check_jumps(found)]
    totals = {name: find_totals(found, name) for name in (*found.names, "variable") if not name.endswith("_level")}
    is_official = has_official_areas(observations)
    for entry in totals.values():
        findings += _check_totals(observations, entry, is_official=is_official)
    tables = _slices(found, totals)
    if is_official and "time_period" in observations.columns:
        names = next((d.labels for d in observations.dimensions if d.name == "ref_area"), {})
        more, added = _check_territories(tables, observations, Names(names, until), has_signs)
        absent = check_absence(observations)
        findings += [*more, *absent]
        added = [_without(entry) for entry in added] if absent else added
    else:
        added = local_sums(tables, totals["ref_area"]) if "ref_area" in totals else []
    rounded = {found.measures[number]: entry for number, entry in rounding.items()}
    return Checked(mark(observations, list(totals.values())), tuple(findings), totals, tuple(added), rounded)


def _check_totals(observations: Observations, totals: Totals, *, is_official: bool) -> list[Finding]:
    """What the totals of a dimension show; official territories are compared level by level elsewhere."""
    if totals.name == "variable":
        return []
    if totals.name == "time_period":
        return check_years_of_months(observations, totals.proofs)
    if totals.name == "ref_area" and is_official:
        return []
    return [*check_sums(observations, totals.name, totals.proofs), *check_overlaps(observations, totals)]


def _without(entry: Sum) -> Sum:
    """A sum over districts of which some have no row."""
    return replace(entry, findings=tuple(dict.fromkeys((*entry.findings, "missing-district"))))


def _slices(found: Figures, totals: Mapping[str, Totals]) -> list[Slice]:
    return slices(found.observations, {name: entry.grand for name, entry in totals.items() if entry.grand})


def _check_territories(
    tables: list[Slice], observations: Observations, names: Names, has_signs: bool
) -> tuple[list[Finding], list[Sum]]:
    """Where no dimension stands in the way each measure is looked at by itself, else only who has any number at all."""
    overall = tables or ([presence(observations)] if has_signs else [])
    findings: list[Finding] = report_abolished(overall[0], names) if overall else []
    totals: list[Sum] = []
    for table in overall:
        missing = gaps(table, names)
        added = sums(table, missing) if tables else []
        findings += report_gaps(missing, added, names) + report_silence(table, names)
        findings += check_territories(table) if tables else []
        totals += added
    return findings, totals
