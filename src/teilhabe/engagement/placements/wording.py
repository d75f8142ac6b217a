"""Reasons and missing needs in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.choices import language_names
from teilhabe.engagement.opportunities.models import Requirement
from teilhabe.engagement.opportunities.wording import Names
from teilhabe.engagement.volunteers.models import Level
from teilhabe.engagement.volunteers.timetable import in_words
from teilhabe.matching.feasibility import meets
from teilhabe.matching.ranking import DAYS_OF_A_MONTH, Criterion
from teilhabe.matching.values import Need, NeedKind, Person, Task

YEAR = 365


def need_in_words(need: Need, names: Names) -> str:
    """ "Tigrinya ab B1", "Mindestalter 18", "Zeit: Mo abends"."""
    if need.kind is NeedKind.LANGUAGE:
        return _language(need)
    if need.kind is NeedKind.AGE:
        return _("Mindestalter %(years)s") % {"years": need.number}
    if need.kind is NeedKind.DISTRICT:
        return _("Stadtteil %(district)s") % {"district": need.code}
    if need.kind is NeedKind.TIME:
        return _time(need)
    if need.kind is NeedKind.HOURS:
        return ngettext("%(count)s Stunde in der Woche", "%(count)s Stunden in der Woche", need.number) % {
            "count": need.number
        }
    return f"{Requirement.Kind(need.kind).label}: {_named(need, names)}"


def reasons(person: Person, task: Task, points: tuple[tuple[Criterion, int], ...], names: Names) -> list[str]:
    """What speaks for somebody, and what against, in the order of the criteria; common languages come first."""
    common = [_language(need) for need in sorted(task.asked) if _is_common(person, need)]
    told = [_("spricht %(languages)s") % {"languages": ", ".join(common)}] if common else []
    return told + [_TOLD[criterion](person, task, names) for criterion, _points in points if criterion in _TOLD]


def _named(need: Need, names: Names) -> str:
    if need.kind is NeedKind.SKILL:
        return names.skills.get(need.code, need.code)
    return names.others.get((need.kind, need.code), need.code)


def _is_common(person: Person, need: Need) -> bool:
    return need.kind is NeedKind.LANGUAGE and meets(person, need)


def _language(need: Need) -> str:
    name = language_names([need.code])[0]
    level = Level.values[need.number - 1].upper() if need.number else ""
    return _("%(language)s ab %(level)s") % {"language": name, "level": level} if level else name


def _time(need: Need) -> str:
    if need.number > 1:
        return _("Zeit: %(number)s von %(times)s") % {"number": need.number, "times": in_words(need.week)}
    return _("Zeit: %(times)s") % {"times": in_words(need.week)}


def _mix(person: Person, task: Task, names: Names) -> str:
    needs = ", ".join(need_in_words(need, names) for need in task.welcome())
    return _("bringt mit, was in der Gruppe noch fehlt (%(needs)s)") % {"needs": needs}


def _kind(person: Person, task: Task, names: Names) -> str:
    return _("wünscht sich diese Art") if task.kind in person.kinds else _("wünscht sich eine andere Art")


def _near(person: Person, task: Task, names: Names) -> str:
    if task.district == person.home:
        return _("wohnt in %(district)s") % {"district": task.district}
    return _("möchte nach %(district)s") % {"district": task.district}


def _idle(person: Person, task: Task, names: Names) -> str:
    if person.idle_days > YEAR:
        return _("lange nicht gefragt")
    months = person.idle_days // DAYS_OF_A_MONTH
    return ngettext("seit %(count)s Monat nicht gefragt", "seit %(count)s Monaten nicht gefragt", months) % {
        "count": months
    }


def _load(person: Person, task: Task, names: Names) -> str:
    if person.load >= person.most:
        return _("macht schon so viel wie gewünscht (%(load)s von %(most)s)") % {
            "load": person.load,
            "most": person.most,
        }
    return ngettext("macht schon %(count)s anderes", "macht schon %(count)s andere", person.load) % {
        "count": person.load
    }


_TOLD: Mapping[Criterion, Callable[[Person, Task, Names], str]] = {
    Criterion.MIX: _mix,
    Criterion.WISH: lambda person, task, names: _("wünscht sich dieses Handlungsfeld"),
    Criterion.KIND: _kind,
    Criterion.DISTRICT: _near,
    Criterion.TIME: lambda person, task, names: _("hat mehr Zeit als nötig zur Auswahl"),
    Criterion.IDLE: _idle,
    Criterion.LOAD: _load,
    Criterion.PRIORITY: lambda person, task, names: _("dringend"),
}
