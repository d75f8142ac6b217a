"""Plain German: a few short main clauses for each kind of message, everyday words, in the order of `Kind`."""

from __future__ import annotations

from collections.abc import Callable

from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.message import Direction, Kind, Message, Noise, Strength, Verdict
from teilhabe.wording.sentences import german_periods as periods
from teilhabe.wording.sentences.german_parts import Parts, sentences
from teilhabe.wording.sentences.shapes import is_directed, is_mute

_MOVED = {Direction.UP: "gestiegen", Direction.DOWN: "gesunken"}
_COMPARED = {Direction.ABOVE: "höher", Direction.BELOW: "niedriger"}
_EXTREME = {Direction.HIGHEST: "höchste", Direction.LOWEST: "niedrigste"}
_APPROACHED = {Direction.NARROWER: "angenähert", Direction.WIDER: "auseinanderentwickelt"}
_STRONGLY = {Strength.NONE: "", Strength.SLIGHT: "ein wenig ", Strength.CLEAR: "deutlich ", Strength.STRONG: "stark "}
_MUCH = {Strength.NONE: "", Strength.SLIGHT: "ein wenig ", Strength.CLEAR: "deutlich ", Strength.STRONG: "viel "}

_Clauses = list[str]


def tell(message: Message) -> str:
    """The message in short German sentences."""
    parts = Parts(message)
    if is_mute(message):
        return sentences(_mute(parts))
    return sentences([*_TELLERS[message.kind](parts), *_doubt(parts)])


def _were(parts: Parts, place: int) -> str:
    """„waren es 5 Personen“, „war es 1 Person“; without a period „sind es“."""
    is_one = parts.bare(place) == "1"
    past, present = ("war", "ist") if is_one else ("waren", "sind")
    return f"{past if parts.message.periods else present} es {parts.number(place)}"


def _value(parts: Parts, about: str) -> str:
    """„2024 lag die Quote bei 61,0 %“."""
    if parts.when:
        return f"{parts.when} lag {about} bei {parts.dative(0)}"
    return f"{about} liegt bei {parts.dative(0)}"


def _moved(parts: Parts) -> str:
    """„Die Quote ist deutlich gestiegen“, or that it has changed where no direction may be said."""
    if not is_directed(parts.message):
        return f"{parts.topic_of_groups} hat sich verändert"
    return f"{parts.topic_of_groups} ist {_STRONGLY[parts.message.strength]}{_MOVED[parts.message.direction]}"


def _level(parts: Parts) -> _Clauses:
    if len(parts.subjects) < 2:
        return [_value(parts, parts.topic_of_groups)]
    values = [f"{parts.of(place)} {_were(parts, place)}" for place in range(len(parts.subjects))]
    if len(values) == 4:
        values[2:] = [f"{values[2]} und {parts.of(3)} {parts.number(3)}"]
    return [_value(parts, f"{parts.topic} {parts.of(0)}"), *values[1:]]


def _two_values(parts: Parts) -> _Clauses:
    first, last = parts.message.periods
    return [f"{periods.when(first)} {_were(parts, 0)}", f"{periods.when(last)} {_were(parts, 1)}"]


def _change(parts: Parts) -> _Clauses:
    if is_directed(parts.message):
        return [_moved(parts), *_two_values(parts)]
    return [_value(parts, parts.topic_of_groups), _two_values(parts)[1]]


def _trend(parts: Parts) -> _Clauses:
    first, last = (periods.when(code) for code in parts.message.periods)
    both = f"{first} {_were(parts, 1)}, {last} {_were(parts, 2)}"
    if is_directed(parts.message):
        more = "mehr" if parts.message.direction == Direction.UP else "weniger"
        return [_moved(parts), f"im Mittel {_were(parts, 0)} {more} in jedem Jahr", both]
    return [_moved(parts), f"die Veränderung im Jahr war im Mittel {parts.number(0)}", both]


