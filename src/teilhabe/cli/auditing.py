"""`teilhabe audit`: attack protected tables as a stranger would, before a stranger does."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any

from teilhabe.cli.progress import ProgressLine
from teilhabe.cli.tables import aligned
from teilhabe.engine.audit import Audit, Contradiction, Exposure, Told, audit
from teilhabe.engine.audit.dominance import Dominance, rooms
from teilhabe.engine.audit.hierarchies import Parents, read_hierarchy
from teilhabe.engine.audit.releases import Question, read_releases, told_of, true_values
from teilhabe.errors import UsageError
from teilhabe.text import Language, Text

EXAMPLE = """examples:
  teilhabe audit protected.csv --dimensions district,sex,age --value n
  teilhabe audit by-district.csv by-postcode.csv --dimensions district,postcode,age --value n --threshold 5
  teilhabe audit protected.csv --dimensions district,age --value n --true counts.csv --earlier 2024/protected.csv
  teilhabe audit grants.csv --dimensions field,size --value euro --true grants-true.csv \\
      --largest first,second --dominance 2,85
"""
_KINDS = {
    "told": Text("steht offen da", "stands there openly"),
    "exact": Text("genau berechenbar", "can be computed exactly"),
    "small": Text("sicher unter der Schwelle", "surely below the threshold"),
    "narrow": Text("zu wenige Werte möglich", "too few values are possible"),
    "dominated": Text("ein Beitrag ist zu genau schätzbar", "a contribution can be estimated too closely"),
    "coalition": Text(
        "genau berechenbar für die Person hinter {by}", "can be computed exactly by the person behind {by}"
    ),
}
_HEADS = (Text("Zelle", "cell"), Text("möglich", "possible"), Text("Warum", "why"))


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `audit`."""
    parser = commands.add_parser(
        "audit",
        help="try to recompute what protected tables hide",
        description="Attacks protected tables with everything they tell together; exit code 3 where a cell is exposed.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("tables", nargs="+", type=Path, metavar="PROTECTED.csv", help="tables as they are published")
    parser.add_argument("--dimensions", required=True, metavar="a,b,c", help="columns with the codes of a cell")
    parser.add_argument("--value", required=True, metavar="n", help="column with the figure; empty where it is hidden")
    parser.add_argument(
        "--threshold", type=_threshold, metavar="3", help="smallest figure that may be known (default: 3; sums: none)"
    )
    parser.add_argument(
        "--hierarchy", action="append", default=[], metavar="dim=FILE", help="code,parent lines or a τ-ARGUS .hrc file"
    )
    parser.add_argument(
        "--true", type=Path, metavar="COUNTS.csv", help="the true figures: then nothing is left to guess"
    )
    parser.add_argument("--earlier", nargs="+", type=Path, default=[], metavar="FILE", help="tables published before")
    parser.add_argument("--largest", default="", metavar="COL1,COL2", help="columns of --true: largest contributions")
    parser.add_argument(
        "--dominance", type=_dominance, default=(0, 100.0), metavar="N,K", help="the N largest hold K %%"
    )
    parser.add_argument(
        "--p-percent", type=float, default=0.0, metavar="P", help="closest estimate of the largest, in %%"
    )
    parser.add_argument(
        "--singletons", action="store_true", help="with --true: nor may the only person of a cell compute another one"
    )
    parser.add_argument("--json", action="store_true", help="everything, as JSON; without the true figures")
    parser.set_defaults(func=run)


def _threshold(text: str) -> float:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text}: a whole number from 0 is expected")
    return float(text)


def _dominance(text: str) -> tuple[int, float]:
    contributors, _, share = text.partition(",")
    if not contributors.isdigit() or not share.replace(".", "", 1).isdigit() or not 0 < float(share) <= 100:
        raise argparse.ArgumentTypeError(f"{text}: two numbers such as 2,85 are expected")
    return int(contributors), float(share)


def run(arguments: argparse.Namespace) -> int:
    """0 where no cell is exposed, 3 where one is."""
    threshold = _default_threshold(arguments)
    line = ProgressLine()
    told, found = _attack(arguments, threshold, line)
    line.clear()
    if arguments.singletons:
        found = replace(found, exposures=(*found.exposures, *found.coalitions), coalitions=())
    if arguments.json:
        print(json.dumps(_as_data(told, found, threshold), ensure_ascii=False, indent=1))
    else:
        for text in _lines(told, found, threshold, arguments.lang):
            print(text)
    return 3 if found.exposures else 0


def _default_threshold(arguments: argparse.Namespace) -> float:
    """Sums are no persons: they have a threshold only where somebody says so."""
    if (arguments.dominance[0] or arguments.p_percent) and not (arguments.largest and arguments.true):
        raise UsageError(
            "Für --dominance und --p-percent braucht es --true und darin die Spalten --largest.",
            "--dominance and --p-percent need --true, and in it the columns --largest.",
        )
    if arguments.singletons and not arguments.true:
        raise UsageError(
            "Für --singletons braucht es --true: nur die wahren Werte sagen, wer allein ist.",
            "--singletons needs --true: only the true figures say who is alone.",
        )
    if arguments.threshold is None:
        return 0.0 if arguments.largest else 3.0
    return float(arguments.threshold)


def _attack(arguments: argparse.Namespace, threshold: float, line: ProgressLine) -> tuple[Told, Audit]:
    """Earlier tables are read as today's data where that is possible, and else as data of their own."""
    try:
        told = _told(arguments, threshold, apart=False)
        return told, audit(told, exact=True, progress=line)
    except Contradiction:
        if not arguments.earlier:
            raise
        told = _told(arguments, threshold, apart=True)
        return told, audit(told, exact=True, progress=line)


