"""Preparation: any real table becomes tidy observations, and every oddity a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from teilhabe.engine.cube.observations import Observations
from teilhabe.engine.preparation.assembling import Assembled, assemble
from teilhabe.engine.preparation.draft import Draft
from teilhabe.engine.preparation.evidence.additivity import check_dimension, check_territories
from teilhabe.engine.preparation.evidence.completeness import check_keys, check_period, check_years
from teilhabe.engine.preparation.evidence.expectations import check_expectations
from teilhabe.engine.preparation.evidence.slices import has_official_areas, presence, slices
from teilhabe.engine.preparation.evidence.territories import (
    Names,
    Sum,
    gaps,
    report_abolished,
    report_gaps,
    report_silence,
    sums,
)
from teilhabe.engine.preparation.evidence.vintages import Vintage, compare
from teilhabe.engine.preparation.findings import Finding, ordered
from teilhabe.engine.preparation.inspection import DimensionSummary, Inspection, Variable, has_total, summarise_codes
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.preparation.tables import Tables, choose, read_tables
from teilhabe.engine.sources.snapshot import Snapshot, take

__all__ = ["Prepared", "Vintage", "compare", "inspect", "prepare", "take"]


@dataclass(frozen=True)
class Prepared:
    """The observations of a file, everything odd about them, and what was recognised."""

    observations: Observations
    findings: tuple[Finding, ...]
    inspection: Inspection
    sums: tuple[Sum, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def vintage(self) -> Vintage:
        """What a later state of the table is compared with."""
        return Vintage(self.observations, self.inspection.table)


def inspect(snapshot: Snapshot, recipe: Recipe | None = None, before: Vintage | None = None) -> Inspection:
    """What a file is and holds; UnreadableFile and DeclarationError as in `prepare`."""
    return prepare(snapshot, recipe, before).inspection


def prepare(snapshot: Snapshot, recipe: Recipe | None = None, before: Vintage | None = None) -> Prepared:
    """Tidy observations of a file, compared with an earlier vintage where there is one.

    UnreadableFile where it is no table, DeclarationError where the recipe is wrong.
    """
    recipe = recipe or Recipe()
    tables = read_tables(snapshot, recipe)
    draft, chosen = choose(snapshot.name, tables, recipe)
    assembled = assemble(draft, recipe, snapshot, tables.delimiter)
    checked, totals, additive = _check(assembled)
    checked += check_expectations(recipe.expect, assembled.observations, draft.layout.headings)
    checked += compare(Vintage(assembled.observations, _table(draft)), before) if before else []
    found = [*tables.findings, *chosen, *draft.findings, *assembled.findings, *checked]
    findings = ordered([_accepted(finding, recipe) for finding in found])
    inspection = _inspection(snapshot, tables, draft, assembled, additive, totals, findings)
    return Prepared(assembled.observations, findings, inspection, totals)


def _accepted(finding: Finding, recipe: Recipe) -> Finding:
    """What somebody has looked at and declared in the recipe stops nothing any more."""
    is_accepted = finding.severity == "error" and finding.code in recipe.accept
    return replace(finding, severity="warning") if is_accepted else finding


def _table(draft: Draft) -> str:
    return draft.layout.table_code or draft.layout.statistic


def _check(assembled: Assembled) -> tuple[list[Finding], tuple[Sum, ...], frozenset[str]]:
    """Findings about the observations as a whole, the sums, and the dimensions whose totals are proven."""
    observations = assembled.observations
    findings = [*check_keys(observations), *check_years(observations), *check_period(observations)]
    additive = set()
    for dimension in observations.dimensions:
        found, is_proven = check_dimension(observations, dimension.name)
        findings += found
        additive |= {dimension.name} if is_proven else set()
    labels = next((d.labels for d in observations.dimensions if d.name == "ref_area"), {})
    names = Names(labels, assembled.harmonised.until)
    found, totals = _check_territories(observations, names, bool(assembled.signs))
    return [*findings, *found], totals, frozenset(additive)


def _check_territories(
    observations: Observations, names: Names, has_signs: bool
) -> tuple[list[Finding], tuple[Sum, ...]]:
    """Where no dimension stands in the way each measure is looked at by itself, else only who has any number at all."""
    if "time_period" not in observations.columns or not has_official_areas(observations):
        return [], ()
    tables = slices(observations)
    overall = tables or ([presence(observations)] if has_signs else [])
    findings: list[Finding] = report_abolished(overall[0], names) if overall else []
    totals: list[Sum] = []
    for table in overall:
        missing = gaps(table, names)
        added = sums(table, missing) if tables else []
        findings += report_gaps(missing, added, names) + report_silence(table, names)
        findings += check_territories(table) if tables else []
        totals += added
    return findings, tuple(totals)


def _inspection(
    snapshot: Snapshot,
    tables: Tables,
    draft: Draft,
    assembled: Assembled,
    additive: frozenset[str],
    totals: tuple[Sum, ...],
    findings: tuple[Finding, ...],
) -> Inspection:
    observations, layout = assembled.observations, draft.layout
    bases = {str(base) for base in observations.columns["base"] if base}
    concepts = {str(concept) for concept in observations.columns["concept"] if concept}
    return Inspection(
        name=snapshot.name,
        archive=snapshot.archive,
        sha256=snapshot.sha256,
        format=layout.format,
        encoding=tables.encoding,
        delimiter=tables.delimiter,
        tables=tables.names if len(tables.names) > 1 else (),
        decimal=assembled.notation.decimal,
        table=_table(draft),
        title=layout.title,
        stand=layout.stand,
        titles=tuple(layout.titles),
        footers=tuple(layout.footers),
        header_rows=tuple(layout.header_rows),
        columns=layout.columns,
        observations=len(observations),
        dimensions=_dimensions(assembled, additive),
        variables=_variables(observations, draft.variable_labels),
        signs=assembled.signs,
        ended={code: day.isoformat() for code, day in sorted(assembled.harmonised.until.items())},
        bases=tuple(sorted(bases)),
        concept=next(iter(concepts)) if len(concepts) == 1 else "",
        sums=totals,
        findings=findings,
    )


def _dimensions(assembled: Assembled, additive: frozenset[str]) -> tuple[DimensionSummary, ...]:
    observations = assembled.observations
    result = []
    for dimension in observations.dimensions:
        codes = summarise_codes(observations.columns[dimension.name], dimension.labels)
        role = assembled.harmonised.roles.get(dimension.name) or "other"
        result.append(
            DimensionSummary(
                dimension.name, dimension.source_name, role, codes, has_total(codes), dimension.name in additive
            )
        )
    return tuple(result)


def _variables(observations: Observations, labels: Mapping[str, str]) -> tuple[Variable, ...]:
    columns = observations.columns
    counted: dict[tuple[str, str], int] = {}
    letters: dict[tuple[str, str], list[str]] = {}
    for (variable, unit, letter), count in Counter(
        zip(columns["variable"], columns["unit"], columns["source_column"], strict=True)
    ).items():
        key = (str(variable or ""), str(unit or ""))
        counted[key] = counted.get(key, 0) + count
        letters.setdefault(key, []).append(str(letter))
    return tuple(
        Variable(code, labels.get(code, ""), unit, count, tuple(letters[code, unit]))
        for (code, unit), count in counted.items()
    )
