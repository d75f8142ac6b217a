"""Why the steps of a build ran, in the words of those who keep the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap

from teilhabe.engine.pipeline.build import Report
from teilhabe.engine.pipeline.fingerprint import NEVER
from teilhabe.text import Language, Text, same

MOST_NAMES = 4
_WIDTH = 110

_KINDS: Mapping[str, Text] = {
    "generate": Text("Erfundene Daten", "Invented data"),
    "prepare": Text("Quellen", "Sources"),
    "indicator": Text("Indikatoren", "Indicators"),
    "release": Text("Fassung", "Release"),
}
_PARTS: Mapping[str, Text] = {
    "definition": Text("Definition", "definition"),
    "rules": Text("Regeln", "rules"),
    "breaks": Text("Brüche", "breaks"),
    "city": Text("Angaben zur Stadt", "facts about the city"),
    "forecasts": Text("Prognosen", "forecasts"),
    "software": Text("Software", "software"),
    "generator": Text("Vorgaben des Generators", "settings of the generator"),
    "indicators": Text("Indikatoren", "indicators"),
    "disclosure": Text("Geheimhaltung", "disclosure control"),
    "approvals": Text("Freigaben", "approvals"),
}
_PARTS_OF: Mapping[str, Text] = {
    "file": Text("{name}", "{name}"),
    "recipe": Text("Rezept von {name}", "recipe of {name}"),
    "source": Text("Angaben zu {name}", "facts about {name}"),
    "threshold": Text("Mindestfallzahl von {name}", "threshold of {name}"),
    "vintages": Text("Datenstände von {name}", "vintages of {name}"),
    "data": Text("Daten von {name}", "data of {name}"),
}
_FRESH = Text("unverändert", "unchanged")
_RAN = Text("{done} von {all} neu", "{done} of {all} anew")
_ANEW = Text("neu", "anew")
_NEVER = Text("noch nicht vorhanden", "not there yet")
_CHANGED = Text("geändert: {names}", "changed: {names}")
_AND_MORE = Text(" und {more} weitere", " and {more} more")


def lines(reports: Sequence[Report], language: Language, *, full: bool) -> Iterator[str]:
    """What happened to the steps of one kind: one line in all, and with `full` each of them by name.

    Without `full`, steps that were all fresh are not worth a line.
    """
    ran = [report for report in reports if report.ran]
    if not ran and not full:
        return
    heading = _KINDS[reports[0].kind].in_language(language)
    parts = dict.fromkeys(part for report in ran for part in report.because)
    counted = _RAN if reports[0].subject else _ANEW
    count = counted.in_language(language).format(done=len(ran), all=len(reports))
    state = f"{count} ({reason(parts, language)})" if ran else _FRESH.in_language(language)
    yield f"{heading}: {state}"
    if full:
        yield from _by_reason([report for report in reports if report.subject], language)


def _by_reason(reports: Sequence[Report], language: Language) -> Iterator[str]:
    """The names of all datasets or indicators, those with the same reason together, the unchanged ones last."""
    grouped: dict[str, list[str]] = {}
    for report in sorted(reports, key=lambda report: not report.ran):
        why = reason(report.because, language) if report.ran else _FRESH.in_language(language)
        grouped.setdefault(why, []).append(report.subject)
    for why, names in grouped.items():
        text = f"{why} ({len(names)}): {', '.join(names)}"
        yield from wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def reason(parts: Iterable[str], language: Language) -> str:
    """The first parts that changed, by name, and how many more did."""
    told = _telling(list(parts))
    if not told:
        return _NEVER.in_language(language)
    names = [_name(part).in_language(language) for part in told]
    listed, more = names[:MOST_NAMES], len(names) - MOST_NAMES
    text = _CHANGED.in_language(language).format(names=", ".join(listed))
    return text + (_AND_MORE.in_language(language).format(more=more) if more > 0 else "")


def _telling(parts: Sequence[str]) -> Sequence[str]:
    """Without what follows from the others: other observations from another file, another release from both."""
    declared = [part for part in parts if part != NEVER and not part.startswith("data:") and part != "indicators"]
    return declared or [part for part in parts if part != NEVER]


def _name(part: str) -> Text:
    kind, _, name = part.partition(":")
    if name and kind in _PARTS_OF:
        return Text(*(text.format(name=name) for text in _PARTS_OF[kind]))
    return _PARTS.get(part, same(part))
