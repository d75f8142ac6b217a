"""Preparation: any real table becomes tidy observations, and every oddity a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from teilhabe.engine.cube.coded import zipped
from teilhabe.engine.cube.observations import Observations
from teilhabe.engine.preparation.assembling import Assembled, assemble
from teilhabe.engine.preparation.choosing import choose
from teilhabe.engine.preparation.deciding import decide
from teilhabe.engine.preparation.draft import Draft
from teilhabe.engine.preparation.evidence.checking import Checked, check
from teilhabe.engine.preparation.evidence.expectations import check_expectations
from teilhabe.engine.preparation.evidence.territories import Sum
from teilhabe.engine.preparation.evidence.totals import Totals
from teilhabe.engine.preparation.evidence.vintages import Vintage, compare
from teilhabe.engine.preparation.findings import Finding, ordered
from teilhabe.engine.preparation.inspection import DimensionSummary, Inspection, Variable, has_total, summarise_codes
from teilhabe.engine.preparation.meaning.dating import with_proposals
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.engine.preparation.tables import Tables, read_tables
from teilhabe.engine.sources.snapshot import Snapshot, take

__all__ = ["Prepared", "Sum", "Vintage", "compare", "inspect", "prepare", "take"]


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
    draft = decide(snapshot.name, draft, recipe)
    assembled = assemble(draft, recipe, snapshot, tables.delimiter)
    checked = check(
        assembled.observations,
        draft.variable_labels,
        assembled.harmonised.until,
        has_signs=bool(assembled.signs),
    )
    found = [*tables.findings, *chosen, *draft.findings, *assembled.findings, *checked.findings]
    found += check_expectations(recipe.expect, checked.observations, draft.layout.headings)
    found += compare(Vintage(checked.observations, _table(draft)), before) if before else []
    found = with_proposals(found, [*draft.layout.titles, snapshot.name])
    findings = ordered([_accepted(finding, recipe) for finding in found])
    inspection = _inspection(snapshot, tables, draft, assembled, checked, findings)
    return Prepared(checked.observations, findings, inspection, checked.sums)


def _accepted(finding: Finding, recipe: Recipe) -> Finding:
    """What somebody has looked at and declared in the recipe stops nothing any more."""
    is_accepted = finding.severity == "error" and finding.code in recipe.accept
    return replace(finding, severity="warning") if is_accepted else finding


def _table(draft: Draft) -> str:
    return draft.layout.table_code or draft.layout.statistic


def _inspection(
    snapshot: Snapshot,
    tables: Tables,
    draft: Draft,
    assembled: Assembled,
    checked: Checked,
    findings: tuple[Finding, ...],
) -> Inspection:
    observations, layout = assembled.observations, draft.layout
    bases = {str(base) for base in observations.column("base").cells if base}
    concepts = {str(concept) for concept in observations.column("concept").cells if concept}
    return Inspection(
        name=snapshot.name,
        archive=snapshot.archive,
        sha256=snapshot.sha256,
        format=layout.format,
        encoding=tables.encoding,
        delimiter=tables.delimiter,
        tables=tables.summaries,
        chosen=draft.layout.table,
        decimal=assembled.notation.decimal,
        table=_table(draft),
        title=layout.title,
        stand=layout.stand,
        titles=tuple(layout.titles),
        footers=tuple(layout.footers),
        header_rows=tuple(layout.header_rows),
        columns=layout.columns,
        observations=len(observations),
        dimensions=_dimensions(assembled, checked.totals),
        variables=_variables(observations, draft.variable_labels, checked),
        signs=assembled.signs,
        ended={code: day.isoformat() for code, day in sorted(assembled.harmonised.until.items())},
        bases=tuple(sorted(bases)),
        concept=next(iter(concepts)) if len(concepts) == 1 else "",
        sums=checked.sums,
        findings=findings,
    )


def _dimensions(assembled: Assembled, totals: Mapping[str, Totals]) -> tuple[DimensionSummary, ...]:
    observations = assembled.observations
    result = []
    for dimension in observations.dimensions:
        codes = summarise_codes(observations.columns[dimension.name], dimension.labels)
        role = assembled.harmonised.roles.get(dimension.name) or "other"
        found = totals.get(dimension.name, Totals(dimension.name, ()))
        result.append(
            DimensionSummary(
                dimension.name,
                dimension.source_name,
                role,
                codes,
                has_total(codes) or bool(found.grand),
                found.is_additive,
                found.proven,
                tuple(sorted(found.claimed - found.proven.keys())),
            )
        )
    return tuple(result)


def _variables(observations: Observations, labels: Mapping[str, str], checked: Checked) -> tuple[Variable, ...]:
    counted: dict[tuple[str, str], int] = {}
    letters: dict[tuple[str, str], list[str]] = {}
    triples = zipped(*(observations.column(name) for name in ("variable", "unit", "source_column")))
    for (variable, unit, letter), count in triples.counts().items():
        key = (str(variable or ""), str(unit or ""))
        counted[key] = counted.get(key, 0) + count
        letters.setdefault(key, []).append(str(letter))
    sums = checked.totals["variable"].proven
    rounded: dict[tuple[str, str], dict[str, str | int]] = {
        (measure.variable, measure.unit): {"base": entry.base, "from": entry.since}
        for measure, entry in checked.rounding.items()
    }
    return tuple(
        Variable(
            code,
            labels.get(code, ""),
            unit,
            count,
            tuple(letters[code, unit]),
            sums.get(code, ()),
            rounded.get((code, unit), {}),
        )
        for (code, unit), count in counted.items()
    )
