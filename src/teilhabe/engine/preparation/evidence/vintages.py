"""Vintages: a table beside its earlier state; what was revised, and what cannot be a revision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from teilhabe.codes.period import Period, parse_period
from teilhabe.engine.cube.observations import Observations
from teilhabe.engine.preparation.evidence import revisions
from teilhabe.engine.preparation.evidence.revisions import Change, Key
from teilhabe.engine.preparation.findings import Finding, Severity
from teilhabe.text import Text

_TIME = "time_period"
_NAMED = 5
"""More codes than this are counted, not listed."""


@dataclass(frozen=True)
class Vintage:
    """One state of a table: its observations, the publisher's code of the table ("" where it names none)."""

    observations: Observations
    table: str = ""


@dataclass(frozen=True)
class _Figure:
    value: str | None
    sign: str
    row: int
    column: str


def compare(now: Vintage, before: Vintage) -> list[Finding]:
    """What differs from the earlier vintage; errors where it cannot be a revision or a further period."""
    if now.table and before.table and now.table != before.table:
        return [_different(f"{before.table} → {now.table}")]
    if changed := _header(now.observations, before.observations):
        return changed
    names = [d.name for d in now.observations.dimensions]
    new, old = _figures(now.observations, names), _figures(before.observations, names)
    codes = _codes(now.observations, before.observations, names)
    common = [key for key in new if key in old]
    if not common:
        series = _continued(new, old, names)
        return [*codes, *series] if _only_later(now, before) else [_different(_example(old, new))]
    return [
        *codes,
        *_missing(new, old, names, now.observations),
        *_signs(new, old, common),
        *revisions.judge(_changes(new, old, common), _numbers(old), [*names, "variable"], len(common)),
        *_continued(new, old, names),
    ]


def _figures(observations: Observations, names: Sequence[str]) -> dict[Key, _Figure]:
    """Each figure under its codes and its variable; the unit is compared apart."""
    columns = observations.columns
    keys = zip(*(columns[name] for name in (*names, "variable")), strict=True)
    shown = zip(
        columns["obs_value"], columns["source_sign"], columns["source_row"], columns["source_column"], strict=True
    )
    return {
        tuple(map(str, key)): _Figure(
            None if value is None else str(value), str(sign or ""), int(row or 0), str(column)
        )
        for key, (value, sign, row, column) in zip(keys, shown, strict=True)
    }


def _numbers(figures: Mapping[Key, _Figure]) -> dict[Key, Decimal]:
    return {key: Decimal(figure.value) for key, figure in figures.items() if figure.value is not None}


def _changes(new: Mapping[Key, _Figure], old: Mapping[Key, _Figure], keys: Iterable[Key]) -> list[Change]:
    """The figures that are other numbers than before: 5.0 and 5 are the same."""
    result = []
    for key in keys:
        now, before = new[key], old[key]
        if now.value is None or before.value is None or now.value == before.value:
            continue
        is_now, was = Decimal(now.value), Decimal(before.value)
        if is_now != was:
            result.append(Change(key, was, is_now, now.row, now.column))
    return result


def _header(now: Observations, before: Observations) -> list[Finding]:
    """Dimensions, variables and units that are no longer there, or new ones."""
    new, old = ({d.name for d in table.dimensions} for table in (now, before))
    findings = [
        _header_finding(Text("Die Gliederung", "The dimension"), gone, added, "error")
        for gone, added in [(old - new, new - old)]
        if gone or added
    ]
    for column, what in (("variable", Text("Das Merkmal", "The variable")), ("unit", Text("Die Einheit", "The unit"))):
        gone, added = (_different_texts(*pair) for pair in _pair(column, before, now))
        if gone or added:
            findings.append(_header_finding(what, gone, added, "error" if gone else "note"))
    return findings if any(finding.severity == "error" for finding in findings) else []


def _pair(column: str, before: Observations, now: Observations) -> tuple[tuple[set[str], set[str]], ...]:
    old, new = ({str(text or "") for text in table.columns[column]} for table in (before, now))
    return (old, new), (new, old)


