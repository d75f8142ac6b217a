"""What is told about rhythms and errors, for people who do not read code."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.core.jobs.rhythm import Rhythm

NO_ANSWER = gettext_lazy("Der Server, der gebraucht wird, antwortet nicht.")

EXPLANATIONS: Mapping[str, Promise] = {
    "ConnectionRefusedError": NO_ANSWER,
    "TimeoutError": NO_ANSWER,
    "gaierror": gettext_lazy("Der Name des Servers ist unbekannt."),
    "SMTPServerDisconnected": gettext_lazy("Der Mailserver hat die Verbindung beendet."),
    "SMTPAuthenticationError": gettext_lazy("Der Mailserver lehnt Name oder Passwort ab (MAIL_URL)."),
    "SMTPSenderRefused": gettext_lazy("Der Mailserver lehnt den Absender ab (MAIL_FROM)."),
    "Undeliverable": gettext_lazy("Der Mailserver lehnt diese E-Mail ab, meist weil es die Adresse nicht gibt."),
    "WorkerLost": gettext_lazy("Der Hintergrunddienst ist bei jedem Versuch abgebrochen."),
    "OperationalError": gettext_lazy("Die Datenbank war nicht erreichbar oder gesperrt."),
}
"""By the class of the error: what has probably happened."""


def explanation_of(error: str) -> str:
    """One sentence, or nothing where only the class of the error is known."""
    return str(EXPLANATIONS.get(error, ""))


def told(rhythm: Rhythm) -> str:
    """For example "täglich um 03:15 Uhr"."""
    if rhythm.at:
        return _("täglich um %(time)s Uhr") % {"time": rhythm.at}
    if rhythm.minutes % 60 == 0:
        return _("jede Stunde") if rhythm.minutes == 60 else _("alle %(n)s Stunden") % {"n": rhythm.minutes // 60}
    return _("alle %(n)s Minuten") % {"n": rhythm.minutes}