def _told(arguments: argparse.Namespace, threshold: float, *, apart: bool) -> Told:
    dimensions = tuple(name.strip() for name in arguments.dimensions.split(",") if name.strip())
    question = Question(dimensions, arguments.value, _hierarchies(arguments.hierarchy, dimensions))
    reading = read_releases(arguments.tables, arguments.earlier, question, apart=apart)
    if not arguments.true:
        return told_of(reading, threshold, {}, {})
    truth = true_values(arguments.true, question, reading)
    columns = tuple(name.strip() for name in arguments.largest.split(",") if name.strip())
    rule = Dominance(columns, arguments.dominance[0], arguments.dominance[1], arguments.p_percent)
    above = rooms(arguments.true, dimensions, arguments.value, rule) if columns else {}
    return told_of(reading, threshold, truth, above)


def _hierarchies(entries: Sequence[str], dimensions: Sequence[str]) -> dict[str, Parents]:
    """Several files for one dimension are several groupings of the same codes."""
    found: dict[str, Parents] = {}
    for entry in entries:
        dimension, _, path = entry.partition("=")
        if not path or dimension not in dimensions:
            raise UsageError(
                f"--hierarchy {entry}: Erwartet wird eine Dimension und ihre Datei, etwa region=region.csv.",
                f"--hierarchy {entry}: a dimension and its file are expected, such as region=region.csv.",
            )
        own, more = found.get(dimension, {}), read_hierarchy(Path(path))
        found[dimension] = {code: (*own.get(code, ()), *more.get(code, ())) for code in (*own, *more)}
    return found


@dataclass(frozen=True)
class _Summary:
    """What is said of a table without exposed cells."""

    hidden: int
    fewest: float
    undecided: int


def _summary(told: Told, found: Audit) -> _Summary:
    hidden = [position for position, cell in enumerate(told.cells) if cell.hidden]
    spans = [found.high[each] - found.low[each] for each in hidden if found.high[each] > 0 or found.low[each] < 0]
    return _Summary(len(hidden), min(spans, default=float("inf")), found.work["undecided"])


def _lines(told: Told, found: Audit, threshold: float, lang: Language) -> Iterator[str]:
    if found.exposures:
        yield _EXPOSED.in_language(lang).format(count=len(found.exposures))
        yield from aligned(
            [[head.in_language(lang) for head in _HEADS], *(_row(each, lang) for each in found.exposures)]
        )
        return
    summary = _summary(told, found)
    text = _SAFE if summary.hidden else _NOTHING_HIDDEN
    yield text.in_language(lang).format(hidden=summary.hidden, fewest=_values(summary.fewest, lang))
    if found.coalitions:
        yield _ALONE.in_language(lang).format(count=len(found.coalitions))
    if summary.undecided:
        yield _UNDECIDED.in_language(lang).format(count=summary.undecided)


_EXPOSED = Text("Nicht geschützt: {count} Zellen.", "Not protected: {count} cells.")
_SHOWN = 40
_MORE = Text("… und {count} weitere; --json nennt alle.", "… and {count} more; --json names them all.")
_SAFE = Text(
    "Kein Leck gefunden. Verborgene Zellen: {hidden}; für jede sind mindestens {fewest} möglich.",
    "No leak was found. Hidden cells: {hidden}; for each at least {fewest} are possible.",
)
_NOTHING_HIDDEN = Text("Kein Leck gefunden; es ist nichts verborgen.", "No leak was found; nothing is hidden.")
_ALONE = Text(
    "Hinweis: {count} kleine Werte kann berechnen, wer in einer anderen Zelle allein ist (siehe --singletons).",
    "Note: {count} small figures can be computed by a person who is alone in another cell (see --singletons).",
)
_UNDECIDED = Text(
    "{count} Fragen in ganzen Zahlen blieben offen; geprüft sind diese Zellen ohne Rücksicht auf ganze Zahlen.",
    "{count} questions in whole numbers stayed open; these cells were checked regardless of whole numbers.",
)


def _values(span: float, lang: Language) -> str:
    """How many whole numbers a span holds."""
    if not isfinite(span):
        return Text("beliebig viele Werte", "any number of values").in_language(lang)
    return Text(f"{int(span) + 1} Werte", f"{int(span) + 1} values").in_language(lang)


def _row(exposure: Exposure, lang: Language) -> list[str]:
    low, high = _printed(exposure.low), _printed(exposure.high)
    between = low if low == high else f"{low} – {high}"
    return [exposure.name, between, _KINDS[exposure.kind].in_language(lang).format(by=exposure.by)]


def _printed(bound: float) -> str:
    return f"{bound + 0.0:.10g}" if isfinite(bound) else "∞" if bound > 0 else "-∞"


def _as_data(told: Told, found: Audit, threshold: float) -> dict[str, Any]:
    """JSON knows no infinity: an end that nobody can tell is null."""
    summary = _summary(told, found)
    return {
        "safe": not found.exposures,
        "threshold": threshold,
        "hidden": summary.hidden,
        "fewest_span": _finite(summary.fewest),
        "exposed": [
            {"cell": each.name, "kind": each.kind, "low": _finite(each.low), "high": _finite(each.high), "by": each.by}
            for each in found.exposures
        ],
        "cells": [
            {"cell": cell.name, "low": _finite(found.low[position]), "high": _finite(found.high[position])}
            for position, cell in enumerate(told.cells)
            if cell.hidden
        ],
        "coalitions": [{"cell": each.name, "by": each.by} for each in found.coalitions],
        "work": found.work,
    }


def _finite(bound: float) -> float | None:
    return round(float(bound), 6) + 0.0 if isfinite(bound) else None
