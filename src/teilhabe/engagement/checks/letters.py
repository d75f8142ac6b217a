"""The letter with which a certificate is asked for, and the mail that reminds of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.actors.models import ContactPoint
from teilhabe.actors.reaching import MAIL
from teilhabe.core.mail.sending import post
from teilhabe.engagement import sheets
from teilhabe.engagement.checks.models import CertificateRequest
from teilhabe.engagement.rules.tables import value_on
from teilhabe.engagement.volunteers.models import Volunteer


def address_of(volunteer: Volunteer) -> list[str]:
    """Name and postal address, the lines as they stand on an envelope."""
    points = volunteer.person.contact_points.filter(kind=ContactPoint.Kind.POST).order_by("-is_preferred", "pk")
    point = points.first()
    lines = point.value.replace(", ", "\n").splitlines() if point else []
    return [str(volunteer), *filter(None, (line.strip() for line in lines))]


def letter(request: CertificateRequest) -> list[sheets.Sheet]:
    """In German, for the authority that issues it: what is asked for, for which task, and why it costs nothing."""
    with override("de"):
        return [_letter(request)]


def _letter(request: CertificateRequest) -> sheets.Sheet:
    volunteer, opportunity = request.volunteer, request.opportunity
    asked, fee = request.requested_on, value_on("conduct.fee", request.requested_on)
    return sheets.sheet(
        "Aufforderung zur Vorlage eines erweiterten Führungszeugnisses (§ 30a Abs. 1 BZRG)",
        sheets.text("zur Vorlage bei der Meldebehörde"),
        sheets.facts(
            ("Name", volunteer),
            ("Geboren am", _day(volunteer.born_on) if volunteer.born_on else ""),
            ("Ehrenamtliche Tätigkeit", opportunity.title),
            ("Für", opportunity.organisation.name),
            ("Bitte vorlegen bis", _day(request.due_on)),
        ),
        sheets.heading("Aufforderung"),
        sheets.text(
            "Die genannte Person ist ehrenamtlich tätig oder soll es werden. Nach Art, Intensität und Dauer des "
            "Kontakts mit Kindern und Jugendlichen darf diese Tätigkeit nur nach Einsicht in ein erweitertes "
            "Führungszeugnis ausgeübt werden (§ 72a Abs. 3 und 4 SGB VIII). Hiermit wird bestätigt, dass die "
            "Voraussetzungen des § 30a Abs. 1 BZRG vorliegen."
        ),
        sheets.heading("Bestätigung der ehrenamtlichen Tätigkeit und Antrag auf Gebührenbefreiung"),
        sheets.text(
            "Das Führungszeugnis wird ausschließlich für diese ehrenamtliche Tätigkeit gebraucht. Es wird keine "
            f"Vergütung gezahlt, die über den Ersatz von Auslagen hinausgeht. Wir beantragen, von der Gebühr von {fee} "
            "Euro abzusehen."
        ),
        sheets.heading("So geht es weiter"),
        sheets.text(
            "Bitte gehen Sie mit diesem Brief und Ihrem Ausweis zur Meldebehörde Ihres Wohnorts. Das Führungszeugnis "
            "kommt mit der Post zu Ihnen nach Hause. Bringen Sie es dann zu uns: Wir sehen es uns an und geben es "
            f"Ihnen sofort zurück. Es darf an diesem Tag höchstens {value_on('conduct.age_at_inspection', asked)} "
            "Monate alt sein."
        ),
        sheets.text(
            "Wir behalten keine Kopie. Wir vermerken nur den Tag der Einsicht, das Datum des Führungszeugnisses und ob "
            "eine einschlägige Verurteilung darin steht. Endet die Tätigkeit, wird auch das gelöscht (§ 72a Abs. 5 SGB "
            "VIII)."
        ),
        sheets.signatures("Ort, Datum", "Unterschrift und Stempel"),
        address=address_of(volunteer),
    )


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def remind(request: CertificateRequest) -> bool:
    """Whether a mail goes out; none does to people without an address."""
    person = request.volunteer.person
    point = person.contact_points.filter(kind=MAIL).order_by("-is_preferred", "pk").first()
    if point is None:
        return False
    language = person.preferred_language if person.preferred_language in dict(settings.LANGUAGES) else "de"
    with override(language):
        body = (
            _("Guten Tag!"),
            _("Für Ihr Engagement brauchen wir noch Ihr Führungszeugnis. Wir haben Ihnen dazu einen Brief gegeben."),
            _("Haben Sie es schon? Dann zeigen Sie es uns bitte. Wir behalten es nicht."),
            _("Ist etwas unklar, oder haben Sie den Brief nicht mehr? Antworten Sie einfach auf diese E-Mail."),
            settings.OFFICE_NAME or _("Ihr Integrationsbüro"),
        )
        subject_line = _("Ihr Führungszeugnis")
    post(point.value, subject_line, "\n\n".join(body) + "\n", language=language, subject=person.pk)
    return True
