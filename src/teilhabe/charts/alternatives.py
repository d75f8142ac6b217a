"""Text alternatives: what a picture shows, said in figures and without judging them.

No extreme and no course is named across a break: each stretch between two breaks is described by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teilhabe.charts.model import Area, Bar, BreakMark, Fan, Frame, Line, Point, Step, Target
from teilhabe.charts.strokes import are_many
from teilhabe.charts.withheld import is_withheld, spoken, spoken_of_lines, word_of
from teilhabe.text import Language, Text
from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.periods import format_period

_MOST_BARS = 15

_LINES = Text("Liniendiagramm „{title}“, {unit}.", "Line chart “{title}”, {unit}.")
_FAN = Text("Prognose „{title}“, {unit}.", "Forecast “{title}”, {unit}.")
_AHEAD = Text(
    "Die Prognose reicht von {first} bis {last}; in 80 von 100 Fällen liegt der letzte Wert bei {inner}, in 95 von 100 "
    "bei {outer}.",
    "The forecast reaches from {first} to {last}; in 80 of 100 cases the last value is {inner}, in 95 of 100 {outer}.",
)
_PAST = Text(
    "{count} frühere Prognosen sind als dünne Linien gezeichnet.", "{count} earlier forecasts are drawn as thin lines."
)
_BARS = Text("Balkendiagramm „{title}“, {unit}.", "Bar chart “{title}”, {unit}.")
_MAP = Text("Karte „{title}“, {unit}, {count} Gebiete.", "Map “{title}”, {unit}, {count} areas.")
_DOTS = Text("Punktdiagramm „{title}“, {unit}, {count} Gebiete.", "Dot chart “{title}”, {unit}, {count} areas.")
_STEPS = Text("Zerlegung „{title}“, {unit}.", "Decomposition “{title}”, {unit}.")
_BOUNDS = Text("{bounds} des letzten Werts: {range}.", "{bounds} of the last value: {range}.")
_OVERLAP = Text(
    "Bei {over} von {count} Gebieten liegt „{reference}“ innerhalb der Linie: Sie weichen vielleicht nur zufällig ab.",
    "For {over} of {count} areas “{reference}” lies within the line: they may differ by chance alone.",
)
_EMPTY = Text("Es liegen keine Werte vor.", "There are no values.")
_BREAK = Text(
    "Bruch am {day} ({name}): Werte davor und ab dann sind nicht vergleichbar.",
    "Break on {day} ({name}): values before and from then on are not comparable.",
)
_BREAKS = Text(
    "Brüche: {marks}. Werte davor und ab dann sind nicht vergleichbar.",
    "Breaks: {marks}. Values before and from then on are not comparable.",
)
_STRETCH = Text(
    "{count} Werte von {first} bis {last}, kleinster {least}, größter {most}",
    "{count} values from {first} to {last}, least {least}, greatest {most}",
)
_COMPARED = Text("Zum Vergleich die letzten Werte: {values}.", "For comparison the last values: {values}.")
_MISSING = Text("Ohne Wert: {names}.", "Without a value: {names}.")
_EXTREMES = Text(
    "Die Werte reichen von {least} bis {most}; die Tabelle nennt alle.",
    "The values range from {least} to {most}; the table gives all of them.",
)


def describe_line_chart(
    frame: Frame, lines: Sequence[Line], breaks: Sequence[BreakMark], target: Target | None = None
) -> str:
    """First, last, least and greatest value of each stretch of each line, where the breaks are, and the target.

    The bounds are given of the last value of a single line. Of more lines than have a colour of their own, those not
    emphasised are given with their last value only.
    """
    language = frame.language
    full = [line for line in lines if line.emphasised] if are_many(lines) else list(lines)
    brief = [line for line in lines if line not in full]
    sentences = [_opening(_LINES, frame), *(_line_sentence(line, len(lines) == 1, language) for line in full)]
    if compared := [f"{line.name} {_value(points[-1])}" for line in brief if (points := _valued(line.segments))]:
        sentences.append(_COMPARED.in_language(language).format(values="; ".join(compared)))
    sentences += _inside(lines, breaks, language)
    sentences += [*spoken_of_lines(lines, language), *_last_bounds(frame, lines)]
    return " ".join([*sentences, *([_sentence(target.text)] if target else [])])


def _inside(lines: Sequence[Line], breaks: Sequence[BreakMark], language: Language) -> list[str]:
    """The breaks that lie between two values."""
    days = [point.x for line in lines for point in _valued(line.segments)]
    inside = [mark for mark in breaks if any(day < mark.x for day in days) and any(day >= mark.x for day in days)]
    return _breaks(inside, language)


def _breaks(marks: Sequence[BreakMark], language: Language) -> list[str]:
    """One break in a sentence of its own, several in one."""
    named = [(format_period(mark.x, language), mark.label) for mark in marks]
    if len(named) < 2:
        return [_BREAK.in_language(language).format(day=day, name=name) for day, name in named]
    return [_BREAKS.in_language(language).format(marks="; ".join(f"{day} ({name})" for day, name in named))]


def _last_bounds(frame: Frame, lines: Sequence[Line]) -> list[str]:
    points = _valued(lines[0].segments) if len(lines) == 1 else []
    if not frame.bounds or not points or points[-1].bounds is None:
        return []
    words = _BOUNDS.in_language(frame.language)
    return [words.format(bounds=frame.bounds, range=points[-1].bounds.text)]


def describe_fan(frame: Frame, fan: Fan, breaks: Sequence[BreakMark]) -> str:
    """The course so far as of a line chart, the middle of the forecast, and the bands of its last period."""
    language = frame.language
    first, last = ((f"{entry.text} ({entry.label})") for entry in (fan.ahead[0], fan.ahead[-1]))
    ahead = _AHEAD.in_language(language).format(
        first=first, last=last, inner=fan.ahead[-1].inner.text, outer=fan.ahead[-1].outer.text
    )
    sentences = [_opening(_FAN, frame), _line_sentence(fan.history, True, language)]
    sentences += [*_inside([fan.history], breaks, language), ahead]
    if len(fan.past) > 1:
        sentences.append(_PAST.in_language(language).format(count=len(fan.past)))
    return " ".join(sentences)


def describe_dots(frame: Frame, places: Sequence[Bar], reference: Target | None) -> str:
    """How many areas there are, their range, and how many may differ from the whole by chance alone."""
    sentences = [_opening(_DOTS, frame, count=len(places)), *_extremes(places, frame.language)]
    known = [place.bounds for place in places if place.bounds and place.value is not None]
    if reference and known:
        over = sum(bounds.low <= reference.value <= bounds.high for bounds in known)
        words = _OVERLAP.in_language(frame.language)
        sentences.append(words.format(over=over, count=len(known), reference=reference.text))
    return " ".join(sentences)


def describe_steps(frame: Frame, steps: Sequence[Step]) -> str:
    """All pieces and the whole, in their order."""
    return f"{_opening(_STEPS, frame)} {'; '.join(f'{step.name} {step.text}' for step in steps)}."


def describe_bars(frame: Frame, bars: Sequence[Bar]) -> str:
    """All figures in their order; of many only the emphasised and the range."""
    if len(bars) <= _MOST_BARS:
        figures = "; ".join(_grouped(bars, frame.language))
        return " ".join([_opening(_BARS, frame), f"{figures}." if figures else _EMPTY.in_language(frame.language)])
    shown = "; ".join(f"{bar.name} {bar.text}" for bar in bars if bar.emphasised and bar.value is not None)
    sentences = [_opening(_BARS, frame), f"{shown}." if shown else "", *_extremes(bars, frame.language)]
    return " ".join(filter(None, sentences))


def describe_map(frame: Frame, areas: Sequence[Area]) -> str:
    """How many areas there are, the range of their values, and which areas have none."""
    return " ".join([_opening(_MAP, frame, count=len(areas)), *_extremes(areas, frame.language)])


def _opening(text: Text, frame: Frame, count: int = 0) -> str:
    opening = text.in_language(frame.language).format(title=frame.title, unit=frame.unit, count=count)
    return f"{opening} {_sentence(frame.notice)}".strip()


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _line_sentence(line: Line, single: bool, language: Language) -> str:
    stretches = [points for segment in line.segments if (points := _valued([segment]))]
    if not stretches:
        return _sentence(_named(line, single) + _EMPTY.in_language(language))
    return _named(line, single) + "; ".join(_stretch(points, language) for points in stretches) + "."


def _named(line: Line, single: bool) -> str:
    return "" if single and not line.name else f"{line.name}: "


def _valued(segments: Sequence[Sequence[Point]]) -> list[Point]:
    return [point for segment in segments for point in segment if point.value is not None]


def _stretch(points: Sequence[Point], language: Language) -> str:
    if len(points) == 1:
        return _value(points[0])
    least = min(points, key=lambda point: point.value or 0.0)
    most = max(points, key=lambda point: point.value or 0.0)
    return _STRETCH.in_language(language).format(
        count=len(points), first=_value(points[0]), last=_value(points[-1]), least=_value(least), most=_value(most)
    )


def _value(point: Point) -> str:
    return f"{point.text} ({point.label})"


def _grouped(bars: Sequence[Bar], language: Language) -> Iterator[str]:
    """Each figure with its name, the first of a group after the name of the group."""
    group = ""
    for bar in bars:
        heading = f"{bar.group}: " if bar.group and bar.group != group else ""
        group = bar.group
        figure = bar.text if bar.value is not None else Text("ohne Wert", "no value").in_language(language)
        yield f"{heading}{bar.name} {word_of(bar.text, language) if is_withheld(bar) else figure}"


def _extremes(figures: Sequence[Bar] | Sequence[Area], language: Language) -> list[str]:
    """The range, and the names of those without a value; naming who is first or last would make a league table."""
    valued = [(figure.value, figure) for figure in figures if figure.value is not None]
    missing = [figure.name for figure in figures if figure.value is None and not is_withheld(figure)]
    if not valued:
        return [_EMPTY.in_language(language), *spoken(figures, language)]
    least, most = min(valued, key=lambda pair: pair[0])[1], max(valued, key=lambda pair: pair[0])[1]
    extremes = _EXTREMES.in_language(language).format(least=least.text, most=most.text)
    without = _MISSING.in_language(language).format(names=enumerate_words(missing, language)) if missing else ""
    return [extremes, *spoken(figures, language), *([without] if without else [])]
