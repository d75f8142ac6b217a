"""What certificates and declarations add to navigation, the start page, people, and what can be required."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import VIEW
from teilhabe.core.extensions import (
    DOCTOR,
    NAVIGATION,
    PERSON_SECTIONS,
    WAITING,
    Examined,
    NavigationItem,
    Section,
    Waiting,
)
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.engagement.checks.models import DeclarationText
from teilhabe.engagement.checks.policies import DECLARATIONS, INSPECTIONS
from teilhabe.engagement.checks.selectors import (
    SHOWN,
    STANDINGS,
    concerned,
    holders,
    signers,
    signings_of,
    with_standing,
)
from teilhabe.engagement.checks.terms import counts_until
from teilhabe.engagement.opportunities.extensions import REQUIRABLES, Requirable
from teilhabe.engagement.opportunities.models import Requirement
from teilhabe.engagement.opportunities.slots import CONDUCT
from teilhabe.engagement.rules.tables import rules
from teilhabe.engagement.volunteers.extensions import HOLDINGS, Holding
from teilhabe.engagement.volunteers.selectors import known_volunteer
from teilhabe.errors import TeilhabeError


@HOLDINGS.fill
def proved_and_signed(volunteers: Collection[int]) -> Iterator[Holding]:
    """Certificates that count today and declarations in the wording of today; in two queries."""
    for volunteer in holders(volunteers, localdate()).values_list("volunteer", flat=True):
        yield Holding(volunteer, Requirement.Kind.CHECK, CONDUCT)
    for volunteer, kind in signers(volunteers).values_list("volunteer", "text__kind"):
        yield Holding(volunteer, Requirement.Kind.DECLARATION, kind)


@REQUIRABLES.fill
def declarations() -> Iterator[Requirable]:
    for kind in DeclarationText.Kind:
        yield Requirable(Requirement.Kind.DECLARATION, kind.value, str(kind.label))


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if INSPECTIONS.allows(user, VIEW):
        yield NavigationItem(_("Führungszeugnisse"), reverse("checks:certificates"), group="volunteering")


@WAITING.fill
def to_ask_for(user: User) -> Iterator[Waiting]:
    """Who works without one, who has not shown one, and whose one ends soon."""
    if not INSPECTIONS.allows(user, VIEW):
        return
    address = reverse("checks:certificates")
    counts = dict.fromkeys(("missing", "overdue", "expired", "expiring"), 0)
    for standing in concerned(user).filter(standing__in=counts).values_list("standing", flat=True):
        counts[standing] += 1
    missing, overdue = counts["missing"], counts["overdue"]
    yield Waiting(
        ngettext("Einsatz ohne Führungszeugnis", "Einsätze ohne Führungszeugnis", missing),
        missing,
        f"{address}?standing=missing",
        detail=_("Die Aufgabe verlangt es. Bitte fordern Sie es an."),
        is_urgent=True,
    )
    yield Waiting(
        ngettext("Führungszeugnis ist überfällig", "Führungszeugnisse sind überfällig", overdue),
        overdue,
        f"{address}?standing=overdue",
        detail=_("Angefordert und nicht vorgelegt. Bitte rufen Sie an."),
    )
    for key in ("expired", "expiring"):
        yield Waiting(
            ngettext("Führungszeugnis: %(state)s", "Führungszeugnisse: %(state)s", counts[key])
            % {"state": STANDINGS[key]},
            counts[key],
            f"{address}?standing={key}",
            detail=_("Bitte fordern Sie rechtzeitig ein neues an."),
        )


@PERSON_SECTIONS.fill
def of_a_person(person: Model, user: User) -> Iterator[Section]:
    """How it stands, without any of the three facts."""
    if not isinstance(person, Person) or not DECLARATIONS.allows(user, VIEW):
        return
    volunteer = known_volunteer(person)
    if volunteer is None:
        return
    known = with_standing(user).filter(pk=volunteer.pk).first()
    standing = known.standing if known else "none"
    context = {
        "standing": STANDINGS[standing] if known else "",
        "until": counts_until(known.inspected_on) if known and standing in SHOWN else None,
        "due_on": known.due_on if known and standing in ("requested", "overdue") else None,
        "is_fine": standing in ("fine", "none"),
        "signings": signings_of(user, volunteer),
    }
    address = reverse("checks:volunteer", kwargs={"volunteer": volunteer.pk})
    yield Section(_("Nachweise und Erklärungen"), render_to_string("checks/_of_volunteer.html", context), address)


@DOCTOR.fill
def own_rules() -> Iterator[Examined]:
    """Whether the city's own table of rules can be read."""
    try:
        number = len(rules())
    except TeilhabeError as error:
        yield Examined(False, told(error))
    else:
        yield Examined(True, _("Regeln zum Ehrenamt: %(number)s gelesen.") % {"number": number})
