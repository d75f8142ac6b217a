"""Standard German: one sentence for each kind of message, in the order of `Kind`."""

from __future__ import annotations

from collections.abc import Callable

from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.message import Direction, Kind, Message, Noise, Strength, Verdict
from teilhabe.wording.sentences import german_periods as periods
from teilhabe.wording.sentences.german_parts import Parts, sentence
from teilhabe.wording.sentences.shapes import is_directed, is_mute

_MOVED = {Direction.UP: "stieg", Direction.DOWN: "sank"}
_COMPARED = {Direction.ABOVE: "höher", Direction.BELOW: "niedriger"}
_EXTREME = {Direction.HIGHEST: "höchste", Direction.LOWEST: "niedrigste"}
_APPROACHED = {Direction.NARROWER: "angenähert", Direction.WIDER: "auseinanderentwickelt"}
_STRONGLY = {Strength.NONE: "", Strength.SLIGHT: "leicht ", Strength.CLEAR: "deutlich ", Strength.STRONG: "stark "}
_MUCH = {Strength.NONE: "", Strength.SLIGHT: "etwas ", Strength.CLEAR: "deutlich ", Strength.STRONG: "sehr viel "}


def tell(message: Message) -> str:
    """The message as one German sentence."""
    parts = Parts(message)
    if is_mute(message):
        return sentence(_mute(parts))
    teller = _DIRECTED.get(message.kind) if is_directed(message) else None
    return sentence((teller or _PLAINLY[message.kind])(parts) + _doubt(parts))


def _main(parts: Parts, past: str, present: str, subject: str, rest: str) -> str:
    """The verb stands second: behind the period, or behind the subject where there is none."""
    if parts.when:
        return f"{parts.when} {past} {subject} {rest}"
    return f"{subject} {present} {rest}"


def _was(parts: Parts, past: str, present: str) -> str:
    return past if parts.message.periods else present


def _level(parts: Parts) -> str:
    if len(parts.message.numbers) == 1:
        return _main(parts, "betrug", "beträgt", parts.topic_of_groups, parts.number(0))
    values = [f"{parts.of(place)} {parts.number(place)}" for place in range(len(parts.subjects))]
    return _main(parts, "betrug", "beträgt", parts.topic, enumerate_words(values, "de"))


def _two_values(parts: Parts) -> str:
    first, last = (periods.when_fully(code) for code in parts.message.periods)
    return f"{parts.topic_of_groups} betrug {parts.number(0)} {first} und {parts.number(1)} {last}"


def _change(parts: Parts) -> str:
    moved = _MOVED[parts.message.direction]
    return f"{parts.span} {moved} {parts.topic_of_groups} {_STRONGLY[parts.message.strength]}{parts.from_to(0)}"


def _trend(parts: Parts) -> str:
    moved, strongly = _MOVED[parts.message.direction], _STRONGLY[parts.message.strength]
    course = f"im Mittel um {parts.number(0)} im Jahr, {parts.from_to(1)}"
    return f"{parts.span} {moved} {parts.topic_of_groups} {strongly.replace(' ', ', ')}{course}"


def _course(parts: Parts) -> str:
    return (
        f"{parts.span} änderte sich {parts.topic_of_groups} im Mittel um {parts.number(0)} im Jahr, {parts.from_to(1)}"
    )


def _shift(parts: Parts) -> str:
    compared = f"{_MUCH[parts.message.strength]}{_COMPARED[parts.message.direction]}"
    return f"{_lately(parts)} und damit {compared} als {_earlier(parts)} mit {parts.dative(1)}"


def _two_means(parts: Parts) -> str:
    return f"{_lately(parts)}, {_earlier(parts)} waren es im Mittel {parts.number(1)}"


def _lately(parts: Parts) -> str:
    mean = f"im Mittel bei {parts.dative(0)}"
    return f"{periods.since(parts.message.periods[0])} liegt {parts.topic_of_groups} {mean}"


def _earlier(parts: Parts) -> str:
    return periods.between(*parts.message.periods[1:])


def _no_change(parts: Parts) -> str:
    has_margin = len(parts.message.numbers) > 2
    if parts.message.verdict != Verdict.SUPPORTED:
        is_open = has_margin and parts.message.verdict != Verdict.CHANCE
        margin = f" (als gleich gilt ein Unterschied innerhalb von {parts.dative(2)})" if is_open else ""
        return _two_values(parts) + margin
    within = f" (Unterschied innerhalb von {parts.dative(2)})" if has_margin else ""
    both = f"{parts.first_of_pair(0)} und {parts.dative(1)}"
    return f"{parts.span} blieb {parts.topic_of_groups} mit {both} nahezu unverändert{within}"


def _gap(parts: Parts) -> str:
    return f"{_against(parts, *parts.both())} und {_was(parts, 'war', 'ist')} damit {_by_how_much(parts)}"


def _distance(parts: Parts) -> str:
    return f"{_against(parts, *parts.both())}{_apart(parts)}"