def _different_texts(some: set[str], others: set[str]) -> set[str]:
    return {text or "–" for text in some - others}


def _difference(gone: Collection[str], added: Collection[str]) -> Text:
    parts = [Text(f"entfallen {_list(gone)}", f"gone {_list(gone)}")] if gone else []
    parts += [Text(f"neu {_list(added)}", f"new {_list(added)}")] if added else []
    return Text("; ".join(part.de for part in parts), "; ".join(part.en for part in parts))


def _header_finding(what: Text, gone: Collection[str], added: Collection[str], severity: Severity) -> Finding:
    parts = _difference(gone, added)
    return Finding(
        "changed-header",
        severity,
        Text(
            f"{what.de} ist nicht mehr wie im früheren Stand ({parts.de}).",
            f"{what.en} is not as in the earlier vintage ({parts.en}).",
        ),
        data={"gone": " ".join(sorted(gone)), "new": " ".join(sorted(added))},
    )


def _codes(now: Observations, before: Observations, names: Sequence[str]) -> list[Finding]:
    """Codes that are gone are errors, since figures would be missing; new ones alone are for somebody to look at."""
    findings = []
    for name in names:
        new, old = ([*dict.fromkeys(map(str, table.columns[name]))] for table in (now, before))
        gone, added = [code for code in old if code not in set(new)], [code for code in new if code not in set(old)]
        if name == _TIME:
            findings += _periods(gone, added, new)
        elif gone or added:
            findings.append(_changed_codes(name, gone, added, "error" if gone else "warning"))
    return findings


def _periods(gone: Sequence[str], added: Sequence[str], new: Sequence[str]) -> list[Finding]:
    """A later period is the news everybody waits for; the oldest may leave when one comes."""
    if not gone and not added:
        return []
    first = min((period for code in new if (period := parse_period(code))), default=None)
    is_rolling = bool(added) and all(_is_before(code, first) for code in gone)
    last_gone = max((period for code in gone if (period := parse_period(code))), default=None)
    is_next = bool(gone) and all(_is_after(code, last_gone) for code in new)
    return [_changed_codes(_TIME, gone, added, "error" if gone and not (is_rolling or is_next) else "note")]


def _is_before(code: str, first: Period | None) -> bool:
    period = parse_period(code)
    return period is not None and first is not None and period < first


def _is_after(code: str, last: Period | None) -> bool:
    period = parse_period(code)
    return period is not None and last is not None and period > last


def _changed_codes(name: str, gone: Sequence[str], added: Sequence[str], severity: Severity) -> Finding:
    parts = _difference(gone, added)
    return Finding(
        "changed-codes",
        severity,
        Text(
            f"{name} hat nicht dieselben Schlüssel wie im früheren Stand: {parts.de}.",
            f"{name} has not the same codes as in the earlier vintage: {parts.en}.",
        ),
        column=name,
        data={"dimension": name, "gone": len(gone), "new": len(added)},
    )


def _missing(
    new: Mapping[Key, _Figure], old: Mapping[Key, _Figure], names: Sequence[str], now: Observations
) -> list[Finding]:
    """Figures that were there and whose codes are all still there, but not together."""
    known = [{str(code) for code in now.columns[name]} for name in (*names, "variable")]
    gone = [
        key
        for key, figure in old.items()
        if key not in new and figure.value is not None and all(c in k for c, k in zip(key, known, strict=True))
    ]
    return [_absent(gone, "error")] if gone else []


def _absent(keys: Sequence[Key], severity: Severity) -> Finding:
    example = " · ".join(keys[0])
    return Finding(
        "missing-figures",
        severity,
        Text(
            f"{len(keys)} Zahlen fehlen, die der frühere Stand erwarten lässt, etwa {example}.",
            f"{len(keys)} figures are missing that the earlier vintage lets expect, such as {example}.",
        ),
        data={"count": len(keys), "key": example},
    )


