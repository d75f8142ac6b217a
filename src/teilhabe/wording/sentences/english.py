"""English: one sentence for each kind of message, in the order of `Kind`."""

from __future__ import annotations

from collections.abc import Callable

from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.message import Direction, Kind, Message, Noise, Strength, Verdict
from teilhabe.wording.sentences.english_parts import Parts, named, sentence, when
from teilhabe.wording.sentences.shapes import is_directed, is_mute

_MOVED = {Direction.UP: "rose", Direction.DOWN: "fell"}
_COMPARED = {Direction.ABOVE: "higher", Direction.BELOW: "lower"}
_BESIDE = {Direction.ABOVE: "above", Direction.BELOW: "below"}
_EXTREME = {Direction.HIGHEST: "highest", Direction.LOWEST: "lowest"}
_APPROACHED = {Direction.NARROWER: "narrowed", Direction.WIDER: "widened"}
_STRONGLY = {Strength.NONE: "", Strength.SLIGHT: "slightly ", Strength.CLEAR: "clearly ", Strength.STRONG: "sharply "}
_MUCH = {Strength.NONE: "", Strength.SLIGHT: "slightly ", Strength.CLEAR: "clearly ", Strength.STRONG: "very much "}


def tell(message: Message) -> str:
    """The message as one English sentence."""
    parts = Parts(message)
    if is_mute(message):
        return sentence(_mute(parts))
    teller = _DIRECTED.get(message.kind) if is_directed(message) else None
    return sentence((teller or _PLAINLY[message.kind])(parts) + _doubt(parts))


def _main(parts: Parts, subject: str, rest: str) -> str:
    """The period first, then subject and verb; in the present where there is no period."""
    return f"{_opening(parts)}{subject} {_was(parts)} {rest}"


def _opening(parts: Parts) -> str:
    return f"{parts.when}, " if parts.when else ""


def _was(parts: Parts) -> str:
    return "was" if parts.message.periods else "is"


def _level(parts: Parts) -> str:
    if len(parts.message.numbers) == 1:
        return _value(parts)
    values = [f"{parts.number(place)} {parts.of(place)}" for place in range(len(parts.subjects))]
    return _main(parts, parts.topic, enumerate_words(values, "en"))


def _value(parts: Parts) -> str:
    return _main(parts, parts.topic_of_groups, parts.number(0))


def _two_values(parts: Parts) -> str:
    return f"{parts.topic_of_groups} was {_at_both(parts)}"


def _at_both(parts: Parts) -> str:
    first, last = (when(code) for code in parts.message.periods)
    return f"{parts.number(0)} {first} and {parts.number(1)} {last}"


def _change(parts: Parts) -> str:
    how = f"{_MOVED[parts.message.direction]} {_STRONGLY[parts.message.strength]}"
    return f"{parts.span}, {parts.topic_of_groups} {how}{parts.from_to(0)}"


def _trend(parts: Parts) -> str:
    how = f"{_MOVED[parts.message.direction]} {_STRONGLY[parts.message.strength].replace(' ', ', ')}"
    return f"{parts.span}, {parts.topic_of_groups} {how}by {parts.number(0)} a year on average, {parts.from_to(1)}"


def _course(parts: Parts) -> str:
    return f"{parts.span}, {parts.topic_of_groups} changed by {parts.number(0)} a year on average, {parts.from_to(1)}"


def _shift(parts: Parts) -> str:
    compared = f"{_MUCH[parts.message.strength]}{_COMPARED[parts.message.direction]}"
    return f"{_lately(parts)}, {compared} than {_earlier(parts)}, when the average was {parts.number(1)}"


def _two_means(parts: Parts) -> str:
    return f"{_lately(parts)}; {_earlier(parts)}, the average was {parts.number(1)}"


def _lately(parts: Parts) -> str:
    return f"since {named(parts.message.periods[0])}, {parts.topic_of_groups} has averaged {parts.number(0)}"


def _earlier(parts: Parts) -> str:
    first, last = (named(code) for code in parts.message.periods[1:])
    return f"from {first} to {last}"


def _no_change(parts: Parts) -> str:
    has_margin = len(parts.message.numbers) > 2
    if parts.message.verdict != Verdict.SUPPORTED:
        is_open = has_margin and parts.message.verdict != Verdict.CHANCE
        return _two_values(parts) + (f" (unchanged would be within {parts.number(2)})" if is_open else "")
    within = f" (a difference within {parts.number(2)})" if has_margin else ""
    both = f"{parts.first_of_pair(0)} and {parts.number(1)}"
    return f"{parts.span}, {parts.topic_of_groups} remained practically unchanged at {both}{within}"


def _gap(parts: Parts) -> str:
    return f"{_against(parts, *parts.both())}: it {_was(parts)} {_by_how_much(parts)}"


def _distance(parts: Parts) -> str:
    return f"{_against(parts, *parts.both())}{_apart(parts)}"


def _apart(parts: Parts) -> str:
    """The distance without a direction; what may be chance says so in one breath."""
    if parts.message.verdict == Verdict.CHANCE:
        return f"; the difference of {parts.number(2)} {_MAY_BE[parts.message.noise]}"
    return f", a difference of {parts.number(2)}"


