"""What shifts add to navigation, the start page and the pages of opportunities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, WAITING, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.extensions import OPPORTUNITY_SECTIONS
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.shifts import leaving
from teilhabe.engagement.shifts.models import SignUp
from teilhabe.engagement.shifts.policies import SHIFTS, SIGN_UPS
from teilhabe.engagement.shifts.selectors import shifts_of, upcoming_of, with_room
from teilhabe.engagement.shifts.tables import when

__all__ = ["leaving"]  # it fills a slot of consents
SOON = timedelta(days=3)
MOST = 50


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if SHIFTS.allows(user, VIEW):
        yield NavigationItem(_("Schichten"), reverse("shifts:list"), group="volunteering")


@WAITING.fill
def to_cover(user: User) -> Iterator[Waiting]:
    """Shifts of the next days that lack somebody, and past ones where nobody noted who came."""
    if not SHIFTS.allows(user, CHANGE):
        return
    now = timezone.now()
    lacking = shifts_of(user).filter(with_room(is_wanted=True), starts_at__lte=now + SOON).count()
    yield Waiting(
        ngettext("Schicht sucht noch jemanden", "Schichten suchen noch jemanden", lacking),
        lacking,
        f"{reverse('shifts:list')}?lacking=1",
        detail=_("In den nächsten drei Tagen."),
        is_urgent=True,
    )
    unclear = SIGN_UPS.reach(user).filter(
        state=SignUp.State.BOOKED,
        shift__is_cancelled=False,
        shift__ends_at__lt=now,
        shift__ends_at__gte=now - 10 * SOON,
    )
    first = unclear.order_by("shift__starts_at").values_list("shift", flat=True).first()
    yield Waiting(
        _("Waren alle da?"),
        unclear.values("shift").distinct().count(),
        reverse("shifts:shift", args=[first]) if first else "",
        detail=_("Dann werden aus vergangenen Schichten Stunden."),
    )


@OPPORTUNITY_SECTIONS.fill
def shifts_of_opportunity(opportunity: Opportunity, user: User) -> Iterator[Section]:
    if not SHIFTS.allows(user, VIEW):
        return
    rows = [(each, when(each)) for each in upcoming_of(opportunity, MOST)]
    context = {
        "shifts": rows,
        "opportunity": opportunity,
        "may_add": opportunity.state != Opportunity.State.CLOSED and OPPORTUNITIES.may(user, CHANGE, opportunity),
    }
    yield Section(_("Schichten"), render_to_string("shifts/_of_opportunity.html", context))
