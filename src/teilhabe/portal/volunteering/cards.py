"""Opportunities as readers find them: in their language where there is a translation, with what they ask and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.opportunities.selectors import listed
from teilhabe.engagement.opportunities.wording import Names
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.shifts.requiring import SEEN_BY_THE_OFFICE
from teilhabe.engagement.volunteers.timetable import in_words
from teilhabe.engagement.week import slots_between
from teilhabe.outreach.calendar import occurrences
from teilhabe.outreach.calendar.occurrences import Happening
from teilhabe.outreach.languages import is_rtl, language_of, wishes
from teilhabe.portal.volunteering.wording import field_name, spoken

AHEAD = timedelta(weeks=8)
"""How far shifts are looked for: nobody plans an evening further ahead."""
GERMAN = "de"


@dataclass(frozen=True)
class Date:
    """A shift with its places; worded only where it is shown."""

    shift: Shift
    site_language: str
    free: int

    @property
    def when(self) -> str:
        return when(self.shift, self.site_language)

    @property
    def is_full(self) -> bool:
        return self.free <= 0


@dataclass(frozen=True)
class Card:
    """`language` is that of title and task; `languages` are those that it asks for.

    `week` holds the parts of a week in which it takes place, none for by arrangement.
    """

    opportunity: Opportunity
    title: str
    task: str
    language: str
    is_foreign: bool
    asked: tuple[Requirement, ...]
    names: Names
    languages: frozenset[str]
    week: int
    dates: tuple[Date, ...]

    @property
    def requirements(self) -> list[str]:
        return [in_plain_words(each, self.names) for each in self.asked]

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.language)

    @property
    def text_language(self) -> str:
        return spoken(self.language)

    @property
    def fields(self) -> list[str]:
        return [field_name(code) for code in self.opportunity.fields]

    @property
    def times(self) -> str:
        return in_words(self.opportunity.week)

    @property
    def is_urgent(self) -> bool:
        return self.opportunity.priority == Opportunity.Priority.HIGH

    @property
    def first_date(self) -> Date | None:
        """The next one with a place, else the next one."""
        return next((each for each in self.dates if not each.is_full), self.dates[0] if self.dates else None)

    @property
    def takes_sign_ups(self) -> bool:
        """Whether a place can be had at once; what the office has to see for itself is talked about first."""
        return not any(each.kind in SEEN_BY_THE_OFFICE and not each.at_least for each in self.asked)


def cards(site_language: str, now: datetime) -> list[Card]:
    """All that are listed, the urgent and the new ones first; the same few queries however many there are."""
    rows = _whole(listed(), now).order_by("-priority", "-published_at", "pk")
    return list(_cards(rows, site_language))


def card_of(pk: int, site_language: str, now: datetime) -> Card | None:
    """None where it is not listed, or no longer."""
    return next(_cards(_whole(listed().filter(pk=pk), now), site_language), None)


def upcoming(now: datetime) -> QuerySet[Shift]:
    """Shifts that begin within the weeks ahead, each with `taken` places, the next one first."""
    taken = Count("sign_ups", filter=Q(sign_ups__state__in=SignUp.TAKING_A_PLACE))
    rows = Shift.objects.filter(is_cancelled=False, starts_at__gt=now, starts_at__lt=now + AHEAD)
    return rows.annotate(taken=taken).order_by("starts_at", "pk")


def _whole(rows: QuerySet[Opportunity], now: datetime) -> QuerySet[Opportunity]:
    dates = Prefetch("shifts", queryset=upcoming(now), to_attr="upcoming")
    return rows.select_related("organisation").prefetch_related("translations", "requirements", dates)


def _cards(rows: Iterable[Opportunity], site_language: str) -> Iterator[Card]:
    names: Names | None = None
    for row in rows:
        names = names or Names.now()
        yield _card(row, site_language, names)


def _card(row: Opportunity, site_language: str, names: Names) -> Card:
    title, task, language = _text(row, site_language)
    dates = tuple(_date(each, site_language) for each in row.upcoming)  # type: ignore[attr-defined]  # prefetched
    asked = sorted(row.requirements.all(), key=lambda each: each.pk)
    return Card(
        opportunity=row,
        title=title,
        task=task,
        language=language,
        is_foreign=language != language_of(site_language),
        asked=tuple(asked),
        names=names,
        languages=frozenset(each.code for each in asked if each.kind == Requirement.Kind.LANGUAGE),
        week=reduce(or_, (_parts(each.shift) for each in dates), row.week),
        dates=dates,
    )


def _text(row: Opportunity, site_language: str) -> tuple[str, str, str]:
    """Title, task and their language: the best that there is for the reader."""
    known = {each.language: (each.title, each.task) for each in row.translations.all()}
    known[GERMAN] = (row.title, row.task)
    found = next(language for language, _level in wishes(site_language) if language in known)
    return (*known[found], found)


def _date(shift: Shift, site_language: str) -> Date:
    free = shift.places - shift.taken  # type: ignore[attr-defined]  # counted by `upcoming`
    return Date(shift, site_language, free)


def when(shift: Shift, site_language: str) -> str:
    """ "Dienstag, 12. Januar 2027, 18–20 Uhr"."""
    return occurrences.in_words(Happening(shift.starts_at, shift.ends_at), language_of(site_language))


def _parts(shift: Shift) -> int:
    return slots_between(localtime(shift.starts_at), localtime(shift.ends_at))


def in_plain_words(row: Requirement, names: Names) -> str:
    """As one says it to somebody who has never seen a form: "Sie sprechen Arabisch"."""
    said = _alone(row, names)
    return _("%(what)s (oder jemand anderes im Team)") % {"what": said} if row.at_least else said


def _alone(row: Requirement, names: Names) -> str:
    kinds = Requirement.Kind
    match row.kind:
        case kinds.AGE:
            return _("Sie sind mindestens %(age)s Jahre alt") % {"age": row.number}
        case kinds.LANGUAGE if row.level:
            values = {"language": spoken(row.code), "level": row.get_level_display()}
            return _("Sie sprechen %(language)s, mindestens %(level)s") % values
        case kinds.LANGUAGE:
            return _("Sie sprechen %(language)s") % {"language": spoken(row.code)}
        case kinds.SKILL:
            return _("Sie können: %(skill)s") % {"skill": names.skills.get(row.code, row.code)}
    what = names.others.get((row.kind, row.code), row.code)
    return _("Nötig ist: %(what)s. Wir helfen Ihnen dabei.") % {"what": what}
