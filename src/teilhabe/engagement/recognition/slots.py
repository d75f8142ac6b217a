"""What recognition adds to the page of a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import VIEW
from teilhabe.core.extensions import PERSON_SECTIONS, Section
from teilhabe.core.users.models import User
from teilhabe.engagement.allowances.selectors import has_declared
from teilhabe.engagement.placements.policies import ASSIGNMENTS
from teilhabe.engagement.recognition.card import Verdict, verdicts
from teilhabe.engagement.recognition.selectors import engaged
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.policies import VOLUNTEERS


@PERSON_SECTIONS.fill
def thanks_and_proofs(person: Model, user: User) -> Iterator[Section]:
    """The year in hours, what the Ehrenamtskarte still needs, and what can be printed."""
    if not isinstance(person, Person) or not VOLUNTEERS.allows(user, VIEW):
        return
    volunteer = VOLUNTEERS.reach(user).filter(person=person).first()
    if not isinstance(volunteer, Volunteer):
        return
    today = localdate()
    known = engaged(volunteer, today)
    looked_at = verdicts(known, today)
    context = {
        "volunteer": volunteer,
        "hours": known.hours,
        "is_possible": all(each.is_met for each in looked_at),
        "has_declared": has_declared(volunteer, today.year),
        "missing": [_missing(each) for each in looked_at if not each.is_met],
        "assignments": ASSIGNMENTS.reach(user).filter(volunteer=volunteer).order_by("-starts_on", "pk"),
    }
    yield Section(_("Nachweise und Dank"), render_to_string("recognition/_of_volunteer.html", context))


def _missing(verdict: Verdict) -> str:
    if verdict.condition == "age":
        if verdict.given is None:
            return _("Das Geburtsdatum fehlt: mindestens %(years)s Jahre alt?") % {"years": verdict.asked}
        return _("noch nicht %(years)s Jahre alt") % {"years": verdict.asked}
    if verdict.condition == "hours":
        left = verdict.asked - (verdict.given or 0)
        return ngettext(
            "noch %(left)s bestätigte Stunde bis %(asked)s im Jahr",
            "noch %(left)s bestätigte Stunden bis %(asked)s im Jahr",
            left,
        ) % {"left": left, "asked": verdict.asked}
    if verdict.condition == "lump sums":
        return _("im letzten Jahr eine pauschale Zahlung; das schließt die Karte in der Regel aus")
    return _("noch nicht seit %(months)s Monaten engagiert") % {"months": verdict.asked}
