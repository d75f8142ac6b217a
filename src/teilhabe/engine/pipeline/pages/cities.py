"""What the start page, the list of indicators and the page about the data show of a city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from teilhabe.charts.sparks import spark
from teilhabe.codes import labels
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.pipeline.datasets import Dataset
from teilhabe.engine.pipeline.pages.headlines import headline
from teilhabe.engine.pipeline.pages.indicators import break_notes, no_data, source_note
from teilhabe.engine.pipeline.pages.lines import line
from teilhabe.engine.pipeline.pages.statements import Spoken
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.pictures import Picture
from teilhabe.engine.pipeline.results import Result
from teilhabe.release.pages import Card, CityPage, Field
from teilhabe.text import Text
from teilhabe.wording.periods import format_period

_ABOUT: Sequence[tuple[Text, Text]] = (
    (
        Text("Von der Datei zur Zahl", "From the file to the figure"),
        Text(
            "Jede Zahl wird aus den unten genannten Dateien gelesen und mit ihrer Zeile und Spalte festgehalten. "
            "Unter „Herkunft“ auf der Seite eines Indikators steht der Rechenweg mit eingesetzten Zahlen. Aus "
            "denselben Dateien entsteht jedes Mal Bit für Bit dieselbe Fassung.",
            "Every figure is read from the files named below and kept with its line and column. “Lineage” on an "
            "indicator's page shows the formula with numbers put in. The same files yield the same release, bit for "
            "bit, every time.",
        ),
    ),
    (
        Text("Zeichen statt Zahlen", "Signs instead of numbers"),
        Text(
            "Wo die Quelle ein Zeichen enthält (etwa „-“ oder „.“), bleibt es ein Zeichen. Es wird nie stillschweigend "
            "zu einer Null.",
            "Where the source holds a sign (such as “-” or “.”), it remains a sign. It never silently becomes a zero.",
        ),
    ),
    (
        Text("Brüche", "Breaks"),
        Text(
            "Wenn sich Zählweise, Gesetz oder Grundlage ändern, ist die Reihe an dieser Stelle unterbrochen: in der "
            "Grafik als Lücke, in der Tabelle als Vermerk. Über einen Bruch hinweg wird nicht verglichen.",
            "Where the way of counting, the law or the base changes, the series is interrupted: as a gap in the chart, "
            "as a remark in the table. Nothing is compared across a break.",
        ),
    ),
    (
        Text("Schutz vor Rückschlüssen", "Protection against disclosure"),
        Text(
            "Zahlen über sehr wenige Menschen werden nicht gezeigt (Punkt statt Zahl). Weitere Zahlen bleiben "
            "verborgen, damit niemand die ersten aus Summen, Anteilen oder früheren Fassungen errechnen kann. Ein "
            "Punkt verrät nicht, aus welchem der beiden Gründe er dort steht. Vor der Veröffentlichung versucht ein "
            "eigenes Programm, verborgene Zahlen zu errechnen; gelingt es, erscheint die Fassung nicht. Zahlen, die "
            "ihr Herausgeber schon geprüft und veröffentlicht hat, bleiben wie sie sind.",
            "Figures about very few people are not shown (a dot instead of a number). Further figures stay hidden so "
            "that nobody can work out the first ones from sums, shares or earlier releases. A dot does not tell for "
            "which of the two reasons it stands there. Before anything is published a program of its own tries to work "
            "out hidden figures; where it succeeds, the release does not appear. Figures that their publisher has "
            "already checked and published stay as they are.",
        ),
    ),
)
SILENCE = Spoken()
_DISTRICTS, _PLACES = Text("Stadtteile", "districts"), Text("andere Orte", "other places")
_AS_OF = Text("Datenstand {date}", "Data as of {date}")


def city_page(
    words: Words, cards: Mapping[str, Card], datasets: Mapping[str, Dataset], spoken: Spoken = SILENCE
) -> CityPage:
    """The overview of a city from the cards of its indicators, by id; an indicator without a card is not listed."""
    city = words.city
    return CityPage(
        id=city.id,
        code=city.code,
        name=words(city.name),
        invented=city.invented,
        notice=words(city.notice),
        intro=words(city.intro),
        key_indicators=city.key_indicators,
        fields=_fields(words, cards, spoken),
        breaks=break_notes(words, city.breaks),
        sources=tuple(source_note(words, datasets[source.id]) for source in city.sources),
        about=tuple((words(heading), words(paragraph)) for heading, paragraph in _ABOUT),
        statements=spoken.headlines,
        comparisons=spoken.tests,
        release="",
        as_of=words(_AS_OF).format(date=format_period(city.as_of, words.language)),
    )


def _fields(words: Words, cards: Mapping[str, Card], spoken: Spoken) -> tuple[Field, ...]:
    catalogue = words.city.catalogue
    fields = []
    for field in catalogue.fields:
        listed = tuple(
            cards[entry.id] for entry in catalogue.definitions if entry.field == field.id if entry.id in cards
        )
        if listed:
            paragraph = spoken.of_field(tuple(card.id for card in listed))
            fields.append(Field(field.id, words(field.name), words(field.intro), listed, paragraph))
    return tuple(fields)


def card(words: Words, result: Result, pictures: dict[str, Picture]) -> Card:
    """The indicator on a list; its small picture, if it has one, is added to `pictures`."""
    definition = result.definition
    return Card(
        id=definition.id,
        name=words(definition.name),
        question=words(definition.question),
        headline=headline(words, result),
        no_data=no_data(words, result),
        spark=_spark(words, result, pictures),
        groups=tuple(_groups(words, result)),
    )


def _groups(words: Words, result: Result) -> Iterator[tuple[str, str]]:
    """By what the figures are broken down, or would be where there are none yet."""
    breakdowns = result.groups if result.city else result.definition.by
    for dimension in dict.fromkeys(Breakdown.parse(by).dimension for by in breakdowns):
        yield dimension, words(labels.dimension_name(dimension))
    if result.districts or (not result.city and result.definition.lowest == "district"):
        yield "districts", words(_DISTRICTS)
    if result.comparison:
        yield "places", words(_PLACES)


def _spark(words: Words, result: Result, pictures: dict[str, Picture]) -> str:
    """The file name of the card's small picture, "" for fewer than three values."""
    if sum(figure.shown is not None for figure in result.city) < 3:  # two points are no course
        return ""
    drawn = line(words, result.definition, words(words.city.name), result.segments, result.city, emphasised=True)
    name = f"charts/{words.language}/{result.definition.id}-spark.svg"
    spec = spark([drawn], words.language)
    label = words(result.definition.name)
    pictures[name] = Picture(spec, words.language, label, f"spark-{result.definition.id}")
    return name
