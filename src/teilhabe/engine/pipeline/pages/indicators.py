"""The page of one indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from teilhabe.engine.indicators.breaks import Break
from teilhabe.engine.pipeline.datasets import Dataset
from teilhabe.engine.pipeline.foresight.claims import Told
from teilhabe.engine.pipeline.pages.certainty import certainty
from teilhabe.engine.pipeline.pages.facts import facts
from teilhabe.engine.pipeline.pages.forecasts import forecast_section
from teilhabe.engine.pipeline.pages.headlines import headline
from teilhabe.engine.pipeline.pages.lineages import lineages
from teilhabe.engine.pipeline.pages.statements import statements
from teilhabe.engine.pipeline.pages.studio import Studio
from teilhabe.engine.pipeline.pages.targets import target_note
from teilhabe.engine.pipeline.pages.variants import variant_section
from teilhabe.engine.pipeline.pages.views import views
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.engine.pipeline.stating import NOTHING, Stated
from teilhabe.engine.statements.limits import limits
from teilhabe.release.pages import BreakNote, IndicatorPage, Lineage, SourceNote, VariantSection, View
from teilhabe.text import Text
from teilhabe.wording import units
from teilhabe.wording.periods import format_period

_TWO_BASES = Text(
    "Zähler und Nenner stammen aus zwei verschiedenen Quellen ({above} / {below}).",
    "Numerator and denominator come from two different sources ({above} / {below}).",
)
_NO_DATA = Text(
    "Diese Quelle kann die Zahlen liefern: {feeds}.",
    "This source can provide the figures: {feeds}.",
)


def indicator_page(
    words: Words,
    result: Result,
    datasets: Mapping[str, Dataset],
    studio: Studio,
    variants: Sequence[Result] = (),
    stated: Stated = NOTHING,
    told: Told | None = None,
) -> IndicatorPage:
    """Everything that the page of one indicator shows, with the sections of its variants."""
    definition = result.definition
    field = next(entry for entry in words.city.catalogue.fields if entry.id == definition.field)
    shown = views(studio)
    sections = tuple(_sections(words, variants, studio))
    return IndicatorPage(
        id=definition.id,
        name=words(definition.name),
        field=definition.field,
        field_name=words(field.name),
        question=words(definition.question),
        unit=units.label(definition.unit, words.language),
        headline=headline(words, result),
        no_data=no_data(words, result),
        views=shown,
        breaks=break_notes(words, _breaks(words, result)),
        definition=facts(words, result),
        reading_notes=_reading_notes(words, result),
        sources=tuple(source_note(words, datasets[name]) for name in _datasets((result, *variants))),
        lineages=tuple(_lineages(words, (result, *variants), [*shown, *_views_of(sections)])),
        csv=f"csv/{definition.id}.csv" if result.figures else "",
        method=words(definition.method),
        certainty=certainty(words, definition, result.figures),
        target=target_note(words, result),
        variants=sections,
        statements=statements(words, result, stated),
        limits=tuple(words(text) for text in limits(definition)) if result.figures else (),
        forecast=forecast_section(studio, told),
    )


def _sections(words: Words, variants: Iterable[Result], studio: Studio) -> Iterator[VariantSection]:
    for result in variants:
        anchor = f"{result.definition.id.removeprefix(f'{studio.definition.id}-')}-"
        own = Studio(words, result, studio.geojson, anchor, studio.pictures, studio.specs)
        if section := variant_section(words, result, own):
            yield section


def _views_of(sections: Iterable[VariantSection]) -> Iterator[View]:
    return (view for section in sections for view in section.views)


def _lineages(words: Words, results: Iterable[Result], shown: Iterable[View]) -> Iterator[Lineage]:
    """The lineages of all figures in the page's tables, and of every other one whose source cells may be told."""
    linked = {cell.lineage for view in shown for row in view.table.rows for cell in row.cells}
    for result in results:
        found = lineages(words, result.definition, result.figures)
        yield from (entry for entry in found if entry.cells or entry.id in linked)


def no_data(words: Words, result: Result) -> str:
    return "" if result.city else words(_NO_DATA).format(feeds=words(result.definition.feeds))


def break_notes(words: Words, breaks: Iterable[Break]) -> tuple[BreakNote, ...]:
    """Each break once, in order of time."""
    unique = {entry.id: entry for entry in breaks}
    return tuple(
        BreakNote(
            date=format_period(entry.date.isoformat(), words.language),
            title=words(entry.title),
            text=words(entry.text),
            cuts=entry.cuts,
        )
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


def _breaks(words: Words, result: Result) -> Iterator[Break]:
    """The breaks that cut the city's series, and the events inside it that cut nothing but explain much."""
    yield from (entry for segment in result.segments for entry in segment.after)
    if not result.city:
        return
    first, last = result.city[0].value.end, result.city[-1].value.end
    for entry in words.city.breaks:
        if not entry.cuts and first < entry.date <= last and entry.touches(result.definition, words.city.code):
            yield entry


def _reading_notes(words: Words, result: Result) -> tuple[str, ...]:
    definition = result.definition
    cautions = (note.label for note in definition.notes)
    notes = [words(text) for text in (*definition.reading, *cautions, *words.city.notes_for(definition))]
    return (*notes, *_two_bases(words, result.city))


def _two_bases(words: Words, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    newest = figures[-1].value if figures else None
    if newest is None or newest.denominator is None:
        return ()
    above, below = newest.numerator.bases, newest.denominator.bases
    if not above or not below or above == below:
        return ()
    return (words(_TWO_BASES).format(above=words.bases(above), below=words.bases(below)),)


def _datasets(results: Iterable[Result]) -> tuple[str, ...]:
    """The datasets that the indicator and its variants were computed from, numerator first."""
    figures = [figure for result in results for figure in result.figures]
    numerators = [figure.value.numerator for figure in figures]
    sums = [*numerators, *(entry for figure in figures for entry in figure.value.sums)]
    return tuple(dict.fromkeys(entry.origin.dataset for entry in sums))
