"""Names: the newest name of a territory that the file calls by several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teilhabe.codes.districts import core_name
from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.coded import Coded, zipped
from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.findings import Finding, counted
from teilhabe.engine.preparation.meaning.pairs import HarmonisedCode, Pair
from teilhabe.text import Text


def newest_names(
    raw: RawDimension, codes: Mapping[Pair, HarmonisedCode], periods: Sequence[str]
) -> tuple[Mapping[str, str], list[Finding]]:
    """Code to newest name where a code has several, and a note; `periods` has a text per entry, or none at all.

    A name whose addition says that it ended is older than one without; else the one used in the latest period wins.
    """
    found: dict[str, dict[str, bool]] = {}
    for code in codes.values():
        if code.label:
            names = found.setdefault(code.code, {})
            names[code.label] = names.get(code.label, False) or code.until is None
    several = {code: names for code, names in found.items() if len({core_name(name) for name in names}) > 1}
    if not several:
        return {}, []
    last = _last_used(raw, codes, periods, several)
    newest = {
        code: max(names, key=lambda name: (names[name], last.get((code, name), ("", 0))))
        for code, names in several.items()
    }
    return newest, [_note(newest, several)]


def _last_used(
    raw: RawDimension, codes: Mapping[Pair, HarmonisedCode], periods: Sequence[str], several: Mapping[str, object]
) -> dict[Pair, tuple[str, int]]:
    """The last day on which each code bears each name, and a place that grows with the rows of the file."""
    last: dict[Pair, tuple[str, int]] = {}
    seen = zipped(raw.pairs, Coded.of(periods)).cells if periods else [(pair, "") for pair in raw.pairs.cells]
    for place, (pair, text) in enumerate(seen):
        code = codes[pair]
        if code.code in several:
            period = parse_period(text)
            used = (period.end.isoformat() if period else "", place)
            last[code.code, code.label] = max(last.get((code.code, code.label), used), used)
    return last


def _note(newest: Mapping[str, str], several: Mapping[str, Mapping[str, bool]]) -> Finding:
    code, name = next(iter(newest.items()))
    others = ", ".join(other for other in several[code] if other != name)
    return Finding(
        "several-names",
        "note",
        counted(
            len(newest),
            Text(
                f"Ein Gebiet trägt in der Datei mehrere Namen ({code}: {name}, auch {others}); es gilt der neueste.",
                f"One territory bears several names in the file ({code}: {name}, also {others}); the newest is used.",
            ),
            Text(
                f"{{n}} Gebiete tragen in der Datei mehrere Namen (etwa {code}: {name}, auch {others}); "
                "es gilt der neueste.",
                f"{{n}} territories bear several names in the file (such as {code}: {name}, also {others}); "
                "the newest is used.",
            ),
        ),
        column="ref_area",
        data={"count": len(newest), "first": code},
    )
