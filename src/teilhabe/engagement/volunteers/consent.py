"""What volunteers agree to who sign up by themselves."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.actors.actions.consents import RecordConsent
from teilhabe.actors.models import Consent, Person
from teilhabe.core.audit.action import By
from teilhabe.outreach.agreements import Agreement

IN_PLAIN_GERMAN = (
    "Das Büro darf meine Angaben behalten. Es antwortet mir und sucht eine Aufgabe für mich. Meinen Namen erfährt nur "
    "die Organisation, bei der ich mitmache. Ich kann das immer zurücknehmen. In jeder E-Mail steht ein Link dafür."
)


def _text() -> str:
    return _(
        "Mit Ihren Angaben antworten wir Ihnen und suchen eine Aufgabe für Sie. Nur die Organisation, bei der Sie "
        "mitmachen, erfährt Ihren Namen. Sie können das jederzeit zurücknehmen: mit dem Link in unseren E-Mails "
        "oder mit einem Anruf."
    )


VOLUNTEERING = Agreement("volunteering", lambda: _("Ehrenamt"), _text, IN_PLAIN_GERMAN)


def note_agreed(by: By, person: Person, site_language: str) -> None:
    """That they ticked the wording as it stands today; once for each version."""
    text = VOLUNTEERING.agreed_to(site_language)
    if all(each.text.version < text.version for each in VOLUNTEERING.in_force(person)):
        RecordConsent(by=by, person=person, text=text, way=Consent.Way.FORM, given_at=timezone.now()).run()
