"""When an event takes place. What repeats keeps its time on the clocks of Germany, in summer and in winter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil import rrule

from teilhabe.outreach.calendar.recurrence import LAST, MONTHLY, WEEKLY, Recurrence, complete, parse
from teilhabe.outreach.wording.reading import day, day_with_weekday, days, listed, times, weekday, weekdays, word
from teilhabe.outreach.wording.reading import time as clock_time

CITY = ZoneInfo("Europe/Berlin")
END_OF_TIME = datetime(2150, 1, 1)  # noqa: DTZ001  # a wall clock; nobody plans beyond it
Moment = date | datetime


@dataclass(frozen=True)
class Happening:
    """An event as it was planned; `recurrence` as in `recurrence`, "" for once, `exceptions` are days without it.

    An event of whole days ends on the last of them.
    """

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    recurrence: str = ""
    exceptions: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Occurrence:
    """One time at which it takes place, with the offset of Germany."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False


def occurrences(happening: Happening, first: Moment, last: Moment, most: int = 500) -> list[Occurrence]:
    """Those that touch the time from `first` to `last`, in their order; a day without time is meant whole."""
    begins = _midnight(first) if not isinstance(first, datetime) else first
    ends = _midnight(last + timedelta(days=1)) if not isinstance(last, datetime) else last
    found = (each for each in _from(happening, begins) if each.ends_at > begins or each.starts_at >= begins)
    return list(islice(_until(found, ends, is_whole=not isinstance(last, datetime)), most))


def next_dates(happening: Happening, now: datetime, most: int) -> list[Occurrence]:
    """The next ones, for a look at a plan."""
    return list(islice((each for each in _from(happening, now) if each.ends_at > now), most))


def _until(found: Iterator[Occurrence], ends: datetime, *, is_whole: bool) -> Iterator[Occurrence]:
    for each in found:
        if each.starts_at > ends or (is_whole and each.starts_at == ends):
            return
        yield each


def _from(happening: Happening, moment: datetime) -> Iterator[Occurrence]:
    """In their order, from about `moment` on: some before it may be among them."""
    starts, ends = _span(happening)
    earliest = _naive(moment) - (ends - starts) - timedelta(days=1)
    for begins in _starts(happening, starts, earliest):
        if begins.date() not in happening.exceptions:
            yield _occurrence(begins, ends - starts, happening.is_all_day)


def _span(happening: Happening) -> tuple[datetime, datetime]:
    """On the wall clock; whole days from midnight to midnight.

    In seconds: a rule that begins within one would leave out its first day.
    """
    starts, ends = (_naive(each).replace(microsecond=0) for each in (happening.starts_at, happening.ends_at))
    if not happening.is_all_day:
        return starts, ends
    first, last = starts.date(), max(starts.date(), ends.date())
    return datetime.combine(first, time()), datetime.combine(last + timedelta(days=1), time())


def _starts(happening: Happening, starts: datetime, earliest: datetime) -> Iterator[datetime]:
    if not happening.recurrence:
        return iter([starts])
    rule = complete(parse(happening.recurrence), starts.date())
    found = _rule(rule, starts)
    return iter(found.xafter(max(earliest, starts), inc=True))


def _rule(rule: Recurrence, starts: datetime) -> rrule.rrule:
    weekdays_ = [rrule.weekday(number, rule.nth or None) for number in rule.days]
    return rrule.rrule(
        {WEEKLY: rrule.WEEKLY, MONTHLY: rrule.MONTHLY}[rule.frequency],
        dtstart=starts,
        interval=rule.interval,
        byweekday=weekdays_ or None,
        bymonthday=rule.month_day or None,
        count=rule.count or None,
        until=None if rule.count else datetime.combine(rule.until, time.max) if rule.until else END_OF_TIME,
    )


def _occurrence(begins: datetime, lasts: timedelta, is_all_day: bool) -> Occurrence:
    """The same times on the clock; where the clock jumps over them, the same length."""
    starts, ends = _aware(begins), _aware(begins + lasts)
    if ends.astimezone(UTC) < starts.astimezone(UTC):
        ends = (starts.astimezone(UTC) + lasts).astimezone(CITY)
    return Occurrence(starts, ends, is_all_day)


def _aware(wall: datetime) -> datetime:
    """A time that the clocks skip in spring is the one they show then: 2:30 is 3:30."""
    return wall.replace(tzinfo=CITY).astimezone(UTC).astimezone(CITY)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(CITY).replace(tzinfo=None)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), CITY)


def in_words(happening: Happening, language: str) -> str:
    """ "Dienstag, 12. Januar 2027, 18–20 Uhr", "jede Woche: Di und Do, 18–20 Uhr, bis 30. Juni 2027"."""
    starts, ends = _naive(happening.starts_at), _naive(happening.ends_at)
    if not happening.recurrence:
        return _once(starts, ends, language, happening.is_all_day)
    rule = complete(parse(happening.recurrence), starts.date())
    parts = [_rhythm(rule, language), _times(starts, ends, language, happening.is_all_day)]
    if rule.until:
        parts.append(word("until", language).format(day=day(rule.until, language)))
    if rule.count:
        parts.append(word("times", language).format(n=rule.count))
    return word("comma", language).join(parts)


def _once(starts: datetime, ends: datetime, language: str, is_all_day: bool) -> str:
    if starts.date() == ends.date():
        parts = [day_with_weekday(starts.date(), language), _times(starts, ends, language, is_all_day)]
        return word("comma", language).join(parts)
    if is_all_day:
        return days(starts.date(), ends.date(), language)
    both = [
        f"{day(each.date(), language)}{word('comma', language)}{_clock(each, each, language)}"
        for each in (starts, ends)
    ]
    return " – ".join(both)


def _times(starts: datetime, ends: datetime, language: str, is_all_day: bool) -> str:
    return word("all_day", language) if is_all_day else _clock(starts, ends, language)


def _clock(starts: datetime, ends: datetime, language: str) -> str:
    begins, finishes = (each.hour * 60 + each.minute for each in (starts, ends))
    return times([(begins, finishes)], language) if starts != ends else clock_time(begins, language)


def _rhythm(rule: Recurrence, language: str) -> str:
    if rule.frequency == WEEKLY:
        names, (one, many) = weekdays(rule.days, language), ("weekly", "every_weeks")
    else:
        names, (one, many) = listed([_day_of_month(rule, language)], language), ("monthly", "every_months")
    return word(one if rule.interval == 1 else many, language).format(n=rule.interval, days=names)


def _day_of_month(rule: Recurrence, language: str) -> str:
    if not rule.nth:
        return word("day_of_month", language).format(n=rule.month_day)
    name = weekday(rule.days[0], language)
    return word("last_day" if rule.nth == LAST else "nth_day", language).format(n=rule.nth, day=name)
