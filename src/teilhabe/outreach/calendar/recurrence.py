"""How an event repeats: a small part of the RRULE of RFC 5545, read strictly and written in one normal form.

    FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261231
    FREQ=MONTHLY;BYMONTHDAY=15          FREQ=MONTHLY;BYDAY=2TU;COUNT=6          FREQ=MONTHLY;BYDAY=-1FR

UNTIL is a day in Germany, the last on which it can take place. Everything else is refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from teilhabe.errors import InputError
from teilhabe.outreach.wording.reading import WEEKDAYS

WEEKLY, MONTHLY = "WEEKLY", "MONTHLY"
MOST_INTERVAL, MOST_COUNT = 52, 500
LAST = -1
"""The last such weekday of a month."""
_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT"})
_CODES = tuple(code.upper() for code in WEEKDAYS)


@dataclass(frozen=True)
class Recurrence:
    """Weekly on `days` (0 is Monday), or monthly on `month_day`, or on the `nth` of one weekday."""

    frequency: str
    interval: int = 1
    days: tuple[int, ...] = ()
    nth: int = 0
    month_day: int = 0
    until: date | None = None
    count: int = 0


def parse(rule: str) -> Recurrence:
    """InputError where the rule is none of those that we understand."""
    parts = _parts(rule)
    days, nth = _days(parts)
    found = Recurrence(
        frequency=parts.get("FREQ", ""),
        interval=_number(parts, "INTERVAL", 1, MOST_INTERVAL) or 1,
        days=days,
        nth=nth,
        month_day=_number(parts, "BYMONTHDAY", 1, 31),
        until=_until(parts),
        count=_number(parts, "COUNT", 1, MOST_COUNT),
    )
    if not _fits(found):
        raise _not_understood(rule)
    return found


def _fits(rule: Recurrence) -> bool:
    if rule.until and rule.count:
        return False
    if rule.frequency == WEEKLY:
        return not rule.nth and not rule.month_day
    return rule.frequency == MONTHLY and bool(rule.days) == bool(rule.nth) and not (rule.nth and rule.month_day)


def _parts(rule: str) -> Mapping[str, str]:
    pairs = [part.partition("=") for part in rule.strip().upper().removeprefix("RRULE:").split(";") if part]
    found = {name: value for name, _sign, value in pairs}
    if len(found) != len(pairs) or not set(found) <= _PARTS:
        raise _not_understood(rule)
    return found


def _days(parts: Mapping[str, str]) -> tuple[tuple[int, ...], int]:
    given = parts.get("BYDAY", "")
    codes = [code for code in given.split(",") if code]
    if all(code in _CODES for code in codes):
        return tuple(sorted({_CODES.index(code) for code in codes})), 0
    one = re.fullmatch(rf"([1-5]|-1)({'|'.join(_CODES)})", given)
    if one is None:
        raise _not_understood(f"BYDAY={given}")
    return (_CODES.index(one[2]),), int(one[1])


def _number(parts: Mapping[str, str], name: str, least: int, most: int) -> int:
    given = parts.get(name)
    if given is None:
        return 0
    if not re.fullmatch(r"[0-9]{1,4}", given) or not least <= int(given) <= most:
        raise _not_understood(f"{name}={given}")
    return int(given)


def _until(parts: Mapping[str, str]) -> date | None:
    given = parts.get("UNTIL")
    if given is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{8}", given):
            return date(int(given[:4]), int(given[4:6]), int(given[6:]))
    except ValueError:
        pass
    raise _not_understood(f"UNTIL={given}")


def _not_understood(rule: str) -> InputError:
    return InputError(
        f"Die Wiederholung „{rule[:80]}“ verstehen wir nicht. Möglich ist: wöchentlich an Tagen, monatlich an einem "
        "Tag oder Wochentag, mit Ende oder Anzahl.",
        f"We do not understand the recurrence “{rule[:80]}”. Possible are: weekly on days, monthly on a day or "
        "weekday, with an end or a number.",
    )


def write(rule: Recurrence) -> str:
    """The normal form, which `parse` reads back as the same."""
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.days:
        parts.append(f"BYDAY={rule.nth or ''}" + ",".join(_CODES[number] for number in rule.days))
    if rule.month_day:
        parts.append(f"BYMONTHDAY={rule.month_day}")
    if rule.until:
        parts.append(f"UNTIL={rule.until:%Y%m%d}")
    if rule.count:
        parts.append(f"COUNT={rule.count}")
    return ";".join(parts)


def normal(rule: str) -> str:
    """The rule in its normal form; "" for an event that takes place once."""
    return write(parse(rule)) if rule.strip() else ""


def complete(rule: Recurrence, starts_on: date) -> Recurrence:
    """The day said that the first date implies."""
    if rule.days or rule.month_day:
        return rule
    return (
        replace(rule, days=(starts_on.weekday(),))
        if rule.frequency == WEEKLY
        else replace(rule, month_day=starts_on.day)
    )


def matches(rule: Recurrence, starts_on: date) -> bool:
    """Whether an event that begins on this day is the first of its row."""
    if rule.until is not None and rule.until < starts_on:
        return False
    if rule.days and starts_on.weekday() not in rule.days:
        return False
    return (not rule.month_day or rule.month_day == starts_on.day) and (not rule.nth or rule.nth in _places(starts_on))


def _places(on: date) -> tuple[int, ...]:
    """Which of its weekday the day is in its month: the first …, and the last where it is that too."""
    place = (on.day - 1) // 7 + 1
    is_last = on.day + 7 > monthrange(on.year, on.month)[1]
    return (place, LAST) if is_last else (place,)