def _against(parts: Parts, first: str, second: str) -> str:
    return _main(parts, f"{parts.topic} {first}", f"{parts.number(0)}, compared with {parts.number(1)} {second}")


def _by_how_much(parts: Parts) -> str:
    compared, much = _COMPARED[parts.message.direction], _MUCH[parts.message.strength]
    return f"{much}{compared} (by {parts.number(2)})" if much else f"{parts.number(2)} {compared}"


def _ratio(parts: Parts) -> str:
    return f"{_against(parts, *parts.both())}: it {_was(parts)} {parts.bare(2)} times as high"


def _directed_ratio(parts: Parts) -> str:
    compared = f"{_MUCH[parts.message.strength]}{_COMPARED[parts.message.direction]}"
    return f"{_against(parts, *parts.both())}: it {_was(parts)} {compared}, {parts.bare(2)} times as high"


def _composition(parts: Parts) -> str:
    named = [f"{parts.number(place)} in {subject}" for place, subject in enumerate(parts.subjects, start=1)]
    shares, who = (parts.people(), "whom") if parts.are_people else (named, "which")
    return _main(parts, parts.topic, f"{parts.number(0)} in total, of {who} {enumerate_words(shares, 'en')}")


def _rank(parts: Parts) -> str:
    place, of = parts.message.rank or (0, 0)
    extreme = _EXTREME[parts.message.direction]
    if ordinal := parts.ordinal(extreme):
        return f"{_value(parts)}, the {ordinal} of {of} values"
    return f"{_value(parts)}, place {place} of {of} counted from the {extreme} value"


def _place_taken(parts: Parts) -> str:
    place, of = parts.message.rank or (0, 0)
    return f"{_value(parts)}, place {place} of {of}"


def _leading(parts: Parts) -> str:
    extreme = _EXTREME[parts.message.direction]
    return f"{_value(parts)}, one of the {parts.leaders} {extreme} of {parts.whole} values"


def _perhaps_leading(parts: Parts) -> str:
    return f"{_value(parts)}; whether it is among the first {parts.first_ones} of {parts.whole} values was tested"


def _record(parts: Parts) -> str:
    return f"{_value(parts)}, the {_EXTREME[parts.message.direction]} value {_since(parts)}"


def _unproved_record(parts: Parts) -> str:
    return f"{_value(parts)}, compared with the values {_since(parts)}"


def _since(parts: Parts) -> str:
    return f"since {named(parts.message.periods[1])}" if parts.message.periods[1:] else "of the whole series"


def _spread(parts: Parts) -> str:
    limits = f"between {parts.limits()}"
    if len(parts.message.periods) == 2:
        return f"{parts.span}, {parts.topic_of_groups} was {limits}"
    if parts.has_named_ends:
        return f"{_opening(parts)}{parts.by_what()}, {parts.topic} {_was(parts)} {limits}"
    return _main(parts, parts.topic + parts.filtered(), f"{limits} {parts.by_what()}")


def _concentration(parts: Parts) -> str:
    count = parts.bare(0)
    groups = "the top 1 group" if count == "1" else f"the top {count} groups together"
    verb = "made" if parts.when else "makes" if count == "1" else "make"
    return f"{_opening(parts)}{groups} {verb} up {parts.number(1)} of {parts.topic_of_groups}"


def _convergence(parts: Parts) -> str:
    how = f"{_APPROACHED[parts.message.direction]} {_STRONGLY[parts.message.strength]}"
    return f"{parts.span}, {_gap_between(parts)} {how}{parts.from_to(0)}"


def _gaps(parts: Parts) -> str:
    return f"{_gap_between(parts)} was {_at_both(parts)}"


def _gap_between(parts: Parts) -> str:
    if not parts.subjects:
        return f"the gap in {parts.topic} between the groups"
    return f"the gap in {parts.topic} between {parts.row}"


def _target(parts: Parts) -> str:
    beside = _BESIDE[parts.message.direction]
    return f"{_aim(parts)}, and the value {_was(parts)} {parts.number(2)} {beside} it"


def _target_distance(parts: Parts) -> str:
    if parts.message.verdict == Verdict.CHANCE:
        return f"{_aim(parts)}, but the distance of {parts.number(2)} {_MAY_BE[parts.message.noise]}"
    return f"{_aim(parts)}, a distance of {parts.number(2)}"


def _aim(parts: Parts) -> str:
    due = f" for {named(parts.message.periods[1])}" if parts.message.periods[1:] else ""
    return f"{_value(parts)}; the target{due} is {parts.number(1)}"


def _decomposition(parts: Parts) -> str:
    how = f"{_MOVED[parts.message.direction]} {_STRONGLY[parts.message.strength]}"
    return f"{parts.span}, {parts.topic} {how}by {parts.number(0)}{_explained(parts)}"


def _decomposed(parts: Parts) -> str:
    return f"{parts.span}, {parts.topic} changed by {parts.number(0)}{_explained(parts)}"


