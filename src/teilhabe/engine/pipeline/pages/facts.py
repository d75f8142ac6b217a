"""What an indicator is, term by term: its definition as the catalogue declares it and as the data fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from teilhabe.codes import labels
from teilhabe.codes.concepts import Concept
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.metadata import Range
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.text import Text, same
from teilhabe.wording import units
from teilhabe.wording.numbers import format_number

_FORMULAS: Mapping[str, Text] = {
    "count": Text("Zähler, ohne weitere Rechnung", "Numerator, without further computation"),
    "share": Text("Zähler / Nenner × 100", "Numerator / denominator × 100"),
    "rate": Text("Zähler / Nenner × {factor}", "Numerator / denominator × {factor}"),
    "mean": Text("Zähler / Nenner", "Numerator / denominator"),
    "published": Text(
        "Wie in der Quelle veröffentlicht, nicht selbst berechnet", "As published by the source, not computed here"
    ),
    "average": Text("Mittel über alle gezählten Personen", "Mean over all persons counted"),
    "median": Text(
        "Median: Die Hälfte der gezählten Personen liegt darunter", "Median: half of the persons counted lie below it"
    ),
    "dissimilarity": Text(
        "Halbe Summe der Abweichungen beider Anteile über alle Stadtteile (Dissimilaritätsindex)",
        "Half the sum of the deviations of both shares over all districts (index of dissimilarity)",
    ),
    "herfindahl": Text("Summe der quadrierten Anteile (Herfindahl-Index)", "Sum of squared shares (Herfindahl index)"),
    "top_share": Text("Anteil der {top} größten Gruppen × 100", "Share of the {top} largest groups × 100"),
}
_DIRECTIONS: Mapping[str, Text] = {
    "up": Text(
        "Der Katalog führt ihn als „höher ist besser“; die Stadt kann das anders festlegen.",
        "The catalogue lists it as “higher is better”; the city may decide otherwise.",
    ),
    "down": Text(
        "Der Katalog führt ihn als „niedriger ist besser“; die Stadt kann das anders festlegen.",
        "The catalogue lists it as “lower is better”; the city may decide otherwise.",
    ),
    "context": Text(
        "Der Wert beschreibt die Lage; höher oder niedriger ist weder gut noch schlecht.",
        "The value describes the situation; higher or lower is neither good nor bad.",
    ),
}
_TERMS = {
    "numerator": Text("Zähler", "Numerator"),
    "denominator": Text("Nenner", "Denominator"),
    "formula": Text("Rechenweg", "Formula"),
    "unit": Text("Einheit", "Unit"),
    "range": Text("Möglicher Bereich", "Possible range"),
    "concept": Text("Begriff", "Concept"),
    "base": Text("Grundlage", "Base"),
    "reference": Text("Vergleichsgruppe", "Reference group"),
    "reading": Text("Lesart", "Reading"),
    "lowest": Text("Kleinste Ebene", "Lowest level"),
    "tables": Text("Amtliche Tabellen", "Official tables"),
    "codes": Text("In anderen Katalogen", "In other catalogues"),
    "note": Text("Hinweis", "Note"),
}
_MOMENTS = {
    "end_of_period": Text(" (am Ende des Zeitraums)", " (at the end of the period)"),
    "start_of_period": Text(" (am Ende des vorigen Zeitraums)", " (at the end of the previous period)"),
    "mean_of_period": Text(" (Mittel des Zeitraums)", " (mean of the period)"),
}
_LEVELS: Mapping[str, Text] = {
    "land": Text("Land", "Land"),
    "county": Text("kreisfreie Stadt oder Kreis", "county or county-free city"),
    "city": Text("Stadt", "city"),
    "district": Text("Stadtteil", "district"),
}
_CATALOGUES: Mapping[str, Text] = {
    "laender": Text("Integrationsmonitoring der Länder", "Integration monitoring of the Länder"),
    "lower_saxony": Text("Niedersachsen", "Lower Saxony"),
    "wiesbaden": same("Wiesbaden"),
    "zaragoza": Text("Zaragoza-Indikatoren der EU", "Zaragoza indicators of the EU"),
    "destatis": same("Destatis"),
    "basel": same("Basel-Stadt"),
    "kgst": same("KGSt"),
}
_REFERENCE = Text("{group}, verglichen mit: {to}", "{group}, compared with: {to}")
_RANGE = Text("{low} bis {high}", "{low} to {high}")
_FROM, _UP_TO = Text("ab {low}", "from {low}"), Text("bis {high}", "up to {high}")


def facts(words: Words, result: Result) -> tuple[tuple[str, str], ...]:
    """(term, text) in the order of the page; a term that nothing is known for is left out."""
    entries = {**dict(_computation(words, result.definition)), **dict(_grounds(words, result))}
    return tuple((words(term), entries[key]) for key, term in _TERMS.items() if entries.get(key))


def _computation(words: Words, definition: Definition) -> Iterator[tuple[str, str]]:
    factor, top = (format_number(number, 0, words.language) for number in (definition.factor, definition.top))
    yield "numerator", _part(words, definition.numerator)
    yield "denominator", _part(words, definition.denominator) if definition.denominator else ""
    yield "formula", words(_FORMULAS[definition.formula]).format(factor=factor, top=top)
    yield "unit", units.label(definition.unit, words.language)
    yield "range", _range(words, definition.range)


def _grounds(words: Words, result: Result) -> Iterator[tuple[str, str]]:
    """What the figures rest on, and how the indicator is to be read and found elsewhere."""
    definition = result.definition
    bases = [base for figure in result.city for base in figure.value.bases] or definition.base
    codes = (f"{words(_CATALOGUES[name])}: {code}" for name, code in definition.codes.items())
    yield "concept", words.concepts(_distinctions(definition, result.city[-1] if result.city else None))
    yield "base", words.bases(bases)
    yield "reference", _reference(words, definition)
    yield "reading", words(_DIRECTIONS[definition.direction])
    yield "lowest", words(_LEVELS[definition.lowest])
    yield "tables", ", ".join(definition.sources)
    yield "codes", "; ".join(codes)
    yield "note", words(definition.note)


def _part(words: Words, part: Part) -> str:
    return words(part.text) + (words(_MOMENTS[part.at]) if part.at in _MOMENTS else "")


def _range(words: Words, allowed: Range) -> str:
    low, high = (words.plain(bound) for bound in (allowed.low, allowed.high))
    if low and high:
        return words(_RANGE).format(low=low, high=high)
    return words(_FROM).format(low=low) if low else words(_UP_TO).format(high=high) if high else ""


def _reference(words: Words, definition: Definition) -> str:
    reference = definition.reference
    if reference is None:
        return ""
    dimension = Breakdown.parse(reference.by).dimension
    group, to = (words(labels.label(dimension, code)) for code in (reference.group, reference.to))
    return words(_REFERENCE).format(group=group, to=to)


def _distinctions(definition: Definition, figure: Figure | None) -> tuple[str, ...]:
    """The concepts by which the numerator tells people apart; counting everybody tells nobody apart.

    Those that the figures carry, else the one that the catalogue declares.
    """
    if figure is None:
        return (definition.concept,) if definition.concept not in ("", Concept.NONE) else ()
    told_apart = definition.numerator.where or definition.formula == "published"
    concepts = figure.value.numerator.concepts if told_apart else ()
    return tuple(concept for concept in concepts if concept != Concept.NONE)