def _shift(parts: Parts) -> _Clauses:
    since, *before = parts.message.periods
    lately = f"{periods.since(since)} liegt {parts.topic_of_groups} bei {parts.dative(0)}"
    both = [lately, f"{periods.between(*before)} {_were(parts, 1)}", "beides sind Mittelwerte"]
    if not is_directed(parts.message):
        return both
    compared, much = _COMPARED[parts.message.direction], _MUCH[parts.message.strength]
    return [*both, f"der spätere ist {much}{compared}"]


def _no_change(parts: Parts) -> _Clauses:
    has_margin = len(parts.message.numbers) > 2
    if parts.message.verdict != Verdict.SUPPORTED:
        is_open = has_margin and parts.message.verdict != Verdict.CHANCE
        margin = f"als gleich gilt ein Unterschied innerhalb von {parts.dative(2)}" if is_open else ""
        return [_value(parts, parts.topic_of_groups), _two_values(parts)[1], margin]
    within = [f"der Unterschied liegt innerhalb von {parts.dative(2)}"] if has_margin else []
    return [f"{parts.topic_of_groups} ist fast gleich geblieben", *_two_values(parts), *within]


def _gap(parts: Parts) -> _Clauses:
    return [*_against(parts), _by_how_much(parts)]


def _against(parts: Parts) -> _Clauses:
    first, second = parts.both()
    return [_value(parts, f"{parts.topic} {first}"), f"{second} {_were(parts, 1)}"]


def _by_how_much(parts: Parts) -> str:
    if not is_directed(parts.message):
        return _apart(parts)
    compared, much = _COMPARED[parts.message.direction], _MUCH[parts.message.strength]
    if much:
        return f"der erste Wert ist {much}{compared}, nämlich um {parts.number(2)}"
    return f"der erste Wert ist um {parts.number(2)} {compared}"


def _apart(parts: Parts) -> str:
    """The distance without a direction; what may be chance says so in one breath."""
    if parts.message.verdict == Verdict.CHANCE and parts.message.noise == Noise.CHANCE:
        return f"der Abstand von {parts.dative(2)} kann Zufall sein"
    return f"der Abstand ist {parts.number(2)}"


def _ratio(parts: Parts) -> _Clauses:
    factor = f"{parts.bare(2)}-mal so hoch"
    if is_directed(parts.message):
        factor = f"{_MUCH[parts.message.strength]}{_COMPARED[parts.message.direction]}, nämlich {factor}"
    return [*_against(parts), f"der erste Wert ist {factor}"]


def _composition(parts: Parts) -> _Clauses:
    if parts.are_people:
        are = "waren" if parts.message.periods else "sind"
        return [_value(parts, f"{parts.topic} insgesamt"), f"davon {are} {enumerate_words(parts.people(), 'de')}"]
    shares = [f"{parts.number(place)} zu {subject}" for place, subject in enumerate(parts.subjects, start=1)]
    verb = "gehört" if parts.bare(1) == "1" else "gehören"
    return [_value(parts, f"{parts.topic} insgesamt"), f"davon {verb} {enumerate_words(shares, 'de')}"]


def _rank(parts: Parts) -> _Clauses:
    place, of = parts.message.rank or (0, 0)
    value = _value(parts, parts.topic_of_groups)
    if not is_directed(parts.message):
        return [value, f"das ist Platz {place} von {of}"]
    extreme = _EXTREME[parts.message.direction]
    if ordinal := parts.ordinal(extreme):
        return [value, f"das ist der {ordinal} von {of} Werten"]
    return [value, f"das ist Platz {place} von {of}", f"gezählt wird vom {extreme}n Wert an"]


def _leading(parts: Parts) -> _Clauses:
    value = _value(parts, parts.topic_of_groups)
    if is_directed(parts.message):
        extreme = _EXTREME[parts.message.direction]
        return [value, f"das ist einer der {parts.leaders} {extreme}n von {parts.whole} Werten"]
    return [value, f"geprüft wurde, ob das zu den ersten {parts.first_ones} von {parts.whole} Werten gehört"]