def _apart(parts: Parts) -> str:
    """The distance without a direction; what may be chance says so in one breath."""
    if parts.message.verdict == Verdict.CHANCE:
        return f"; der Abstand von {parts.dative(2)} {_MAY_BE[parts.message.noise]}"
    return f", der Abstand {_was(parts, 'betrug', 'beträgt')} {parts.number(2)}"


def _against(parts: Parts, first: str, second: str) -> str:
    both = f"{first} {parts.number(0)} gegenüber {parts.dative(1)} {second}"
    return _main(parts, "betrug", "beträgt", parts.topic, both)


def _by_how_much(parts: Parts) -> str:
    compared, much = _COMPARED[parts.message.direction], _MUCH[parts.message.strength]
    return f"{much}{compared} (um {parts.number(2)})" if much else f"um {parts.number(2)} {compared}"


def _ratio(parts: Parts) -> str:
    return f"{_against(parts, *parts.both())} und {_was(parts, 'war', 'ist')} damit {parts.bare(2)}-mal so hoch"


def _directed_ratio(parts: Parts) -> str:
    compared = f"{_MUCH[parts.message.strength]}{_COMPARED[parts.message.direction]}"
    factor = f"{parts.bare(2)}-mal so hoch"
    return f"{_against(parts, *parts.both())} und {_was(parts, 'war', 'ist')} damit {compared}, nämlich {factor}"


def _composition(parts: Parts) -> str:
    named = [f"{subject} {parts.number(place)}" for place, subject in enumerate(parts.subjects, start=1)]
    shares = parts.people() if parts.are_people else named
    whole = f"insgesamt {parts.number(0)}, davon {enumerate_words(shares, 'de')}"
    return _main(parts, "betrug", "beträgt", parts.topic, whole)


def _value(parts: Parts) -> str:
    return _main(parts, "betrug", "beträgt", parts.topic_of_groups, parts.number(0))


def _rank(parts: Parts) -> str:
    place, of = parts.message.rank or (0, 0)
    extreme = _EXTREME[parts.message.direction]
    if ordinal := parts.ordinal(extreme):
        return f"{_value(parts)}; das {_was(parts, 'war', 'ist')} der {ordinal} von {of} Werten"
    return f"{_value(parts)}; das {_was(parts, 'war', 'ist')} vom {extreme}n Wert an gezählt Platz {place} von {of}"


def _place_taken(parts: Parts) -> str:
    place, of = parts.message.rank or (0, 0)
    return f"{_value(parts)}; das {_was(parts, 'war', 'ist')} Platz {place} von {of}"


def _leading(parts: Parts) -> str:
    most = f"einer der {parts.leaders} {_EXTREME[parts.message.direction]}n von {parts.whole} Werten"
    return f"{_value(parts)}; das {_was(parts, 'war', 'ist')} {most}"


def _perhaps_leading(parts: Parts) -> str:
    return f"{_value(parts)}; geprüft wurde, ob das zu den ersten {parts.first_ones} von {parts.whole} Werten gehört"


def _record(parts: Parts) -> str:
    extreme = f"den {_EXTREME[parts.message.direction]}n Wert"
    return f"{_value(parts)} und erreichte damit {extreme} {_since(parts)}"


def _unproved_record(parts: Parts) -> str:
    return f"{_value(parts)}; verglichen wurden die Werte {_since(parts)}"


def _since(parts: Parts) -> str:
    return periods.since(parts.message.periods[1]) if parts.message.periods[1:] else "der ganzen Reihe"


def _spread(parts: Parts) -> str:
    limits = f"zwischen {parts.limits()}"
    if len(parts.message.periods) == 2:
        return f"{parts.span} lag {parts.topic_of_groups} {limits}"
    return _main(parts, "lag", "liegt", parts.topic + parts.filtered(), f"{parts.by_what()} {limits}")


def _concentration(parts: Parts) -> str:
    count = parts.bare(0)
    held = "auf die stärkste Gruppe (1)" if count == "1" else f"auf die {count} stärksten Gruppen zusammen"
    about, share = parts.concerning + parts.groups, parts.number(1)
    front = f"{parts.when} entfielen {about}" if parts.when else f"{about} entfallen"
    return f"{front} {held} {share}"


def _convergence(parts: Parts) -> str:
    values = f"die Werte{parts.groups}" if parts.subjects else "die Werte der Gruppen"
    how = f"{_STRONGLY[parts.message.strength]}{_APPROACHED[parts.message.direction]}"
    return f"{parts.concerning} haben sich {values} {how}: Der Abstand betrug {_two_gaps(parts)}"


def _gaps(parts: Parts) -> str:
    between = f"zwischen den Werten{parts.groups}" if parts.subjects else "zwischen den Gruppen"
    return f"{parts.concerning} betrug der Abstand {between} {_two_gaps(parts)}"


def _two_gaps(parts: Parts) -> str:
    first, last = (periods.when_fully(code) for code in parts.message.periods)
    return f"{parts.number(0)} {first} und {parts.number(1)} {last}"


