"""The forecast on an indicator's page: a fan for each path, its sentence, its test, and why there may be none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite

from teilhabe.charts import alternatives
from teilhabe.charts.fans import fan_chart
from teilhabe.charts.model import Ahead, Bounds, Fan, Line, Point
from teilhabe.engine.forecasts.backtesting import Verdict
from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.series import Array, Kind, usable
from teilhabe.engine.forecasts.shocks.scenarios import Scenario
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.foresight.claims import Told
from teilhabe.engine.pipeline.foresight.making import Foresight
from teilhabe.engine.pipeline.pages.lines import line, marks
from teilhabe.engine.pipeline.pages.studio import SIZES, Studio
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.testing import PROCEDURES
from teilhabe.release.pages import (
    Cell,
    ForecastLine,
    ForecastPath,
    ForecastSection,
    IndicatorPage,
    OwnBase,
    Statement,
    Table,
    TableRow,
    View,
)
from teilhabe.text import Text
from teilhabe.wording import units
from teilhabe.wording.periods import short_period
from teilhabe.wording.sentences import say
from teilhabe.wording.units import with_unit

INNER, OUTER = 80, 95
"""The levels of the bands."""

_MOST_EARLIER = 5
_TITLE = Text("Prognose: {name}", "Forecast: {name}")
_PERIOD, _MIDDLE = Text("Zeitraum", "Period"), Text("Mitte", "Middle")
_BANDS = Text("in {level} von 100 Fällen", "in {level} of 100 cases")
_RANGE = Text("{low} bis {high}", "{low} to {high}")
_TESTED, _UNTESTED = Text("im Rückblick geprüft", "tested in hindsight"), Text("ungeprüft", "untested")

_SCORES = Text("Fehler im Rückblick, nach Abstand", "Errors in hindsight, by distance")
_DISTANCE, _COUNT = Text("Zeiträume voraus", "Periods ahead"), Text("Prüfungen", "Tests")
_ERROR, _NAIVE = Text("Fehler der Prognose", "Error of the forecast"), Text("Fehler beim Fortschreiben", "Naive error")
_HELD = Text("im Band für {level} von 100", "in the band for {level} of 100")
_COVERED = Text(
    "Von {count} geprüften Werten lagen {inner} im dunklen Band (erwartet: {inner_due}) und {outer} im hellen "
    "(erwartet: {outer_due}).",
    "Of {count} tested values {inner} lay in the dark band (expected: {inner_due}) and {outer} in the light one "
    "(expected: {outer_due}).",
)
_IN_HINDSIGHT = Text(
    "Für {count} der {all} früheren Zeitpunkte ist der damalige Stand nicht bekannt; dort wurde mit heutigen Zahlen "
    "gerechnet.",
    "For {count} of the {all} earlier points in time the figures of that day are not known; there today's were used.",
)
_METHOD, _BASIS, _NOTES = Text("Verfahren", "Method"), Text("Grundlage", "Basis"), Text("Hinweise", "Notes")
_WIDTHS = Text("Breite der Bänder", "Width of the bands")
_WIDTH_FROM = Text(
    "aus den Fehlern, die dasselbe Verfahren bei vielen anderen kurzen Reihen gemacht hat",
    "from the errors that the same method made with many other short series",
)
_RESTS_ON = Text("{count} Werte von {first} bis {last}", "{count} values from {first} to {last}")
_MEMBERS: Mapping[str, Text] = {
    "ets": Text("exponentielle Glättung", "exponential smoothing"),
    "dot": Text("optimiertes Theta-Verfahren", "optimised theta method"),
    "theta": Text("Theta-Verfahren", "theta method"),
    "drift": Text("mittlere Veränderung fortgeschrieben", "mean change continued"),
    "damped-drift": Text("halbe mittlere Veränderung fortgeschrieben", "half the mean change continued"),
}
_MEAN_OF = Text("Mittel aus: {members}", "mean of: {members}")


def forecast_section(studio: Studio, told: Told | None) -> ForecastSection | None:
    """What the page of the indicator says of its future; None where it has no series that could go on."""
    if told is None:
        return None
    foresight, words = told.foresight, studio.words
    withheld = foresight.withheld
    return ForecastSection(
        paths=tuple(_path(studio, told, scenario) for scenario in foresight.scenarios),
        withheld=_sentence(words(withheld)) if withheld else "",
        is_withdrawn=foresight.test.is_withdrawn,
        test=() if foresight.today.is_refused else tuple(_test(words, foresight)),
        scores=_scores(studio, foresight),
        facts=() if foresight.today.is_refused else tuple(_facts(words, foresight)),
        csv=f"csv/{studio.definition.id}-forecast.csv" if foresight.scenarios else "",
        own=_own(studio, foresight) if foresight.scenarios else None,
    )


def forecast_line(words: Words, definition: Definition, page: IndicatorPage, told: Told | None) -> ForecastLine | None:
    """The forecast of the page on the page of all forecasts."""
    if told is None or page.forecast is None or not (page.forecast.paths or page.forecast.is_withdrawn):
        return None
    spoken = [statement.text for path in page.forecast.paths[:1] for statement in path.statements]
    scores = _summed(words, definition, told.foresight) if page.forecast.scores else ()
    return ForecastLine(
        page.id, page.name, "".join(spoken), page.forecast.withheld, page.forecast.is_withdrawn, scores, page.unit
    )


def _path(studio: Studio, told: Told, scenario: Scenario) -> ForecastPath:
    words = studio.words
    name = _capital(words(scenario.path.label))
    claim = told.claims.get(scenario.path)
    return ForecastPath(
        id=scenario.path.value,
        name=name,
        condition=words(scenario.condition),
        statements=(_statement(studio, told.foresight, claim),) if claim else (),
        view=_view(studio, told.foresight, scenario, name),
    )


def _statement(studio: Studio, foresight: Foresight, claim: Claim) -> Statement:
    words, judgement = studio.words, _TESTED if foresight.test.beats_naive else _UNTESTED
    return Statement(
        text=say(claim.message, words.language),
        plain=say(claim.message, "de", "plain") if words.language == "de" else "",
        verdict=claim.verdict,
        judgement=words(judgement),
        evidence=((words(_METHOD), words(PROCEDURES[claim.evidence.procedure])), *_basis(words, foresight)),
        indicator=studio.definition.id,
        name=words(studio.definition.name),
    )


def _view(studio: Studio, foresight: Foresight, scenario: Scenario, name: str) -> View:
    words, definition = studio.words, studio.definition
    ahead = tuple(_ahead(studio, foresight, scenario.forecast))
    frame = studio.frame(words(_TITLE).format(name=words(definition.name)))
    history = line(words, definition, words(words.city.name), studio.result.segments, studio.result.city)
    fan = Fan(history, ahead, tuple(_earlier(studio, foresight)))
    breaks = marks(words, studio.result.segments)
    pictures = {size: fan_chart(frame, fan, breaks, size) for size in SIZES}
    summary = alternatives.describe_fan(frame, fan, breaks)
    return studio.view(f"forecast-{scenario.path.value}", "forecast", name, summary, pictures, _table(studio, ahead))


def _own(studio: Studio, foresight: Foresight) -> OwnBase:
    """The first path as numbers; of persons on a day those who come stay."""
    found = foresight.scenarios[0].forecast
    ahead = tuple(_ahead(studio, foresight, found))
    return OwnBase(
        head=_head(studio.words),
        periods=tuple(entry.label for entry in ahead),
        numbers=tuple(
            (entry.value, entry.inner.low, entry.inner.high, entry.outer.low, entry.outer.high) for entry in ahead
        ),
        bounds=(_finite(found.bounds.least), _finite(found.bounds.most)),
        decimals=studio.definition.decimals,
        unit=units.label(studio.definition.unit, studio.words.language),
        accumulates=foresight.numbered.series.kind is Kind.STOCK,
    )


def _finite(bound: float) -> float | None:
    return bound if isfinite(bound) else None


def _head(words: Words) -> tuple[str, ...]:
    return (words(_PERIOD), words(_MIDDLE), *(words(_BANDS).format(level=level) for level in (INNER, OUTER)))


def _table(studio: Studio, ahead: Sequence[Ahead]) -> Table:
    words = studio.words
    rows = tuple(
        TableRow(entry.label, tuple(Cell(text, "value") for text in (entry.text, entry.inner.text, entry.outer.text)))
        for entry in ahead
    )
    caption = words(_TITLE).format(name=words(studio.definition.name))
    return Table(caption, _head(words), rows)


def _ahead(studio: Studio, foresight: Foresight, forecast: Forecast) -> Iterator[Ahead]:
    words, numbered = studio.words, foresight.numbered
    for place, middle in enumerate(forecast.point.tolist()):
        number = forecast.first + place
        period = numbered.period(number)
        yield Ahead(
            x=numbered.day(number).isoformat(),
            label=words.period(period),
            value=middle,
            text=words.value(studio.definition, middle),
            inner=_bounds(studio, forecast, INNER, place),
            outer=_bounds(studio, forecast, OUTER, place),
            tick=short_period(period, words.language),
        )


def _bounds(studio: Studio, forecast: Forecast, level: int, place: int) -> Bounds:
    low, high = float(forecast.low[level][place]), float(forecast.high[level][place])
    texts = {"low": studio.words.value(studio.definition, low), "high": studio.words.value(studio.definition, high)}
    return Bounds(low, high, studio.words(_RANGE).format(**texts))


def _earlier(studio: Studio, foresight: Foresight) -> Iterator[Line]:
    """Some of the earlier forecasts, evenly chosen, each from the value of today at which it set out."""
    series, numbered = foresight.numbered.series, foresight.numbered
    found = [entry for entry in foresight.earlier if entry.method == foresight.today.method]
    step = max(1, -(-len(found) // _MOST_EARLIER))
    for entry in found[::step]:
        start = float(series.values[entry.first - 1 - series.first])
        values = [start, *entry.point.tolist()]
        inside = [(entry.first - 1 + place, value) for place, value in enumerate(values)]
        yield Line("", (tuple(_point(studio, foresight, *one) for one in inside if one[0] <= numbered.series.last),))


def _point(studio: Studio, foresight: Foresight, number: int, value: float) -> Point:
    numbered, words = foresight.numbered, studio.words
    period = numbered.period(number)
    text = words.value(studio.definition, value)
    return Point(
        numbered.day(number).isoformat(), words.period(period), value, text, short_period(period, words.language)
    )


def _test(words: Words, foresight: Foresight) -> Iterator[str]:
    """The test in plain sentences."""
    test = foresight.test
    if not test.is_withdrawn:  # else it is what the page says first
        yield words(test.sentence)
    count = sum(test.origins)
    if test.verdict is not Verdict.UNTESTED and count:
        yield words(_COVERED).format(
            count=words.plain(count),
            inner=words.plain(round(count * _mean(test.origins, test.ours.coverage[INNER]))),
            outer=words.plain(round(count * _mean(test.origins, test.ours.coverage[OUTER]))),
            inner_due=words.plain(round(count * INNER / 100)),
            outer_due=words.plain(round(count * OUTER / 100)),
        )
        if 0 < test.in_hindsight < max(test.origins):
            yield words(_IN_HINDSIGHT).format(count=test.in_hindsight, all=max(test.origins))


def _scores(studio: Studio, foresight: Foresight) -> Table | None:
    words, test = studio.words, foresight.test
    if foresight.today.is_refused or test.verdict is Verdict.UNTESTED:
        return None
    head = (_DISTANCE, _COUNT, _ERROR, _NAIVE)
    levels = (words(_HELD).format(level=level) for level in (INNER, OUTER))
    rows = tuple(_score_row(studio, foresight, place) for place, count in enumerate(test.origins) if count)
    return Table(words(_SCORES), (*(words(text) for text in head), *levels), rows)


def _score_row(studio: Studio, foresight: Foresight, place: int) -> TableRow:
    test = foresight.test
    errors = [float(scores.error[place]) for scores in (test.ours, test.naive)]
    parts = [float(test.ours.coverage[level][place]) for level in (INNER, OUTER)]
    return TableRow(str(place + 1), _scored(studio.words, studio.definition, test.origins[place], errors, parts))


def _scored(
    words: Words, definition: Definition, count: int, errors: Iterable[float], parts: Iterable[float]
) -> tuple[Cell, ...]:
    """Number of tests, the error and that of the naive forecast, and which part each band held."""
    texts = (
        words.plain(count),
        *(words.rounded(error, definition.decimals + 1) for error in errors),
        *(with_unit(words.rounded(100 * part, 0), "percent", words.language) for part in parts),
    )
    return tuple(Cell(text, "value") for text in texts)


def _summed(words: Words, definition: Definition, foresight: Foresight) -> tuple[Cell, ...]:
    """The scores over all distances."""
    test, count = foresight.test, sum(foresight.test.origins)
    errors = (_mean(test.origins, scores.error) for scores in (test.ours, test.naive))
    parts = (_mean(test.origins, test.ours.coverage[level]) for level in (INNER, OUTER))
    return _scored(words, definition, count, errors, parts)


def _mean(counts: Sequence[int], values: Array) -> float:
    """The mean of values that stand for so many each; those that stand for none are NaN."""
    total = sum(count * float(value) for count, value in zip(counts, values.tolist(), strict=True) if count)
    return total / sum(counts)


def _facts(words: Words, foresight: Foresight) -> Iterator[tuple[str, str]]:
    names = [words(_MEMBERS[name]) if name in _MEMBERS else name for name in foresight.today.method.split("+")]
    yield words(_METHOD), words(_MEAN_OF).format(members=", ".join(names)) if len(names) > 1 else names[0]
    yield from _basis(words, foresight)
    yield words(_WIDTHS), words(_WIDTH_FROM)
    if foresight.today.notes:
        yield words(_NOTES), "; ".join(words(note) for note in foresight.today.notes)


def _basis(words: Words, foresight: Foresight) -> Iterator[tuple[str, str]]:
    """The values that the forecast rests on."""
    known, period = usable(foresight.numbered.series), foresight.numbered.period
    first, last = (words.period(period(number)) for number in (known.last - len(known.values) + 1, known.last))
    yield words(_BASIS), words(_RESTS_ON).format(count=len(known.values), first=first, last=last)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return _capital(text) if text.endswith(".") else f"{_capital(text)}."
