"""Who needs a certificate of conduct, who has shown one, and what has been signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, TextField, Value, When
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import VIEW
from teilhabe.core.users.models import User
from teilhabe.engagement.checks.models import CertificateRequest, Declaration, DeclarationText, Inspection
from teilhabe.engagement.checks.policies import DECLARATIONS, INSPECTIONS
from teilhabe.engagement.checks.terms import oldest_day_that_counts, oldest_day_without_notice
from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.opportunities.slots import CONDUCT
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.shifts.models import SignUp
from teilhabe.engagement.volunteers.models import Volunteer

STANDINGS = {
    "missing": _("fehlt"),
    "overdue": _("überfällig"),
    "requested": _("angefordert"),
    "look": _("bitte nachsehen"),
    "expired": _("abgelaufen"),
    "expiring": _("läuft bald ab"),
    "fine": _("liegt vor"),
    "none": _("nicht nötig"),
}
"""How it stands with somebody's certificate of conduct, in words."""


SHOWN = ("fine", "expiring", "expired")
"""Of a certificate with an entry no day is told but on its own page: the log says who opened it."""


def asking_opportunities() -> QuerySet[Any]:
    """Keys of the opportunities that ask for a certificate of conduct."""
    return Requirement.objects.filter(kind=Requirement.Kind.CHECK, code=CONDUCT).values("opportunity")


def _running() -> QuerySet[Assignment]:
    """Assignments of today and later that ask for it."""
    today = localdate()
    rows = Assignment.objects.filter(opportunity__in=asking_opportunities())
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=today))


def with_standing(user: User) -> QuerySet[Any]:
    """Volunteers with `standing`, `inspected_on` and `due_on`, where the user may know of certificates."""
    if not INSPECTIONS.allows(user, VIEW):
        return Volunteer.objects.none()
    today = localdate()
    inspected, due = F("inspection__inspected_on"), F("certificate_request__due_on")
    standing = Case(
        When(inspection__has_entry=True, then=Value("look")),
        When(inspection__inspected_on__gte=oldest_day_without_notice(today), then=Value("fine")),
        When(certificate_request__due_on__lt=today, then=Value("overdue")),
        When(certificate_request__isnull=False, then=Value("requested")),
        When(inspection__inspected_on__gte=oldest_day_that_counts(today), then=Value("expiring")),
        When(inspection__isnull=False, then=Value("expired")),
        When(Exists(_running().filter(volunteer=OuterRef("pk"))), then=Value("missing")),
        default=Value("none"),
        output_field=TextField(),
    )
    people = Volunteer.objects.filter(person__merged_into=None, person__erased_at=None).select_related("person")
    return people.annotate(inspected_on=inspected, due_on=due, standing=standing)


def concerned(user: User) -> QuerySet[Any]:
    """Those with whom anything of it is the matter."""
    return with_standing(user).exclude(standing="none")


def ends_of_activities(volunteers: Collection[int]) -> dict[int, list[date | None]]:
    """By volunteer, when what asks for a certificate ended or will end; None where it goes on or is being arranged."""
    ends: dict[int, list[date | None]] = defaultdict(list)
    asking = asking_opportunities()
    assignments = Assignment.objects.filter(volunteer__in=volunteers, opportunity__in=asking)
    for volunteer, end in assignments.values_list("volunteer", "ends_on"):
        ends[volunteer].append(end)
    sign_ups = SignUp.objects.filter(
        volunteer__in=volunteers, shift__opportunity__in=asking, state__in=SignUp.TAKING_A_PLACE
    )
    for volunteer, moment in sign_ups.values_list("volunteer", "shift__ends_at"):
        ends[volunteer].append(localdate(moment))
    live = (Proposal.State.OPEN, Proposal.State.ASKED, Proposal.State.WILLING)
    proposals = Proposal.objects.filter(volunteer__in=volunteers, opportunity__in=asking, state__in=live)
    for volunteer in proposals.values_list("volunteer", flat=True):
        ends[volunteer].append(None)
    return ends


def reasons_for(volunteer: Volunteer) -> QuerySet[Opportunity]:
    """Opportunities that a certificate could be asked for: what they do first, then whatever else asks for one."""
    rows = Opportunity.objects.filter(pk__in=asking_opportunities()).exclude(state=Opportunity.State.CLOSED)
    own = Assignment.objects.filter(volunteer=volunteer, opportunity=OuterRef("pk"))
    return rows.annotate(is_own=Exists(own)).select_related("organisation").order_by("-is_own", "title", "pk")


def holders(volunteers: Collection[int], today: date) -> QuerySet[Inspection]:
    """Whose certificate counts today and says nothing against them."""
    return Inspection.objects.filter(
        volunteer__in=volunteers, has_entry=False, inspected_on__gte=oldest_day_that_counts(today)
    )


def current_texts() -> QuerySet[DeclarationText]:
    """The newest version of each declaration."""
    newest = DeclarationText.objects.order_by().values("kind").annotate(newest=Max("version"))
    same = newest.filter(kind=OuterRef("kind"), newest=OuterRef("version"))
    return DeclarationText.objects.filter(Exists(same)).order_by("kind")


def signers(volunteers: Collection[int]) -> QuerySet[Declaration]:
    """Who has signed what counts now."""
    return Declaration.objects.filter(volunteer__in=volunteers, text__in=current_texts()).select_related("text")


@dataclass(frozen=True)
class Signing:
    """A declaration as it counts now, what a volunteer has signed of it, and whether that is an older version."""

    text: DeclarationText
    signed: Declaration | None
    is_current: bool


def signings_of(user: User, volunteer: Volunteer) -> list[Signing]:
    """One per declaration that has a wording; in two queries."""
    mine = DECLARATIONS.reach(user).filter(volunteer=volunteer).select_related("text").order_by("text__version")
    last = {each.text.kind: each for each in mine}
    return [_signing(text, last.get(text.kind)) for text in current_texts()]


def _signing(text: DeclarationText, signed: Declaration | None) -> Signing:
    return Signing(text, signed, signed is not None and signed.text_id == text.pk)


def request_of(volunteer: Volunteer) -> CertificateRequest | None:
    return CertificateRequest.objects.filter(volunteer=volunteer).select_related("opportunity__organisation").first()