def _target(parts: Parts) -> str:
    aim = f"gegenüber dem Ziel von {parts.dative(1)}{_due(parts)}"
    by = f"um {parts.number(2)} {_COMPARED[parts.message.direction]}"
    return f"{_value(parts)}; {aim} {_was(parts, 'war', 'ist')} der Wert {by}"


def _target_distance(parts: Parts) -> str:
    if parts.message.verdict == Verdict.CHANCE:
        return f"{_aim(parts)}, doch der Abstand von {parts.dative(2)} {_MAY_BE[parts.message.noise]}"
    return f"{_aim(parts)}, der Abstand {_was(parts, 'betrug', 'beträgt')} {parts.number(2)}"


def _aim(parts: Parts) -> str:
    return f"{_value(parts)}; das Ziel{_due(parts)} ist {parts.number(1)}"


def _due(parts: Parts) -> str:
    return f" {periods.meant_for(parts.message.periods[1])}" if parts.message.periods[1:] else ""


def _decomposition(parts: Parts) -> str:
    moved, strongly = _MOVED[parts.message.direction], _STRONGLY[parts.message.strength]
    return f"{parts.span} {moved} {parts.topic} {strongly}um {parts.number(0)}; {_explained(parts)}"


def _decomposed(parts: Parts) -> str:
    return f"{parts.span} änderte sich {parts.topic} um {parts.number(0)}; {_explained(parts)}"


def _explained(parts: Parts) -> str:
    verb = "entfällt" if parts.bare(1) == "1" else "entfallen"
    return f"davon {verb} rechnerisch {parts.number(1)} {parts.make_up('auf', 'auf die')}"


def _structure(parts: Parts) -> str:
    by = f"um {parts.number(0)} {_COMPARED[parts.message.direction]}"
    gap = _main(parts, "war", "ist", parts.topic, f"{parts.of(0)} {by} als {parts.of(1)}")
    return f"{gap}; {_explained_by_structure(parts)}"


def _parted_gap(parts: Parts) -> str:
    between = f"der Abstand {parts.concerning} zwischen den Werten {parts.of(0)} und {parts.of(1)}"
    return f"{_main(parts, 'betrug', 'beträgt', between, parts.number(0))}; {_explained_by_structure(parts)}"


def _explained_by_structure(parts: Parts) -> str:
    verb = "entfällt" if parts.bare(1) == "1" else "entfallen"
    return f"davon {verb} rechnerisch {parts.number(1)} auf die unterschiedliche Zusammensetzung {parts.by_structure}"


def _forecast(parts: Parts) -> str:
    limits = f"zwischen {parts.first_of_pair(2)} und {parts.dative(3)}"
    likely = f"mit einer Wahrscheinlichkeit von {parts.dative(1)} {limits}"
    return f"{parts.when} dürfte {parts.topic_of_groups} bei {parts.dative(0)} liegen, {likely}"


def _break(parts: Parts) -> str:
    before, after = parts.message.periods
    values = f"Werte {periods.until(before)} nicht mit Werten {periods.onwards(after)} vergleichen"
    return f"{parts.concerning}{parts.groups} lassen sich {values}{parts.reason()}"


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

_MAY_BE = {Noise.CHANCE: "kann Zufall sein", Noise.VARIATION: "liegt im Rahmen der üblichen Schwankung"}
_CHANCE: dict[Kind, str] = {
    **dict.fromkeys((Kind.CHANGE, Kind.SHIFT, Kind.RATIO, Kind.STRUCTURE), "; der Unterschied "),
    **dict.fromkeys((Kind.TREND, Kind.CONVERGENCE, Kind.DECOMPOSITION), "; diese Veränderung "),
    **dict.fromkeys((Kind.RANK, Kind.LEADING, Kind.RECORD), ", doch der Abstand zu anderen Werten "),
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
            return f"; die Werte sind nicht vergleichbar{parts.reason()}"
        case Verdict.TOO_FEW:
            return f"; für eine sichere Aussage sind es zu wenige Angaben{parts.reason()}"
        case _:
            return ""


def _chance(parts: Parts) -> str:
    if parts.message.kind == Kind.NO_CHANGE:
        within = f"innerhalb von {parts.dative(2)} liegt" if len(parts.message.numbers) > 2 else "etwas bedeutet"
        return f"; ob der Unterschied {within}, ist nicht sicher"
    if parts.message.kind in _SAID_ALREADY:
        return ""
    return _CHANCE.get(parts.message.kind, "; ein Unterschied ") + _MAY_BE[parts.message.noise]


def _mute(parts: Parts) -> str:
    """Why nothing can be said, where there is not even a number to say."""
    codes = parts.message.periods
    when = f" {periods.between(*codes)}" if len(codes) == 2 else f" {periods.when_fully(codes[0])}" if codes else ""
    if parts.message.verdict == Verdict.NOT_COMPARABLE:
        return f"{parts.topic_of_groups} lässt sich{when} nicht vergleichen{parts.reason()}"
    return (
        f"{parts.topic_of_groups} lässt sich{when} nicht sicher beurteilen, es sind zu wenige Angaben{parts.reason()}"
    )
