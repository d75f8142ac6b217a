"""What hours add elsewhere; the time of a shift becomes an entry by itself, nobody writes it down twice."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, WAITING, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.engagement.hours.models import MINUTES_OF_A_DAY, HourEntry
from teilhabe.engagement.hours.policies import HOUR_ENTRIES
from teilhabe.engagement.hours.selectors import hours_in, to_decide
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.opportunities.selectors import title_in
from teilhabe.engagement.shifts.extensions import ATTENDANCE, OWN_SECTIONS
from teilhabe.engagement.shifts.models import SignUp
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer

LATEST = 10


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if HOUR_ENTRIES.allows(user, VIEW):
        yield NavigationItem(_("Stunden"), reverse("hours:list"), group="volunteering")


@WAITING.fill
def hours_to_confirm(user: User) -> Iterator[Waiting]:
    """For the office and for the organisation for which the time was given."""
    if OPPORTUNITIES.allows(user, CHANGE):
        count = to_decide(user)
        yield Waiting(
            ngettext("Stundenmeldung ist zu bestätigen", "Stundenmeldungen sind zu bestätigen", count),
            count,
            f"{reverse('hours:list')}?state={HourEntry.State.REPORTED}",
        )


@OWN_SECTIONS.fill
def own_hours(volunteer: Volunteer) -> Iterator[Section]:
    """What they gave, and the way to report more."""
    rows = HourEntry.objects.filter(volunteer=volunteer)
    latest = rows.select_related("opportunity").prefetch_related("opportunity__translations")[:LATEST]
    language = get_language() or "de"
    approved = rows.filter(state=HourEntry.State.APPROVED, day__year=timezone.localdate().year)
    context = {
        "entries": [(each, title_in(each.opportunity, language), hours_in([each.minutes])) for each in latest],
        "hours": hours_in(approved.values_list("minutes", flat=True)),
        "token": token_of(volunteer),
    }
    yield Section(_("Meine Stunden"), render_to_string("hours/_own.html", context))


@ATTENDANCE.fill
def note_time(sign_up: SignUp) -> Iterator[int]:
    """Confirmed, because whoever was in charge saw them; taken back where it turns out that they were not there."""
    if sign_up.state != SignUp.State.ATTENDED:
        gone, _rows = HourEntry.objects.filter(sign_up=sign_up).delete()
        yield gone
        return
    shift = sign_up.shift
    minutes = min(round(shift.length.total_seconds() / 60), MINUTES_OF_A_DAY)
    _entry, is_new = HourEntry.objects.get_or_create(
        sign_up=sign_up,
        defaults={
            "volunteer": sign_up.volunteer,
            "opportunity": shift.opportunity,
            "day": timezone.localdate(shift.starts_at),
            "minutes": max(1, minutes),
            "state": HourEntry.State.APPROVED,
            "decided_at": timezone.now(),
        },
    )
    yield int(is_new)
