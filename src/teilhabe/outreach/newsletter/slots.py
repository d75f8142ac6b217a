"""What the newsletter adds to navigation, start page, doctor and the page of a dispatch."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import DOCTOR, NAVIGATION, WAITING, Examined, NavigationItem, Section, Waiting
from teilhabe.core.users.models import User
from teilhabe.outreach.channels.extensions import DISPATCH_SECTIONS
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.policies import DISPATCHES
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.newsletter.audience import active
from teilhabe.outreach.newsletter.halting import halted
from teilhabe.outreach.newsletter.policies import SUBSCRIPTIONS
from teilhabe.outreach.newsletter.selectors import KEY, Outcome, outcomes, undecided


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if SUBSCRIPTIONS.allows(user, VIEW):
        yield NavigationItem(_("Rundbrief"), reverse("newsletter:overview"))


@WAITING.fill
def mails_nobody_knows_of(user: User) -> Iterator[Waiting]:
    if SUBSCRIPTIONS.allows(user, CHANGE):
        count = undecided().count()
        yield Waiting(
            ngettext(
                "E-Mail des Rundbriefs ist vielleicht angekommen",
                "E-Mails des Rundbriefs sind vielleicht angekommen",
                count,
            ),
            count,
            reverse("newsletter:overview"),
            detail=_("Von selbst wird nichts noch einmal gesendet."),
        )


@WAITING.fill
def issues_that_halt(user: User) -> Iterator[Waiting]:
    if SUBSCRIPTIONS.allows(user, CHANGE):
        found = halted()
        yield Waiting(
            ngettext("Rundbrief wird nicht weiter versandt", "Rundbriefe werden nicht weiter versandt", len(found)),
            len(found),
            found[0].get_absolute_url() if len(found) == 1 else reverse("newsletter:overview"),
            detail=_(
                "Der Versand ist mehrmals abgebrochen. Lassen Sie ihn weiterlaufen, oder fragen Sie die Administration."
            ),
            is_urgent=True,
        )


@DISPATCH_SECTIONS.fill
def what_became_of_it(dispatch: Dispatch, user: User) -> Iterator[Section]:
    if dispatch.channel == KEY:
        context = {
            "dispatch": dispatch,
            "outcome": outcomes([dispatch]).get(dispatch.pk, Outcome()),
            "may_change": DISPATCHES.allows(user, CHANGE),
            "is_halted": dispatch in halted(),
        }
        yield Section(_("Die E-Mails"), render_to_string("newsletter/_outcome.html", context))


@DOCTOR.fill
def newsletter_can_be_left() -> Iterator[Examined]:
    reason = CHANNELS[KEY].is_ready()
    if reason and active().exists():
        yield Examined(False, reason, is_warning=True)
