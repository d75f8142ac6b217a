"""A finished sentence against its claim: what does not read back is not published."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from teilhabe.engine.statements.claim import Claim
from teilhabe.text import Language, Text
from teilhabe.wording.message import Direction, Kind, Message, Quantity, Verdict
from teilhabe.wording.reading import Reading, read

_NUMBERS = Text("Die Zahlen sind {said}, sie müssten {meant} sein.", "The numbers are {said}, they should be {meant}.")
_PERIODS = Text(
    "Die Zeiträume sind {said}, es müssten {meant} sein.", "The periods are {said}, they should be {meant}."
)
_NAMES = Text("Genannt sind {said}, es müssten {meant} sein.", "Named are {said}, it should be {meant}.")
_DIRECTION = Text("Die Richtung ist {said}, sie müsste {meant} sein.", "The direction is {said}, it should be {meant}.")
_RANK = Text("Der Rang ist {said}, er müsste {meant} sein.", "The rank is {said}, it should be {meant}.")
_VERDICT = Text("Der Satz sagt „{said}“, belegt ist „{meant}“.", "The sentence says “{said}”, shown is “{meant}”.")
_NOTHING = Text("nichts", "nothing")

_UPWARDS = frozenset({Direction.UP, Direction.ABOVE, Direction.HIGHEST, Direction.WIDER})
_EXTREMES = frozenset({Direction.HIGHEST, Direction.LOWEST})
_BARE = frozenset({"index", "ratio"})
"""Units that may be said without a word behind the number."""


def disagreements(claim: Claim, sentence: str, language: Language, others: Collection[str] = ()) -> tuple[Text, ...]:
    """What the sentence says otherwise than the claim; nothing where it reads back whole.

    `others` are names of which the claim does not speak, so that none of them can stand where another is meant.
    """
    message = claim.message
    names = [name for name in _names(message, language) if name]
    reading = read(sentence, language, {*names, *_reason(message, language), *others})
    return tuple(_differences(message, reading, names, language))


def _differences(message: Message, reading: Reading, names: Sequence[str], language: Language) -> Iterator[Text]:
    yield from _unequal(_NUMBERS, _printed(reading.numbers), _printed(message.numbers))
    yield from _unequal(_PERIODS, reading.periods, moments(message.periods))
    said_names = [name for name in reading.names if name not in _reason(message, language)]
    yield from _unequal(_NAMES, _told_in_order(said_names, message, language), names)
    if message.rank is not None or reading.ranks:
        told = [(rank, of) for rank, of in reading.ranks if of] or reading.ranks
        yield from _unequal(_RANK, _ranks(told), _ranks([message.rank] if message.rank else []))
    direction = message.direction if message.verdict == Verdict.SUPPORTED else Direction.NONE
    if not agree(direction, reading.directions):
        yield from _unequal(_DIRECTION, reading.directions, [direction or "–"])
    yield from _unequal(_VERDICT, _verdicts(reading), [_verdict(message)])


def _unequal(template: Text, said: Sequence[object], meant: Sequence[object]) -> Iterator[Text]:
    if list(said) != list(meant):
        yield Text(*(text.format(said=_row(said, lang), meant=_row(meant, lang)) for text, lang in _both(template)))


def _both(template: Text) -> tuple[tuple[str, Language], tuple[str, Language]]:
    return (template.de, "de"), (template.en, "en")


def _row(things: Sequence[object], language: Language) -> str:
    return ", ".join(map(str, things)) or _NOTHING.in_language(language)


def _printed(numbers: Sequence[Quantity]) -> list[str]:
    """Numbers to the last printed digit, with their units."""
    units = ["" if number.unit in _BARE else f" {number.unit}" for number in numbers]
    return [f"{number.value:f}{unit.rstrip()}" for number, unit in zip(numbers, units, strict=True)]


def _names(message: Message, language: Language) -> Iterator[str]:
    """Topic and place, then the subjects in their order."""
    yield message.topic.in_language(language)
    if message.place is not None and message.place not in message.subjects:
        yield message.place.in_language(language)
    yield from (subject.in_language(language) for subject in message.subjects)


def _reason(message: Message, language: Language) -> frozenset[str]:
    return frozenset({message.reason.in_language(language)} if message.reason else ())


def _told_in_order(said: Sequence[str], message: Message, language: Language) -> list[str]:
    """Topic and place may stand anywhere in the sentence; whatever else is named keeps its order."""
    heads = list(_names(replace(message, subjects=()), language))
    rest = list(said)
    found = []
    for head in heads:
        if head in rest:
            rest.remove(head)
            found.append(head)
    return found + rest


def _ranks(ranks: Sequence[tuple[int, int]]) -> list[str]:
    return [f"{rank}/{of}" for rank, of in ranks]


def _verdict(message: Message) -> Verdict:
    """What a sentence about a break says is that nothing can be compared, however well the break is supported."""
    return Verdict.NOT_COMPARABLE if message.kind == Kind.BREAK else message.verdict


def _verdicts(reading: Reading) -> list[Verdict]:
    """A sentence without a word of doubt claims what it says."""
    return sorted(set(reading.verdicts)) or [Verdict.SUPPORTED]


def agree(direction: Direction, said: Collection[Direction]) -> bool:
    """Whether words of direction say this direction and no other; "higher" is not yet "highest"."""
    if not direction:
        return not said
    are_alike = {one in _UPWARDS for one in said} == {direction in _UPWARDS}
    return are_alike and (direction in _EXTREMES) == any(one in _EXTREMES for one in said)


def moments(periods: Sequence[str]) -> list[str]:
    """Periods as a reader finds them: of a span its two ends."""
    return [end for period in periods for end in ends(period)]


def ends(period: str) -> tuple[str, ...]:
    """First and last year, month or day of a span ("2019-01-01/P5Y"); any other period alone."""
    first, _, length = period.partition("/P")
    if not length:
        return (period,)
    start, count, unit = date.fromisoformat(first), int(length[:-1]), length[-1]
    if unit == "D":
        return first, (start + timedelta(days=count - 1)).isoformat()
    if unit == "Y" and start.month == 1:
        return f"{start.year}", f"{start.year + count - 1}"
    last = start.year * 12 + start.month - 2 + count * (12 if unit == "Y" else 1)
    return first[:7], f"{last // 12:04d}-{last % 12 + 1:02d}"
