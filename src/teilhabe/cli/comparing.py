"""What `release diff` shows people: the figures that differ, grouped by why they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from teilhabe.cli.tables import aligned
from teilhabe.engine.pipeline.differences import NUMBERS, REASONS, WORDS, Change, Difference, Reason, Row
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number, meant

MOST_FIGURES = 10
"""So many figures of one reason are shown; the option --all shows the rest."""

_DECIMALS, _ALL_DECIMALS = 3, 15

_IDENTICAL = Text("Beide Fassungen sind dieselbe: {id}.", "Both releases are the same: {id}.")
_NONE = Text("Keine Zahl ist anders.", "No figure differs.")
_COUNTED = Text(
    "Zahlen: {changed} geändert, {appeared} neu, {vanished} weggefallen; betroffene Indikatoren: {indicators}.",
    "Figures: {changed} changed, {appeared} new, {vanished} gone; indicators concerned: {indicators}.",
)
_MORE = Text("… und {more} weitere (alle mit --all)", "… and {more} more (all with --all)")
_SILENT = Text("Ohne Wirkung auf eine Zahl geändert:", "Changed without effect on any figure:")
_ABSENT = "–"
_REASONS: Mapping[Reason, Text] = {
    "source": Text("neue Daten", "new data"),
    "revision": Text("Revision der Quelle", "revision of the source"),
    "recipe": Text("anders gelesen (Rezept)", "read otherwise (recipe)"),
    "formula": Text("andere Definition", "another definition"),
    "rule": Text("andere Regel oder Mindestfallzahl", "another rule or threshold"),
    "gate": Text("Geheimhaltung: verborgen oder wieder gezeigt", "disclosure control: hidden, or shown again"),
    "break": Text("Bruch", "break"),
    "declaration": Text("Angaben zur Quelle", "what is declared about the source"),
    "city": Text("Angaben zur Stadt", "what is declared about the city"),
    "software": Text("andere Software", "another software"),
    "unrecorded": Text(
        "Grund unbekannt: eine der Fassungen hält nicht fest, woraus sie entstand",
        "reason unknown: one of the releases does not record what it was made from",
    ),
}


def difference_lines(found: Difference, lang: Language, *, full: bool) -> Iterator[str]:
    """A sentence with the counts, one table per reason, then what changed without effect."""
    if found.is_identical:
        yield _IDENTICAL.in_language(lang).format(id=found.earlier)
        return
    yield f"{found.earlier} → {found.later}"
    yield _counted(found).in_language(lang)
    ordered = sorted(found.changes, key=lambda change: _rank(change.reasons))
    for reasons, group in groupby(ordered, key=lambda change: change.reasons):
        yield ""
        yield from _group(reasons, list(group), lang, full=full)
    yield from _silent(found, lang)


def _counted(found: Difference) -> Text:
    if not found.changes:
        return _NONE
    kinds = [change.kind for change in found.changes]
    counts = {kind: kinds.count(kind) for kind in ("changed", "appeared", "vanished")}
    indicators = len({change.key[0] for change in found.changes})
    return Text(*(text.format(**counts, indicators=indicators) for text in _COUNTED))


def _rank(reasons: Sequence[Reason]) -> tuple[int, ...]:
    return tuple(map(REASONS.index, reasons))


def _named(reasons: Sequence[Reason], parts: Sequence[str], lang: Language) -> str:
    """Why, and what was changed: "revision of the source (file:figures/population.csv)"."""
    names = Text(" oder ", " or ").in_language(lang).join(_REASONS[reason].in_language(lang) for reason in reasons)
    told = [part for part in parts if ":" in part]
    return f"{names} ({', '.join(told)})" if told else names


def _group(reasons: Sequence[Reason], changes: Sequence[Change], lang: Language, *, full: bool) -> Iterator[str]:
    parts = tuple(dict.fromkeys(part for change in changes for part in change.parts))
    yield f"{_named(reasons, parts, lang)}: {len(changes)}"
    shown = changes if full else changes[:MOST_FIGURES]
    rows = [(*_key(change), *_sides(change, lang), _otherwise(change)) for change in shown]
    yield from (f"  {line}" for line in aligned(rows, right=(4, 6)))
    if len(changes) > len(shown):
        yield "  " + _MORE.in_language(lang).format(more=len(changes) - len(shown))


def _key(change: Change) -> tuple[str, str, str, str]:
    indicator, place, period, by, code = change.key
    return indicator, place, period, f"{by}={code}" if by else ""


def _sides(change: Change, lang: Language) -> tuple[str, str, str]:
    """Both figures with few decimals, or with as many as it takes to tell them apart."""
    for decimals in (_DECIMALS, _ALL_DECIMALS):
        before, after = (_told(row, decimals, lang) for row in (change.before, change.after))
        if before != after:
            break
    return before, "→", after


def _otherwise(change: Change) -> str:
    """Where the values are the same, the columns of the tables that differ: cases, low, base."""
    before, after = change.before, change.after
    if before is None or after is None or before["value"] != after["value"] or before["status"] != after["status"]:
        return ""
    differing = [name for name in (*NUMBERS, *WORDS) if before.get(name) != after.get(name)]
    return f"({', '.join(differing)})"


def _told(row: Row | None, decimals: int, lang: Language) -> str:
    """The value, or what stands in its place."""
    if row is None:
        return _ABSENT
    if row["value"] is not None:
        exact = meant(row["value"]).normalize()
        text = format_number(exact, min(decimals, max(0, -int(exact.as_tuple().exponent))), lang)
        return f"({text})" if row.get("mark") == "()" else text
    status = str(row["status"])
    return {"protected": "•", "unreliable": "/", "sign": str(row["sign"])}.get(status, status)


def _silent(found: Difference, lang: Language) -> Iterator[str]:
    """Indicators whose making changed in the same way stand in one line."""
    if not found.silent:
        return
    yield ""
    yield _SILENT.in_language(lang)
    alike: dict[tuple[Reason, ...], list[str]] = {}
    for entry in found.silent:
        alike.setdefault(entry.reasons, []).append(entry.indicator)
    for reasons, names in sorted(alike.items(), key=lambda item: _rank(item[0])):
        more = len(names) - MOST_FIGURES
        listed = ", ".join(names[:MOST_FIGURES]) + (f" … (+{more})" if more > 0 else "")
        yield f"  {_named(reasons, (), lang)}: {listed}"
