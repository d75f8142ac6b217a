"""Mixing: series in which the status concept or the base changes, and columns that hold several concepts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from teilhabe.codes.bases import Base
from teilhabe.codes.concepts import Concept
from teilhabe.engine.cube.coded import Coded, groups
from teilhabe.engine.cube.observations import Cell, Observations
from teilhabe.engine.preparation.findings import Finding, Severity
from teilhabe.text import Text

_UPDATES = {base for base in Base if base.startswith("population_update")}
"""One statistic whose foundation changes with each census: its publisher says so, and the city declares the break."""


def check_mixing(observations: Observations) -> list[Finding]:
    """An error where one series mixes two concepts or two kinds of base over time."""
    return [*_concepts(observations), *_bases(observations)]


def _concepts(observations: Observations) -> list[Finding]:
    named = {code for code in Coded.of(observations.columns["concept"]).cells if code not in (None, "", Concept.NONE)}
    if len(named) < 2:
        return []
    changes = _changes(observations, "concept")
    if not changes and _by_variable(observations):
        return []
    names = _labels(named, [concept.label for concept in Concept], [str(concept) for concept in Concept])
    text = (
        Text(
            f"In einer Reihe wechselt der Begriff, nach dem gezählt wird ({names.de}); solche Zahlen gehören "
            "nicht in eine Reihe. Bitte die Messgrößen trennen.",
            f"Within one series the concept of who is counted changes ({names.en}); such figures do not belong in one "
            "series. Please separate the measures.",
        )
        if changes
        else Text(
            f"Ausprägungen nach verschiedenen Begriffen stehen nebeneinander ({names.de}); sie überschneiden "
            "sich, wer sie summiert, zählt doppelt. Die Spalte concept trennt sie.",
            f"Codes of different concepts stand side by side ({names.en}); they overlap, and a sum over them "
            "counts people twice. The column concept separates them.",
        )
    )
    return [_finding("mixed-concepts", "error" if changes else "warning", text, "concept", named)]


def _bases(observations: Observations) -> list[Finding]:
    named = {code for code in Coded.of(observations.columns["base"]).cells if code}
    if len(named) < 2 or not _changes(observations, "base"):
        return []
    names = _labels(named, [base.label for base in Base], [str(base) for base in Base])
    severity: Severity = "note" if named <= _UPDATES else "error"
    text = Text(
        f"In einer Reihe wechselt die Grundlage ({names.de}); über den Wechsel hinweg lässt sich nicht vergleichen, "
        "und ein Zeitreihenbruch ist zu nennen (breaks.toml der Stadt).",
        f"Within one series the base changes ({names.en}); figures cannot be compared across the change, and "
        "it has to be named as a break (breaks.toml of the city).",
    )
    return [_finding("mixed-bases", severity, text, "base", named)]


def _changes(observations: Observations, attribute: str) -> bool:
    """Whether a series has one value of the attribute in some periods and another in others.

    Two series side by side, which both have all periods, are no change.
    """
    names = [dimension.name for dimension in observations.dimensions if dimension.name != "time_period"]
    series = [Coded.of(observations.columns[name]) for name in (*names, "variable", "unit")]
    found = Coded.of(observations.columns[attribute])
    times = [Coded.of(observations.columns["time_period"])] if "time_period" in observations.columns else []
    return _several(series, found) and not _several([*series, *times], found)


def _several(keys: Sequence[Coded[Cell]], found: Coded[Cell]) -> bool:
    return len(groups([*keys, found])[1]) > len(groups(keys)[1])


def _by_variable(observations: Observations) -> bool:
    """Whether each measure has one concept only: several measures of one table keep theirs."""
    measures = [Coded.of(observations.columns[name]) for name in ("variable", "unit")]
    return not _several(measures, Coded.of(observations.columns["concept"]))


def _labels(named: Collection[Cell], labels: Sequence[Text], codes: Sequence[str]) -> Text:
    known = [label for label, code in zip(labels, codes, strict=True) if code in named]
    others = sorted(str(code) for code in {*named} - {*codes})
    return Text(", ".join([label.de for label in known] + others), ", ".join([label.en for label in known] + others))


def _finding(code: str, severity: Severity, text: Text, column: str, named: Collection[Cell]) -> Finding:
    return Finding(code, severity, text, column=column, data={"codes": " ".join(sorted(map(str, named)))})
