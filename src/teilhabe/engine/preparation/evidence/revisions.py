"""Revisions: figures that changed between two vintages, told from jumps of unit, shifted cells and other tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from teilhabe.engine.preparation.findings import Finding, Severity, figure
from teilhabe.text import Text

Key = tuple[str, ...]

_ROUNDED_UNIT = Decimal("0.06")
"""So far may a figure printed in thousands be from a thousandth of the earlier one."""
_BETWEEN_PERIODS = Decimal("0.4")
"""So far may figures of neighbouring periods be from each other beside a power of ten."""
_LARGE = Decimal("0.1")
_IMPLAUSIBLE = Decimal("0.5")
_SMALL_COUNT = 20
"""Changes of figures below this are large in percent and small in people."""
_MOST = Decimal("0.6")
_STEPS = (1000, 100, 50, 10, 5)


@dataclass(frozen=True)
class Change:
    """One figure of both vintages, under its codes and, last, its variable, with the place of the new one."""

    key: Key
    before: Decimal
    now: Decimal
    row: int
    column: str

    @property
    def share(self) -> Decimal:
        """The change as a part of the earlier figure."""
        return abs(self.now - self.before) / abs(self.before) if self.before else Decimal(1)

    @property
    def power(self) -> int:
        """The power of ten nearest to the quotient, 0 where one of the figures is 0 or the signs differ."""
        if not self.before or self.now / self.before <= 0:
            return 0
        return round(float((self.now / self.before).log10()))

    def is_near(self, power: int, tolerance: Decimal) -> bool:
        return abs(self.now / (self.before * Decimal(10) ** power) - 1) <= tolerance


def judge(changes: Sequence[Change], before: Mapping[Key, Decimal], names: Sequence[str], common: int) -> list[Finding]:
    """What the changed figures are: a jump of unit, shifted or swapped cells, another table, or a revision.

    `before` holds all earlier numbers, `names` the names of the parts of a key, `common` counts the keys of both.
    """
    if not changes:
        return []
    return _jump(changes) or _shifted(changes, before, names) or _revised(changes, common)


def _jump(changes: Sequence[Change]) -> list[Finding]:
    powers = Counter(change.power for change in changes if change.power)
    for power, _ in powers.most_common(1):
        hit = [change for change in changes if change.power == power and change.is_near(power, _ROUNDED_UNIT)]
        exact = [change for change in hit if change.is_near(power, Decimal(0)) and abs(change.before) >= 1]
        if len(hit) >= 3 or (exact and (abs(power) > 1 or abs(exact[0].before) >= _SMALL_COUNT)):
            return [_unit_jump(exact or hit, power)]
    return []


def jump_between(pairs: Sequence[Change]) -> list[Finding]:
    """A jump of unit between neighbouring periods: most series change by about the same power of ten.

    Most series of one variable, that is, or of one code: some formats keep their measures in a dimension.
    """
    for place in range(-1, len(pairs[0].key) - 1 if pairs else -1):
        for code in dict.fromkeys(pair.key[place] for pair in pairs):
            if found := _jump_of([pair for pair in pairs if pair.key[place] == code], is_variable=place == -1):
                return found
    return []


def _jump_of(pairs: Sequence[Change], *, is_variable: bool) -> list[Finding]:
    least = 1 if is_variable else _SMALL_COUNT
    telling = [pair for pair in pairs if abs(pair.before) >= least and pair.now]
    powers = Counter(pair.power for pair in telling)
    for power, _ in powers.most_common(1):
        hit = [pair for pair in telling if pair.power == power and pair.is_near(power, _BETWEEN_PERIODS)]
        is_proven = len(hit) >= 3 or (abs(power) > 1 and any(abs(pair.before) >= _SMALL_COUNT for pair in hit))
        if power and is_proven and len(hit) >= _MOST * len(telling):
            return [_unit_jump(hit, power)]
    return []


def _unit_jump(hit: Sequence[Change], power: int) -> Finding:
    first = hit[0]
    was, now = figure(first.before), figure(first.now)
    factor = figure(Decimal(10) ** power if power > 0 else Decimal(1).scaleb(power))
    where = " · ".join(first.key)
    return Finding(
        "unit-jump",
        "error",
        Text(
            f"{len(hit)} Zahlen sind das {factor.de}-Fache des früheren Stands, etwa {where}: {was.de} → {now.de}. "
            "Die Einheit hat sich geändert.",
            f"{len(hit)} figures are {factor.en} times those of the earlier vintage, such as {where}: {was.en} → "
            f"{now.en}. The unit has changed.",
        ),
        row=first.row,
        column=first.column,
        data={"count": len(hit), "factor": f"1e{power}"},
    )


def _shifted(changes: Sequence[Change], before: Mapping[Key, Decimal], names: Sequence[str]) -> list[Finding]:
    """Most changed figures stood at another code of one dimension before."""
    telling = [change for change in changes if change.now]
    for place, name in enumerate(names):
        found = _moves(telling, before, place)
        explained = sum(max(targets.values()) for targets in found.values())
        if explained >= 2 and explained >= _MOST * len(telling) and _is_no_chance(telling, explained):
            return [_shift_finding(telling, found, name, explained)]
    return []


def _is_no_chance(changes: Sequence[Change], explained: int) -> bool:
    """Small numbers meet by chance; large ones, or many, do not."""
    large = sum(abs(change.now) >= _SMALL_COUNT for change in changes)
    return large >= 2 or explained >= 10


def _moves(changes: Sequence[Change], before: Mapping[Key, Decimal], place: int) -> dict[str, Counter[str]]:
    """For each code the other codes whose earlier figures now stand at it, with how often."""
    wanted = {(*change.key[:place], *change.key[place + 1 :]) for change in changes}
    codes: dict[tuple[Key, Decimal], list[str]] = defaultdict(list)
    for key, value in before.items():
        rest = (*key[:place], *key[place + 1 :])
        if rest in wanted:
            codes[rest, value].append(key[place])
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for change in changes:
        rest = (*change.key[:place], *change.key[place + 1 :])
        found[change.key[place]].update(code for code in codes.get((rest, change.now), ()))
    return {code: targets for code, targets in found.items() if targets}


def _shift_finding(changes: Sequence[Change], found: Mapping[str, Counter[str]], name: str, explained: int) -> Finding:
    moves = [(code, targets.most_common(1)[0][0]) for code, targets in found.items()]
    examples = ", ".join(f"{code} ← {source}" for code, source in moves[:3])
    is_swap = len(moves) == 2 and moves[0] == moves[1][::-1]
    how = Text("vertauscht", "swapped") if is_swap else Text("verschoben", "shifted")
    return Finding(
        "shifted-values",
        "error",
        Text(
            f"{explained} von {len(changes)} geänderten Zahlen standen im früheren Stand bei einem anderen Schlüssel "
            f"von {name} ({examples}): Die Werte sind {how.de}.",
            f"{explained} of {len(changes)} changed figures stood at another code of {name} in the earlier vintage "
            f"({examples}): the values are {how.en}.",
        ),
        row=changes[0].row,
        column=changes[0].column,
        data={"dimension": name, "count": explained},
    )


def _revised(changes: Sequence[Change], common: int) -> list[Finding]:
    """A revision changes figures a little; half of the figures by a lot is another table or a damaged one."""
    worst = max(changes, key=lambda change: (abs(change.before) >= _SMALL_COUNT, change.share))
    step = _rounding(changes)
    severity: Severity = "note"
    if step or worst.share > _LARGE or len(changes) * 4 > common:
        severity = "warning"
    if _is_implausible(worst):
        severity = "error"
    was, now, where = figure(worst.before), figure(worst.now), " · ".join(worst.key)
    rounded = Text(
        f" Sie sind jetzt Vielfache von {step}: gerundet." if step else "",
        f" They are multiples of {step} now: rounded." if step else "",
    )
    return [
        Finding(
            "revised-figures",
            severity,
            Text(
                f"{len(changes)} von {common} Zahlen weichen vom früheren Stand ab, am stärksten {where}: {was.de} → "
                f"{now.de}.{rounded.de}",
                f"{len(changes)} of {common} figures differ from the earlier vintage, most of all {where}: {was.en} → "
                f"{now.en}.{rounded.en}",
            ),
            row=worst.row,
            column=worst.column,
            data={"count": len(changes), "of": common, "before": str(worst.before), "now": str(worst.now)},
        )
    ]


def _is_implausible(change: Change) -> bool:
    """Other sign, or more than half of a figure that is not small."""
    is_flipped = change.before * change.now < 0
    return is_flipped or (max(abs(change.before), abs(change.now)) >= _SMALL_COUNT and change.share > _IMPLAUSIBLE)


def _rounding(changes: Sequence[Change]) -> int:
    """The step to which all changed figures were rounded, 0 for none."""
    if len(changes) < 3:
        return 0
    return next(
        (
            step
            for step in _STEPS
            if all(not change.now % step and abs(change.now - change.before) <= step for change in changes)
        ),
        0,
    )
