"""The page of all forecasts: what they say, how their tests went, and what has become of those published earlier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from teilhabe.engine.forecasts.keeping import Scored, accuracy
from teilhabe.engine.pipeline.pages.exports import COLUMNS, Row
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.release.pages import Cell, ForecastLine, ForecastsPage, Table, TableRow
from teilhabe.text import Text
from teilhabe.wording.periods import format_period

MOST = 500
"""So many forecasts that have come true or not are listed, the newest first; all of them count."""

_NOTHING_YET = Text(
    "Noch ist kein Zeitraum vergangen, für den eine freigegebene Fassung etwas vorhergesagt hat.",
    "No period has passed yet for which an approved release has foreseen anything.",
)
_HELD = Text(
    "{count} Werte sind inzwischen bekannt, die eine freigegebene Fassung vorhergesagt hatte. {inner} lagen in dem "
    "Band, das 80 von 100 halten soll, {outer} in dem für 95 von 100; {closer} Prognosen lagen näher als der letzte "
    "Wert, den es damals gab.",
    "{count} values are known by now that an approved release had foreseen. {inner} lay in the band that should hold "
    "80 of 100, {outer} in that for 95 of 100; {closer} forecasts were closer than the last value known then.",
)
_KEPT = Text("Veröffentlichte Prognosen und wahre Werte", "Published forecasts and true values")
_TESTS = Text("Prüfung im Rückblick, je Indikator", "Test in hindsight, by indicator")
_INDICATOR, _PERIOD, _MADE = Text("Indikator", "Indicator"), Text("Zeitraum", "Period"), Text("Stand", "Made")
_FORESEEN, _TRUE = Text("Vorhergesagt", "Foreseen"), Text("Wahrer Wert", "True value")
_INNER, _OUTER = Text("80 von 100", "80 of 100"), Text("95 von 100", "95 of 100")
_TRIALS, _ERROR, _NAIVE = Text("Prüfungen", "Tests"), Text("Fehler", "Error"), Text("beim Fortschreiben", "naive")
_RANGE = Text("{low} bis {high}: {held}", "{low} to {high}: {held}")
_YES, _NO = Text("hielt", "held"), Text("hielt nicht", "did not hold")


def forecasts_page(words: Words, lines: Sequence[ForecastLine], scored: Sequence[Scored]) -> ForecastsPage:
    """The page from the lines of all indicators, and the forecasts of earlier releases whose period has come."""
    names = {line.indicator: line.name for line in lines}
    known = [entry for entry in scored if entry.kept.id in names]
    tested = [line for line in lines if line.scores]
    head = tuple(words(text) for text in (_INDICATOR, _TRIALS, _ERROR, _NAIVE, _INNER, _OUTER))
    rows = tuple(TableRow(f"{line.name} ({line.unit})", line.scores) for line in tested)
    return ForecastsPage(
        lines=tuple(lines),
        verdict=_verdict(words, known),
        kept=_kept(words, names, known[:MOST]) if known else None,
        tests=Table(words(_TESTS), head, rows) if rows else None,
    )


def _verdict(words: Words, known: Sequence[Scored]) -> str:
    if not known:
        return words(_NOTHING_YET)
    sums = accuracy(known)
    counts = {"count": sums.scored, "inner": sums.held_80, "outer": sums.held_95, "closer": sums.closer}
    return words(_HELD).format(**{name: words.plain(count) for name, count in counts.items()})


def _kept(words: Words, names: Mapping[str, str], known: Iterable[Scored]) -> Table:
    head = tuple(words(text) for text in (_INDICATOR, _PERIOD, _MADE, _FORESEEN, _TRUE, _INNER, _OUTER))
    return Table(words(_KEPT), head, tuple(TableRow(names[entry.kept.id], _cells(words, entry)) for entry in known))


def _cells(words: Words, entry: Scored) -> tuple[Cell, ...]:
    kept, definition = entry.kept, words.city.catalogue.definition(entry.kept.id)
    bands = (
        (kept.lo_80, kept.hi_80, entry.held_80),
        (kept.lo_95, kept.hi_95, entry.held_95),
    )
    texts = (
        words.period(kept.period),
        format_period(kept.made.isoformat(), words.language),
        words.value(definition, kept.point),
        words.value(definition, entry.actual),
        *(
            words(_RANGE).format(
                low=words.value(definition, low),
                high=words.value(definition, high),
                held=words(_YES if held else _NO),
            )
            for low, high, held in bands
        ),
    )
    return tuple(Cell(text, "value") for text in texts)


def shown_values(rows: Iterable[Row], place: str) -> dict[str, dict[str, float]]:
    """Indicator → period → shown value of the place as a whole."""
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        entry = dict(zip(COLUMNS, row, strict=True))
        value = entry["value"]
        if entry["ref_area"] == place and not entry["breakdown"] and isinstance(value, (int, float)):
            found.setdefault(str(entry["indicator"]), {})[str(entry["time_period"])] = float(value)
    return found