def _signs(new: Mapping[Key, _Figure], old: Mapping[Key, _Figure], keys: Sequence[Key]) -> list[Finding]:
    """Numbers that became signs are news; signs that all became 0 are no figures."""
    filled = [key for key in keys if old[key].value is None and new[key].value is not None]
    zeros = [key for key in filled if Decimal(new[key].value or 0) == 0]
    hidden = [key for key in keys if old[key].value is not None and new[key].value is None]
    findings = []
    if zeros and len(zeros) * 2 > len(filled):
        findings.append(_about_signs("zero-for-sign", "error", zeros, old, new[zeros[0]]))
    if hidden:
        severity: Severity = "error" if len(hidden) * 2 > len(keys) else "warning"
        findings.append(_about_signs("sign-for-number", severity, hidden, old, new[hidden[0]]))
    return findings


def _about_signs(
    code: str, severity: Severity, keys: Sequence[Key], old: Mapping[Key, _Figure], at: _Figure
) -> Finding:
    was, example = old[keys[0]], " · ".join(keys[0])
    text = (
        Text(
            f"{len(keys)} Zellen zeigen 0, wo der frühere Stand ein Zeichen hatte (etwa „{was.sign}“ bei {example}).",
            f"{len(keys)} cells show 0 where the earlier vintage had a sign (such as “{was.sign}” at {example}).",
        )
        if code == "zero-for-sign"
        else Text(
            f"{len(keys)} Zellen zeigen ein Zeichen, wo der frühere Stand eine Zahl hatte (etwa {was.value} bei "
            f"{example}).",
            f"{len(keys)} cells show a sign where the earlier vintage had a number (such as {was.value} at {example}).",
        )
    )
    return Finding(code, severity, text, row=at.row, column=at.column, data={"count": len(keys), "key": example})


def _continued(new: Mapping[Key, _Figure], old: Mapping[Key, _Figure], names: Sequence[str]) -> list[Finding]:
    """The first new period beside the last of the earlier vintage: units must not jump, series must not end."""
    if _TIME not in names:
        return []
    place = names.index(_TIME)
    last = max((period for key in old if (period := parse_period(key[place]))), default=None)
    later = [
        period for code in {key[place] for key in new} if (period := parse_period(code)) and last and period > last
    ]
    if last is None or not later:
        return []
    first = min(later).code
    pairs, ended = [], []
    for key, was in old.items():
        if key[place] != last.code or was.value is None:
            continue
        figure = new.get((*key[:place], first, *key[place + 1 :]))
        if figure is None:
            ended.append((*key[:place], first, *key[place + 1 :]))
        elif figure.value is not None:
            pairs.append(Change(key, Decimal(was.value), Decimal(figure.value), figure.row, figure.column))
    return [*revisions.jump_between(pairs), *_ended(ended, len(ended) + len(pairs))]


_MANY_ENDED = 0.2
"""A merged district ends a few series; where more end at once, rows are missing."""


def _ended(keys: Sequence[Key], count: int) -> list[Finding]:
    if not keys:
        return []
    return [_absent(keys, "error" if len(keys) > _MANY_ENDED * count else "warning")]


def _only_later(now: Vintage, before: Vintage) -> bool:
    """Whether the two have no period in common, and so nothing to compare figure by figure."""
    new, old = ({str(code) for code in v.observations.columns.get(_TIME, ())} for v in (now, before))
    return bool(new) and not new & old


def _example(old: Mapping[Key, _Figure], new: Mapping[Key, _Figure]) -> str:
    first, second = next(iter(old), ()), next(iter(new), ())
    return f"{' · '.join(first)} → {' · '.join(second)}"


def _different(what: str) -> Finding:
    return Finding(
        "different-table",
        "error",
        Text(
            f"Das ist nicht dieselbe Tabelle wie der frühere Stand ({what}).",
            f"This is not the same table as the earlier vintage ({what}).",
        ),
    )


def _list(codes: Collection[str]) -> str:
    ordered = list(codes) if isinstance(codes, list | tuple) else sorted(codes)
    return ", ".join(ordered[:_NAMED]) + (f" … ({len(ordered)})" if len(ordered) > _NAMED else "")
