"""The newest value of the city, with how certain it is and since when its series may be read."""

from __future__ import annotations

from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure, Result
from teilhabe.release.pages import Headline, Status
from teilhabe.text import Text
from teilhabe.wording import units

_SHOWN: tuple[Status, ...] = ("value", "sign", "unreliable", "protected")
_SINCE = Text("vergleichbar erst ab {period} ({names})", "comparable only from {period} ({names})")


def headline(words: Words, result: Result) -> Headline | None:
    """The newest figure of the city that has a value, else the newest with a sign or hidden; None without any."""
    newest = next(filter(None, (_newest(result, status) for status in _SHOWN)), None)
    if newest is None:
        return None
    cell = words.cell(result.definition, newest)
    return Headline(
        value=cell.text,
        unit=units.label(result.definition.unit, words.language),
        period=words.period(newest.value.period),
        place=words(words.city.name),
        note=cell.note,
        range=cell.range,
        since=_since(words, result),
    )


def _newest(result: Result, status: Status) -> Figure | None:
    return next((figure for figure in reversed(result.city) if figure.status == status), None)


def _since(words: Words, result: Result) -> str:
    """Since when values may be compared, where a break lies before them."""
    last = result.segments[-1] if result.segments else None
    if last is None or not last.after:
        return ""
    names = ", ".join(words(entry.title) for entry in last.after)
    return words(_SINCE).format(period=words.period(last.values[0].period), names=names)
