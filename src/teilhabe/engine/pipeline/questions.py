"""Questions about one indicator, and what is said where they have no answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from teilhabe.codes.period import parse_period
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Value
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.knowledge import Knowledge, no_data
from teilhabe.engine.pipeline.results import areas_of, scope_of
from teilhabe.errors import InputError
from teilhabe.text import Text


@dataclass(frozen=True)
class Question:
    """`place` None: the city; `period` None: all; `codes` of the dimension `by` (all of its codes where empty)."""

    indicator: str
    place: str | None = None
    period: str | None = None
    by: str = ""
    codes: tuple[str, ...] = ()

    def wants(self, period: str) -> bool:
        """Whether a period is asked for: the very code, or the year of a reference date."""
        if self.period is None or period == self.period:
            return True
        asked = parse_period(self.period)
        return asked is not None and period in (asked.code, asked.end.isoformat())

    @property
    def breakdown(self) -> str:
        return str(Breakdown(self.by, self.codes))


def definition_of(city: City, indicator: str) -> Definition:
    """The indicator or variant of this id; InputError where there is none, with the nearest, or it is switched off."""
    known = {entry.id: entry for entry in (*city.catalogue.definitions, *city.catalogue.variants)}
    if indicator in city.catalogue.off:
        raise InputError(
            f"{city.name.de} hat den Indikator „{indicator}“ abgeschaltet („off“ in indicators.toml).",
            f"{city.name.en} has switched the indicator “{indicator}” off (“off” in indicators.toml).",
        )
    if indicator not in known:
        raise unknown_indicator(indicator, known)
    return known[indicator]


def unknown_indicator(indicator: str, known: Iterable[str]) -> InputError:
    """It names the indicators whose ids come nearest, or all of them where none is near."""
    names = list(known)
    if near := get_close_matches(indicator.lower(), names, n=3, cutoff=0.6):
        return InputError(
            f"Den Indikator „{indicator}“ gibt es nicht. Meinten Sie {_either(near, 'oder')}?",
            f"There is no indicator “{indicator}”. Did you mean {_either(near, 'or')}?",
        )
    return InputError(
        f"Den Indikator „{indicator}“ gibt es nicht. Es gibt: {', '.join(names)}.",
        f"There is no indicator “{indicator}”. There are: {', '.join(names)}.",
    )


def _either(names: Sequence[str], conjunction: str) -> str:
    return f" {conjunction} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def values_of(city: City, definition: Definition, known: Knowledge, question: Question) -> tuple[Value, ...]:
    """The values that are asked for; InputError where there are none, with those that there are."""
    found = all_periods(city, definition, known, question)
    wanted = tuple(value for value in found if question.wants(value.period))
    if found and not wanted:
        raise unknown_period(question, (value.period for value in found))
    if not found:
        raise _nothing(city, definition, known, question)
    there = [value.code for value in found]
    if not set(question.codes).issubset(there):
        there += [value.code for value in all_periods(city, definition, known, replace(question, codes=()))]
    refuse_unknown_codes(question, there)
    return wanted


def all_periods(city: City, definition: Definition, known: Knowledge, question: Question) -> tuple[Value, ...]:
    """The values of every period at the place and for the groups that are asked for."""
    place = city.place(question.place or city.code).code
    return compute(definition, known.cube, scope_of(city, {place: areas_of(city)[place]}, question.breakdown))


def refuse_unknown_codes(question: Question, there: Sequence[str]) -> None:
    """InputError where groups are asked for of which there is no figure, although there are figures of others."""
    lacking = [code for code in question.codes if code not in there]
    if there and lacking:
        what = f"{question.by}={','.join(lacking)}"
        raise _lacks(question.indicator, Text(what, what), there)


def unknown_period(question: Question, periods: Iterable[str]) -> InputError:
    there = ", ".join(dict.fromkeys(periods))
    return InputError(
        f"Zu „{question.indicator}“ gibt es für {question.period} keine Zahl. Es gibt: {there}.",
        f"There is no figure of “{question.indicator}” for {question.period}. There are: {there}.",
    )


def _nothing(city: City, definition: Definition, known: Knowledge, question: Question) -> InputError:
    """Why there is no value at all: no such group, nothing at this place, or no data in this city."""
    if question.codes and (groups := all_periods(city, definition, known, replace(question, codes=()))):
        return _lacks(definition.id, Text(question.breakdown, question.breakdown), (value.code for value in groups))
    if question.by and all_periods(city, definition, known, replace(question, by="", codes=())):
        what = Text(f"die Gliederung {question.breakdown}", f"the breakdown {question.breakdown}")
        return _lacks(definition.id, what, definition.by or ("–",))
    there = compute(definition, known.cube, scope_of(city, areas_of(city)))
    if there:
        place = question.place or city.code
        return _lacks(definition.id, Text(f"den Ort {place}", f"the place {place}"), (value.place for value in there))
    return no_data(city, definition)


def _lacks(indicator: str, what: Text, there: Iterable[str]) -> InputError:
    names = ", ".join(dict.fromkeys(there))
    return InputError(
        f"Zu „{indicator}“ gibt es für {what.de} keine Zahl. Es gibt: {names}.",
        f"There is no figure of “{indicator}” for {what.en}. There are: {names}.",
    )
