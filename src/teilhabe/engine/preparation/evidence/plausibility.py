"""Plausibility: figures that cannot be what their name or unit says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from teilhabe.engine.cube.coded import Mask
from teilhabe.engine.preparation.evidence.figures import Figures, Measure, Numbers
from teilhabe.engine.preparation.findings import Finding, Severity, figure
from teilhabe.text import Text

_SHARE = re.compile(r"anteil|quote\b|\bshare|percent|prozent|\brate\b|%", re.IGNORECASE)
_PERCENT = re.compile(r"%|prozent|percent", re.IGNORECASE)
_NO_BOUND = re.compile(
    r"veränder|entwicklung|wachstum|zuwachs|change|growth|index|je\b|pro\b|per\b|auslastung|abweichung|verhältnis|quotient"
    r"|ratio|punkt|point|belegung|dependency|versorgung",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(anzahl|personen|einwohner\w*|bevölkerung|bevoelkerung|count|number of|persons|inhabitants|population)\b",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"1[. ]?000|tsd|tausend|thousand|mill|mio|durchschnitt|mittel|average|mean|median|dichte|density|alter\b|index"
    r"|prognose|szenario|projection|scenario|größe|groesse|size|fläche|area|dauer|duration",
    re.IGNORECASE,
)
_BALANCE = re.compile(
    r"saldo|bilanz|balance|szenario|scenario|\bnetto|\bnet\b|veränder|differenz|abweich|change|differ|überschuss|ueberschuss|verlust|gewinn"
    r"|abwander|fortz|wegz|rückgang|abgang|zuwachs|wachstum|growth|out.?migration|emigra|departure|outflow|lon\b|lat\b"
    r"|longitude|latitude|effekt|effect|coefficient|koeffizient|punkt|point|factor|faktor|score|temperat",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"einwohner|bevölkerung|bevoelkerung|inhabitants|population|personen|insgesamt|gesamt|total", re.I)
_ENOUGH = 8


def check_plausibility(found: Figures) -> list[Finding]:
    """Shares that hold counts or exceed the whole, counts with decimals or below 0, proportions called percent."""
    findings: list[Finding] = []
    for number, measure in enumerate(found.measures):
        rows = (found.measure == number) & ~np.isnan(found.values)
        if rows.any():
            findings += _share_holds_counts(found, number, rows)
            findings += _counts_have_decimals(found, measure, rows)
            findings += _negative(found, measure, rows)
            findings += _proportions(found, measure, rows)
    return [*findings, *_two_scales(found)]


def _share_holds_counts(found: Figures, number: int, rows: Mask) -> Iterator[Finding]:
    """A share cannot exceed 100: where most whole numbers do they are counts, where a few do they are wrong."""
    measure, values = found.measures[number], found.values[rows]
    if not _SHARE.search(f"{measure.words} {measure.unit}") or _NO_BOUND.search(f"{measure.words} {measure.unit}"):
        return
    above = rows & (found.values > 100 * (1 + 1e-9))
    if not above.any():
        return
    is_whole = not found.decimals[rows].any()
    first = int(np.flatnonzero(above)[np.argmax(found.values[above])])
    if is_whole and np.count_nonzero(values > 100) * 2 >= np.count_nonzero(values):
        yield _holds_counts(found, number, first)
    elif np.count_nonzero(values > 100) * 5 <= len(values):
        count, shown = int(np.count_nonzero(above)), _shown(found, first)
        yield _finding(
            found,
            "share-above-hundred",
            "warning",
            first,
            Text(
                f"{measure.words or measure.unit}: {count} von {len(values)} Anteilen sind größer als 100 %, "
                f"am größten {shown.de}.",
                f"{measure.words or measure.unit}: {count} of {len(values)} shares exceed 100 %, the largest is "
                f"{shown.en}.",
            ),
            count,
        )


def _holds_counts(found: Figures, number: int, place: int) -> Finding:
    measure, shown = found.measures[number], _shown(found, place)
    true = _true_share(found, number)
    return _finding(
        found,
        "share-holds-counts",
        "warning",
        place,
        Text(
            f"„{measure.words}“ heißt Anteil, enthält aber ganze Zahlen bis {shown.de}: Es sind Anzahlen.{true.de}",
            f"{measure.words!r} is called a share but holds whole numbers up to {shown.en}: they are counts.{true.en}",
        ),
    )


def _true_share(found: Figures, number: int) -> Text:
    """The share of the variable that may be the whole, in the row with the largest share."""
    parts = _by_place(found, number)
    for other, measure in enumerate(found.measures):
        if other == number or not _WHOLE.search(measure.words) or _SHARE.search(measure.words):
            continue
        wholes = _by_place(found, other)
        pairs = [(parts[key], wholes[key], key) for key in parts.keys() & wholes.keys() if wholes[key] > 0]
        if len(pairs) >= 2 and all(part <= whole for part, whole, _ in pairs):
            part, whole, key = max(pairs, key=lambda pair: (pair[0] / pair[1], pair[2]))
            share = _figure(round(100 * part / whole, 1))
            overall = _figure(round(100 * sum(p for p, _, _ in pairs) / sum(w for _, w, _ in pairs), 1))
            place, name = " · ".join(key), measure.words
            return Text(
                f" Bezogen auf „{name}“ sind es zusammen {overall.de} %, am meisten {share.de} % ({place}).",
                f" Of {name!r} they are {overall.en} % altogether, at most {share.en} % ({place}).",
            )
    return Text("", "")


def _by_place(found: Figures, number: int) -> dict[tuple[str, ...], float]:
    rows = np.flatnonzero((found.measure == number) & ~np.isnan(found.values))[:100_000].tolist()
    columns = [found.column(name) for name in found.names]
    return {tuple(str(column[row]) for column in columns): float(found.values[row]) for row in rows}


def _counts_have_decimals(found: Figures, measure: Measure, rows: Mask) -> Iterator[Finding]:
    words = f"{measure.words} {measure.unit}"
    is_count = _COUNT.search(words) and not _SCALED.search(words) and not measure.is_rate
    broken = rows & (found.decimals > 0)
    if not is_count or not broken.any():
        return
    first, count = int(np.flatnonzero(broken)[0]), int(np.count_nonzero(broken))
    shown = _shown(found, first)
    yield _finding(
        found,
        "counts-have-decimals",
        "warning",
        first,
        Text(
            f"„{words.strip()}“ heißt Anzahl, aber {count} Zahlen haben Nachkommastellen, etwa {shown.de}: "
            "geschätzt, in Tausend oder falsch gelesen.",
            f"{words.strip()!r} is called a count, but {count} figures have decimals, such as {shown.en}: "
            "estimated, in thousands or misread.",
        ),
        count,
    )


def _negative(found: Figures, measure: Measure, rows: Mask) -> Iterator[Finding]:
    """Counts below 0; where many are, or a name speaks of a balance, that is what they are."""
    below = rows & (found.values < 0)
    count = int(np.count_nonzero(below))
    if not count or count * 10 > np.count_nonzero(rows) or measure.is_rate or found.decimals[rows].any():
        return
    if _BALANCE.search(measure.words) or _BALANCE.search(measure.unit):
        return
    places = np.flatnonzero(below)
    if all(_BALANCE.search(_name(found, place)) for place in places[:50].tolist()):
        return
    first = int(places[0])
    shown = _shown(found, first)
    yield _finding(
        found,
        "negative-count",
        "warning",
        first,
        Text(
            f"{measure.words}: {count} Anzahlen sind kleiner als 0, etwa {shown.de}.".lstrip(": "),
            f"{measure.words}: {count} counts are below 0, such as {shown.en}.".lstrip(": "),
        ),
        count,
    )


def _name(found: Figures, place: int) -> str:
    """Codes and labels of an observation."""
    names = []
    for dimension in found.observations.dimensions:
        code = str(found.column(dimension.name)[place])
        names += [code, dimension.labels.get(code, "")]
    return " ".join(names)


def _proportions(found: Figures, measure: Measure, rows: Mask) -> Iterator[Finding]:
    """Figures in percent that are all between 0 and 1."""
    values = found.values[rows]
    telling = values[values != 0]
    is_percent = _PERCENT.search(f"{measure.unit} {measure.words}") and not _NO_BOUND.search(measure.words)
    if not is_percent or len(telling) < _ENOUGH or not _is_proportion(telling):
        return
    first = int(np.flatnonzero(rows)[0])
    yield _finding(
        found,
        "proportion-or-percent",
        "warning",
        first,
        Text(
            f"„{measure.words or measure.unit}“ soll in Prozent sein, aber alle {len(values)} Zahlen liegen zwischen "
            "0 und 1: wohl Verhältniszahlen.",
            f"{measure.words or measure.unit!r} should be in percent, but all {len(values)} figures are between "
            "0 and 1: probably proportions.",
        ),
        len(values),
    )


def _is_proportion(values: Numbers) -> bool:
    """Between 0 and 1, and not all tiny: some reach a tenth."""
    return bool((values > 0).all() and (values <= 1).all() and (values > 0.1).any())


def _two_scales(found: Figures) -> Iterator[Finding]:
    """Shares between 0 and 1 beside shares between 0 and 100."""
    scales: dict[bool, list[int]] = {True: [], False: []}
    for number, measure in enumerate(found.measures):
        values = found.values[(found.measure == number) & (np.nan_to_num(found.values) != 0)]
        is_share = _SHARE.search(measure.words) and not _NO_BOUND.search(measure.words) and len(values) >= _ENOUGH
        if is_share and (values > 0).all() and values.max() <= 100:
            scales[_is_proportion(values)].append(number)
    if not scales[True] or not scales[False]:
        return
    one, other = found.measures[scales[True][0]].words, found.measures[scales[False][0]].words
    yield _finding(
        found,
        "proportion-or-percent",
        "warning",
        int(np.flatnonzero(found.measure == scales[True][0])[0]),
        Text(
            f"„{one}“ ist als Verhältniszahl (0 bis 1), „{other}“ in Prozent angegeben.",
            f"{one!r} is given as a proportion (0 to 1), {other!r} in percent.",
        ),
    )


def _shown(found: Figures, place: int) -> Text:
    return _figure(found.observations.columns["obs_value"][place])


def _figure(value: object) -> Text:
    """A number as people read it; whole numbers without a decimal zero."""
    number = Decimal(str(value))
    return figure(number.quantize(Decimal(1)) if number == number.to_integral_value() else number)


def _finding(found: Figures, code: str, severity: Severity, place: int, text: Text, count: int = 0) -> Finding:
    columns = found.observations.columns
    variable = found.measures[int(found.measure[place])].variable
    return Finding(
        code,
        severity,
        text,
        row=int(columns["source_row"][place] or 0),
        column=str(columns["source_column"][place]),
        data={"variable": variable, "value": str(columns["obs_value"][place]), **({"count": count} if count else {})},
    )
