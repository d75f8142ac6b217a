"""What `figure` shows people: figures and revisions as tables, with what must be known to read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from teilhabe.cli.tables import aligned
from teilhabe.codes.bases import Base
from teilhabe.codes.concepts import Concept
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.figure import Answer
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import HIDDEN
from teilhabe.engine.pipeline.revisions import Revision, RevisionTable
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number
from teilhabe.wording.units import label, short

_PLACE, _PERIOD, _CODE = Text("Ort", "place"), Text("Zeitraum", "period"), Text("Gruppe", "code")
_COLUMNS = (_PLACE, _PERIOD, _CODE, Text("Wert", "value"), Text("Einheit", "unit"))
_VALUE = 3
_ABSOLUTE, _RELATIVE = Text("Änderung", "change"), Text("in %", "in %")
_ONE_VINTAGE = Text(
    "Es gibt erst einen Stand, bekannt seit {day}. Sobald eine Quelle revidiert wird, steht hier der Unterschied.",
    "There is one vintage only, known since {day}. As soon as a source is revised, the difference stands here.",
)
_CHANGED = Text("{day}: neuer Stand von {datasets}", "{day}: new vintage of {datasets}")
_STATUSES = {
    "protected": Text("geschützt", "protected"),
    "unreliable": Text("zu unsicher", "too uncertain"),
    "sign": Text("Zeichen der Quelle", "sign of the source"),
    "missing": Text("keine Angabe", "no figure"),
}
_RANGE = Text("{low} bis {high}", "{low} to {high}")
_YES = Text("ja", "yes")
_UNCERTAIN = Text("(…) unsicher, / zu unsicher, • geschützt", "(…) uncertain, / too uncertain, • protected")


def answer_lines(answers: Sequence[Answer], lang: Language) -> Iterator[str]:
    """A table of the figures; columns about quality only where something is known of it."""
    extra = [(head, cell) for head, cell in _QUALITY if any(cell(answer, lang) for answer in answers)]
    rows = [[*(head.in_language(lang) for head in _COLUMNS), *(head.in_language(lang) for head, _ in extra)]]
    for answer in answers:
        plain = (
            answer.place,
            answer.period,
            answer.code or "TOTAL",
            answer.printed(lang),
            short(answer.unit, lang),
        )
        rows.append([*plain, *(cell(answer, lang) for _, cell in extra)])
    yield from aligned(rows, right=(_VALUE,))
    yield from _remarks(answers, lang)


def _status(answer: Answer, lang: Language) -> str:
    """Of a figure that is shown nothing."""
    return _STATUSES[answer.status].in_language(lang) if answer.status in _STATUSES else ""


def _interval(answer: Answer, lang: Language) -> str:
    low, high = answer.quality.low, answer.quality.high
    if low is None or high is None:
        return ""
    return _RANGE.in_language(lang).format(low=answer.rounded(low, lang), high=answer.rounded(high, lang))


def _cases(answer: Answer, lang: Language) -> str:
    """Of a count nothing: it is the number of its cases."""
    return "" if answer.quality.cases == answer.value else _plain(answer.quality.cases, 0, lang)


def _plain(number: float | None, decimals: int, lang: Language) -> str:
    return "" if number is None else format_number(number, decimals, lang)


def _yes(holds: bool, lang: Language) -> str:
    return _YES.in_language(lang) if holds else ""


_QUALITY: tuple[tuple[Text, Callable[[Answer, Language], str]], ...] = (
    (Text("Status", "status"), _status),
    (Text("95-%-Intervall", "95% interval"), _interval),
    (Text("Fälle", "cases"), _cases),
    (Text("rel. Standardfehler %", "rel. std. error %"), lambda answer, lang: _plain(answer.quality.rse, 1, lang)),
    (Text("vorläufig", "provisional"), lambda answer, lang: _yes(answer.quality.provisional, lang)),
    (Text("Modellwert", "model-based"), lambda answer, lang: _yes(answer.quality.modelled, lang)),
)


def _remarks(answers: Sequence[Answer], lang: Language) -> Iterator[str]:
    for head, entries in (
        (Text("Grundlage", "base"), _named((answer.base for answer in answers), _BASES, lang)),
        (Text("Begriff", "concept"), _named((answer.concept for answer in answers), _CONCEPTS, lang)),
        (Text("Bruch", "break"), [answer.break_since for answer in answers]),
        (Text("Hinweis", "notice"), [answer.notice for answer in answers]),
    ):
        if told := list(dict.fromkeys(filter(None, entries))):
            yield f"{head.in_language(lang)}: {'; '.join(told)}"
    if any(answer.status in HIDDEN or answer.quality.mark for answer in answers):
        yield _UNCERTAIN.in_language(lang)


_BASES = {str(base): base.label for base in Base}
_CONCEPTS = {str(concept): concept.label for concept in Concept if concept is not Concept.NONE}


def _named(joined: Iterable[str], names: Mapping[str, Text], lang: Language) -> list[str]:
    """Each code of the entries once, by its name, or as it is where the code list lacks it; nothing of no concept."""
    codes = dict.fromkeys(code for entry in joined for code in entry.split("; ") if code not in ("", Concept.NONE))
    return [names[code].in_language(lang) if code in names else code for code in codes]


def revision_lines(table: RevisionTable, city: City, lang: Language) -> Iterator[str]:
    """Periods by vintages with the difference between the first and the last known number of each period."""
    words = Words(city, lang)
    days = [day.isoformat() for day in table.vintages]
    yield f"{words(table.definition.name)} ({label(table.definition.unit, lang)}), {words.place(table.place)}"
    heads = [_PERIOD.in_language(lang), *([_CODE.in_language(lang)] if table.by else []), *days]
    rows = [[*heads, _ABSOLUTE.in_language(lang), _RELATIVE.in_language(lang)]]
    for row in table.rows:
        texts = [words.cell(table.definition, figure).text if figure else "" for figure in row.figures]
        rows.append([row.period, *([row.code] if table.by else []), *texts, *_revised(table, row.total, lang)])
    yield from aligned(rows, right=range(len(rows[0]) - len(days) - 2, len(rows[0])))
    if len(days) == 1:
        yield words(_ONE_VINTAGE).format(day=days[0])
    for day, datasets in list(table.vintages.items())[1:]:
        yield words(_CHANGED).format(day=day, datasets=", ".join(datasets))


def _revised(table: RevisionTable, found: Revision | None, lang: Language) -> tuple[str, str]:
    """Nothing where a number was known only once."""
    if found is None:
        return "", ""
    relative = "" if found.relative is None else _signed(found.relative, 1, lang)
    return _signed(found.absolute, table.definition.decimals, lang), relative


def _signed(number: float, decimals: int, lang: Language) -> str:
    text = format_number(number, decimals, lang)
    return f"+{text}" if number > 0 and text.strip("0.,") else text