def _explained(parts: Parts) -> str:
    return f", of which, by calculation, {parts.number(1)} can be put down to {parts.make_up()}"


def _structure(parts: Parts) -> str:
    compared = f"{parts.number(0)} {_COMPARED[parts.message.direction]}"
    gap = _main(parts, f"{parts.topic} {parts.of(0)}", f"{compared} than {parts.of(1)}")
    return f"{gap}{_explained_by_structure(parts)}"


def _parted_gap(parts: Parts) -> str:
    return f"{_main(parts, _gap_between(parts), parts.number(0))}{_explained_by_structure(parts)}"


def _explained_by_structure(parts: Parts) -> str:
    how = f"the different composition {parts.by_structure}"
    return f", of which, by calculation, {parts.number(1)} can be put down to {how}"


def _forecast(parts: Parts) -> str:
    likely = f"with a probability of {parts.number(1)} between {parts.first_of_pair(2)} and {parts.number(3)}"
    return f"{_opening(parts)}{parts.topic_of_groups} is expected to be {parts.number(0)}, {likely}"


def _break(parts: Parts) -> str:
    before, after = (named(code) for code in parts.message.periods)
    values = f"values up to {before} cannot be compared with values from {after} on"
    return f"for {parts.topic_of_groups}, {values}{parts.reason()}"


_Teller = Callable[[Parts], str]

_PLAINLY: dict[Kind, _Teller] = {
    Kind.LEVEL: _level,
    Kind.CHANGE: _two_values,
    Kind.TREND: _course,
    Kind.SHIFT: _two_means,
    Kind.NO_CHANGE: _no_change,
    Kind.GAP: _distance,
    Kind.RATIO: _ratio,
    Kind.COMPOSITION: _composition,
    Kind.RANK: _place_taken,
    Kind.LEADING: _perhaps_leading,
    Kind.RECORD: _unproved_record,
    Kind.SPREAD: _spread,
    Kind.CONCENTRATION: _concentration,
    Kind.CONVERGENCE: _gaps,
    Kind.TARGET: _target_distance,
    Kind.DIFFERENCE: _distance,
    Kind.DECOMPOSITION: _decomposed,
    Kind.STRUCTURE: _parted_gap,
    Kind.FORECAST: _forecast,
    Kind.BREAK: _break,
}
"""Without a word on which way: for what is not supported, and for what has no direction."""

_DIRECTED: dict[Kind, _Teller] = {
    Kind.CHANGE: _change,
    Kind.TREND: _trend,
    Kind.SHIFT: _shift,
    Kind.GAP: _gap,
    Kind.RATIO: _directed_ratio,
    Kind.RANK: _rank,
    Kind.LEADING: _leading,
    Kind.RECORD: _record,
    Kind.CONVERGENCE: _convergence,
    Kind.TARGET: _target,
    Kind.DIFFERENCE: _gap,
    Kind.DECOMPOSITION: _decomposition,
    Kind.STRUCTURE: _structure,
}

_MAY_BE = {Noise.CHANCE: "may be mere chance", Noise.VARIATION: "is within the usual variation"}
_CHANCE: dict[Kind, str] = {
    **dict.fromkeys((Kind.CHANGE, Kind.SHIFT, Kind.RATIO, Kind.STRUCTURE), "; the difference "),
    **dict.fromkeys((Kind.TREND, Kind.CONVERGENCE, Kind.DECOMPOSITION), "; this change "),
    **dict.fromkeys((Kind.RANK, Kind.LEADING, Kind.RECORD), "; the distance to other values "),
}
"""What may be chance, or no more than the usual variation."""

_SAID_ALREADY = frozenset({Kind.GAP, Kind.DIFFERENCE, Kind.TARGET})
"""Kinds that say it of the distance itself."""


def _doubt(parts: Parts) -> str:
    """What the verdict adds: nothing where the message is supported."""
    if parts.message.kind == Kind.BREAK:
        return ""
    match parts.message.verdict:
        case Verdict.CHANCE:
            return _chance(parts)
        case Verdict.NOT_COMPARABLE:
            return f"; the values cannot be compared{parts.reason()}"
        case Verdict.TOO_FEW:
            return f"; the data are too few for a firm statement{parts.reason()}"
        case _:
            return ""


def _chance(parts: Parts) -> str:
    if parts.message.kind == Kind.NO_CHANGE:
        within = f"is within {parts.number(2)}" if len(parts.message.numbers) > 2 else "means anything"
        return f"; whether the difference {within} is uncertain"
    if parts.message.kind in _SAID_ALREADY:
        return ""
    return _CHANCE.get(parts.message.kind, "; a difference ") + _MAY_BE[parts.message.noise]


def _mute(parts: Parts) -> str:
    """Why nothing can be said, where there is not even a number to say."""
    codes = parts.message.periods
    at = f" {parts.span}" if len(codes) == 2 else f" {when(codes[0])}" if codes else ""
    if parts.message.verdict == Verdict.NOT_COMPARABLE:
        return f"{parts.topic_of_groups} cannot be compared{at}{parts.reason()}"
    return f"{parts.topic_of_groups} cannot be judged{at}, the data are too few{parts.reason()}"