def _record(parts: Parts) -> _Clauses:
    since = periods.since(parts.message.periods[1]) if parts.message.periods[1:] else "der ganzen Reihe"
    value = _value(parts, parts.topic_of_groups)
    if is_directed(parts.message):
        return [value, f"das ist der {_EXTREME[parts.message.direction]} Wert {since}"]
    return [value, f"verglichen wurden die Werte {since}"]


def _spread(parts: Parts) -> _Clauses:
    limits = f"zwischen {parts.limits()}"
    if len(parts.message.periods) == 2:
        return [f"{parts.topic_of_groups} war nicht immer gleich", f"{parts.span} lagen die Werte {limits}"]
    values = f"{parts.when} lagen die Werte {limits}" if parts.when else f"die Werte liegen {limits}"
    return [f"{parts.topic}{parts.filtered()} ist {parts.by_what()} verschieden", values]


def _concentration(parts: Parts) -> _Clauses:
    count, share, is_past = parts.bare(0), parts.number(1), bool(parts.when)
    is_one = count == "1"
    groups, together = ("1 Gruppe", "allein") if is_one else (f"die {count} stärksten Gruppen", "zusammen")
    have = ("hatte" if is_one else "hatten") if is_past else ("hat" if is_one else "haben")
    start = f"{parts.when} {have} {groups}" if is_past else f"{groups} {have}"
    exist = "gab es" if is_past else "gibt es"
    return [f"{parts.concerning}{parts.groups} {exist} mehrere Gruppen", f"{start} {together} {share}"]


def _convergence(parts: Parts) -> _Clauses:
    before, after = (periods.when(code) for code in parts.message.periods)
    return [
        _approached(parts),
        f"{before} war der Abstand {parts.number(0)}",
        f"{after} war der Abstand {parts.number(1)}",
    ]


def _approached(parts: Parts) -> str:
    if is_directed(parts.message):
        values = parts.row or "die Gruppen"
        how = f"{_STRONGLY[parts.message.strength]}{_APPROACHED[parts.message.direction]}"
        return f"{parts.concerning} haben sich {values} {how}"
    return f"{parts.concerning} unterscheiden sich {parts.row or 'die Gruppen'}"


def _target(parts: Parts) -> _Clauses:
    due = f" {periods.meant_for(parts.message.periods[1])}" if parts.message.periods[1:] else ""
    if is_directed(parts.message):
        distance = f"der Wert ist um {parts.number(2)} {_COMPARED[parts.message.direction]}"
    else:
        distance = _apart(parts)
    return [_value(parts, parts.topic_of_groups), f"das Ziel{due} ist {parts.number(1)}", distance]


def _decomposition(parts: Parts) -> _Clauses:
    change = f"hat sich um {parts.number(0)} verändert"
    if is_directed(parts.message):
        strongly, moved = _STRONGLY[parts.message.strength], _MOVED[parts.message.direction]
        change = f"ist {strongly}um {parts.number(0)} {moved}"
    verb = "gehört" if parts.bare(1) == "1" else "gehören"
    share = f"rechnerisch {verb} davon {parts.number(1)} {parts.make_up('zu', 'zur')}"
    return [f"{parts.topic} {change}", f"das war {parts.span}", share]


def _structure(parts: Parts) -> _Clauses:
    both = f"für {parts.row} verschieden"
    differs = f"{parts.when} war {parts.topic} {both}" if parts.when else f"{parts.topic} ist {both}"
    gap = f"der Abstand ist {parts.number(0)}"
    if is_directed(parts.message):
        gap = f"der erste Wert ist um {parts.number(0)} {_COMPARED[parts.message.direction]}"
    verb = "kommt" if parts.bare(1) == "1" else "kommen"
    share = f"rechnerisch {verb} davon {parts.number(1)} von der Zusammensetzung {parts.by_structure}"
    return [differs, gap, share]


def _forecast(parts: Parts) -> _Clauses:
    limits = f"zwischen {parts.first_of_pair(2)} und {parts.dative(3)}"
    return [
        f"{parts.when} liegt {parts.topic_of_groups} wohl bei {parts.dative(0)}",
        f"mit einer Wahrscheinlichkeit von {parts.dative(1)} liegt der Wert {limits}",
    ]


