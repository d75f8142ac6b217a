"""The page of one indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from teilhabe.codes.concepts import Concept
from teilhabe.engine.indicators.breaks import Break
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.pipeline.datasets import Dataset
from teilhabe.engine.pipeline.pages.lineages import lineages
from teilhabe.engine.pipeline.pages.views import Studio
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.release.pages import BreakNote, Headline, IndicatorPage, SourceNote
from teilhabe.text import Text
from teilhabe.wording import units
from teilhabe.wording.numbers import format_number
from teilhabe.wording.periods import format_period

_FORMULAS: Mapping[str, Text] = {
    "count": Text("Zähler, ohne weitere Rechnung", "Numerator, without further computation"),
    "share": Text("Zähler / Nenner × 100", "Numerator / denominator × 100"),
    "rate": Text("Zähler / Nenner × {factor}", "Numerator / denominator × {factor}"),
    "mean": Text("Zähler / Nenner", "Numerator / denominator"),
    "published": Text(
        "Wie in der Quelle veröffentlicht, nicht selbst berechnet", "As published by the source, not computed here"
    ),
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
    "concept": Text("Begriff", "Concept"),
    "base": Text("Grundlage", "Base"),
    "reading": Text("Lesart", "Reading"),
    "note": Text("Hinweis", "Note"),
}
_MOMENTS = {
    "end_of_period": Text(" (am Ende des Zeitraums)", " (at the end of the period)"),
    "start_of_period": Text(" (am Ende des vorigen Zeitraums)", " (at the end of the previous period)"),
}
_TWO_BASES = Text(
    "Zähler und Nenner stammen aus zwei verschiedenen Quellen ({above} / {below}).",
    "Numerator and denominator come from two different sources ({above} / {below}).",
)
_NO_DATA = Text(
    "Dafür liegen noch keine Daten vor. Diese Quelle kann sie liefern: {feeds}.",
    "There are no data for this yet. This source can provide them: {feeds}.",
)


def indicator_page(words: Words, result: Result, datasets: Mapping[str, Dataset], studio: Studio) -> IndicatorPage:
    """Everything that the page of one indicator shows."""
    definition = result.definition
    field = next(entry for entry in words.city.catalogue.fields if entry.id == definition.field)
    return IndicatorPage(
        id=definition.id,
        name=words(definition.name),
        field=definition.field,
        field_name=words(field.name),
        question=words(definition.question),
        unit=units.label(definition.unit, words.language),
        headline=headline(words, result),
        no_data=no_data(words, result),
        views=studio.views(),
        breaks=break_notes(words, (entry for segment in result.segments for entry in segment.after)),
        definition=_definition(words, result),
        reading_notes=_reading_notes(words, result),
        sources=tuple(source_note(words, datasets[name]) for name in _datasets(result)),
        lineages=lineages(words, definition, result.figures),
        csv=f"csv/{definition.id}.csv" if result.figures else "",
    )


def headline(words: Words, result: Result) -> Headline | None:
    """The newest figure of the city that has a value, else the newest that has a sign; None without either."""
    figures = [figure for figure in result.city if figure.status == "value"] or [
        figure for figure in result.city if figure.status == "sign"
    ]
    if not figures:
        return None
    newest = figures[-1]
    cell = words.cell(result.definition, newest)
    return Headline(
        value=cell.text,
        unit=_unit(words, result.definition),
        period=words.period(newest.value.period),
        place=words(words.city.name),
        note=cell.note,
    )


def no_data(words: Words, result: Result) -> str:
    return "" if result.city else words(_NO_DATA).format(feeds=words(result.definition.feeds))


def break_notes(words: Words, breaks: Iterable[Break]) -> tuple[BreakNote, ...]:
    """Each break once, in order of time."""
    unique = {entry.id: entry for entry in breaks}
    return tuple(
        BreakNote(format_period(entry.date.isoformat(), words.language), words(entry.title), words(entry.text))
        for entry in sorted(unique.values(), key=lambda entry: entry.date)
    )


def source_note(words: Words, dataset: Dataset) -> SourceNote:
    source = words.city.source(dataset.id)
    return SourceNote(
        id=source.id,
        title=words(source.title),
        publisher=words(source.publisher),
        table=source.table,
        licence=words(source.licence),
        licence_url=source.licence_url,
        file=source.file,
        sha256=dataset.sha256,
        rows=dataset.rows,
        retrieved=format_period(source.retrieved, words.language) if source.retrieved else "",
        note=words(source.note),
    )


def _unit(words: Words, definition: Definition) -> str:
    return units.label(definition.unit, words.language)


def _definition(words: Words, result: Result) -> tuple[tuple[str, str], ...]:
    definition = result.definition
    figure = result.city[-1] if result.city else None
    formula = words(_FORMULAS[definition.formula]).format(factor=format_number(definition.factor, 0, words.language))
    entries = (
        ("numerator", _part(words, definition.numerator)),
        ("denominator", _part(words, definition.denominator) if definition.denominator else ""),
        ("formula", formula),
        ("unit", _unit(words, definition)),
        ("concept", words.concepts(_distinctions(definition, figure)) if figure else ""),
        ("base", words.bases(base for entry in result.city for base in entry.value.bases)),
        ("reading", words(_DIRECTIONS[definition.direction])),
        ("note", words(definition.note)),
    )
    return tuple((words(_TERMS[term]), text) for term, text in entries if text)


def _distinctions(definition: Definition, figure: Figure) -> tuple[str, ...]:
    """The concepts by which the numerator tells people apart; counting everybody tells nobody apart."""
    told_apart = definition.numerator.where or definition.formula == "published"
    concepts = figure.value.numerator.concepts if told_apart else ()
    return tuple(concept for concept in concepts if concept != Concept.NONE)


def _part(words: Words, part: Part) -> str:
    return words(part.text) + (words(_MOMENTS[part.at]) if part.at in _MOMENTS else "")


def _reading_notes(words: Words, result: Result) -> tuple[str, ...]:
    notes = [words(text) for text in (*result.definition.reading, *words.city.notes_for(result.definition))]
    return (*notes, *_two_bases(words, result.city))


def _two_bases(words: Words, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    newest = figures[-1].value if figures else None
    if newest is None or newest.denominator is None:
        return ()
    above, below = newest.numerator.bases, newest.denominator.bases
    if not above or not below or above == below:
        return ()
    return (words(_TWO_BASES).format(above=words.bases(above), below=words.bases(below)),)


def _datasets(result: Result) -> tuple[str, ...]:
    """The datasets that the indicator was computed from, numerator first."""
    numerators = [figure.value.numerator for figure in result.figures]
    sums = [*numerators, *(entry for figure in result.figures for entry in figure.value.sums)]
    return tuple(dict.fromkeys(entry.origin.dataset for entry in sums))