def _break(parts: Parts) -> _Clauses:
    before, after = parts.message.periods
    return [
        f"{parts.concerning}{parts.groups} hat sich etwas geändert",
        f"Werte {periods.until(before)} und {periods.onwards(after)} kann man nicht vergleichen",
        *_because(parts),
    ]


_TELLERS: dict[Kind, Callable[[Parts], _Clauses]] = {
    Kind.LEVEL: _level,
    Kind.CHANGE: _change,
    Kind.TREND: _trend,
    Kind.SHIFT: _shift,
    Kind.NO_CHANGE: _no_change,
    Kind.GAP: _gap,
    Kind.RATIO: _ratio,
    Kind.COMPOSITION: _composition,
    Kind.RANK: _rank,
    Kind.LEADING: _leading,
    Kind.RECORD: _record,
    Kind.SPREAD: _spread,
    Kind.CONCENTRATION: _concentration,
    Kind.CONVERGENCE: _convergence,
    Kind.TARGET: _target,
    Kind.DIFFERENCE: _gap,
    Kind.DECOMPOSITION: _decomposition,
    Kind.STRUCTURE: _structure,
    Kind.FORECAST: _forecast,
    Kind.BREAK: _break,
}


def _doubt(parts: Parts) -> _Clauses:
    """What the verdict adds: nothing where the message is supported."""
    if parts.message.kind == Kind.BREAK:
        return []
    match parts.message.verdict:
        case Verdict.CHANCE if parts.message.kind == Kind.NO_CHANGE and len(parts.message.numbers) > 2:
            return [f"ob der Unterschied innerhalb von {parts.dative(2)} liegt, ist nicht sicher"]
        case Verdict.CHANCE:
            return _chance(parts)
        case Verdict.NOT_COMPARABLE:
            return ["diese Werte kann man nicht vergleichen", *_because(parts)]
        case Verdict.TOO_FEW:
            return ["das sind zu wenige Angaben für eine sichere Aussage", *_because(parts)]
        case _:
            return []


def _chance(parts: Parts) -> _Clauses:
    """What is said of chance; nothing where the distance itself has said it."""
    if parts.message.kind == Kind.NO_CHANGE:
        return ["ob das eine Veränderung ist, ist nicht sicher"]
    if parts.message.noise == Noise.VARIATION:
        return _usual(parts)
    match parts.message.kind:
        case Kind.GAP | Kind.DIFFERENCE | Kind.TARGET:
            return []
        case Kind.CHANGE | Kind.SHIFT | Kind.RATIO | Kind.STRUCTURE:
            return ["dieser Unterschied kann Zufall sein"]
        case Kind.TREND | Kind.CONVERGENCE | Kind.DECOMPOSITION:
            return ["diese Veränderung kann Zufall sein"]
        case Kind.RANK | Kind.LEADING | Kind.RECORD:
            return ["der Abstand zu anderen Werten kann Zufall sein"]
        case _:
            return ["Unterschiede können Zufall sein"]


def _usual(parts: Parts) -> _Clauses:
    """What is said of a difference that is no more than the usual variation."""
    small = (
        ["der Abstand zu anderen Werten ist klein"]
        if parts.message.kind in (Kind.RANK, Kind.LEADING, Kind.RECORD)
        else []
    )
    return [*small, "solche Schwankungen gibt es auch sonst"]


def _because(parts: Parts) -> _Clauses:
    return [f"der Grund{parts.reason()}"] if parts.message.reason else []


def _mute(parts: Parts) -> _Clauses:
    """Why nothing can be said, where there is not even a number to say."""
    codes = parts.message.periods
    when = periods.between(*codes) if len(codes) == 2 else periods.when_fully(codes[0]) if codes else ""
    if parts.message.verdict == Verdict.NOT_COMPARABLE:
        nothing = f"{parts.topic_of_groups} lässt sich nicht vergleichen"
    else:
        nothing = f"{parts.concerning}{parts.groups} gibt es zu wenige Angaben"
    return [nothing, f"das gilt {when}" if when else "", *_because(parts)]
