"""What is handed out: commission and accident sheet, confirmation of given time, application for the card, thanks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from teilhabe.engagement import sheets
from teilhabe.engagement.checks.letters import address_of
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.recognition.card import MINUTES, year_before
from teilhabe.engagement.recognition.selectors import engaged, minutes_of
from teilhabe.engagement.volunteers.models import Volunteer


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def commission(assignment: Assignment) -> list[sheets.Sheet]:
    """Commission and accident sheet, in German: both are for the insurance."""
    with override("de"):
        return [_commission(assignment), _accident(assignment)]


def _agreed(assignment: Assignment) -> list[tuple[str, object]]:
    until = _day(assignment.ends_on) if assignment.ends_on else "auf Weiteres"
    return [
        ("Name", assignment.volunteer),
        ("Auftraggeber", assignment.opportunity.organisation.name),
        ("Aufgabe", assignment.task),
        ("Ort", assignment.place),
        ("Von – bis", f"{_day(assignment.starts_on)} – {until}"),
        ("Stunden in der Woche", assignment.hours_per_week),
        ("Versichert durch", assignment.insurance),
    ]


def _commission(assignment: Assignment) -> sheets.Sheet:
    return sheets.sheet(
        "Beauftragung zu einer ehrenamtlichen Tätigkeit",
        sheets.facts(*_agreed(assignment)),
        sheets.text(
            "Die genannte Person ist mit dieser Aufgabe beauftragt. Zur Aufgabe gehören die Wege hin und zurück sowie "
            "Besprechungen und Schulungen, zu denen der Auftraggeber einlädt. Ob Unfallversicherungsschutz besteht (§ "
            "2 Abs. 1 Nr. 9 und 10 SGB VII), entscheidet der Unfallversicherungsträger; dieser Nachweis hilft ihm "
            "dabei."
        ),
        sheets.facts(("Vereinbart am", _day(localdate(assignment.agreed_at)))),
        sheets.signatures("Ort, Datum", "Unterschrift für den Auftraggeber"),
    )


def _accident(assignment: Assignment) -> sheets.Sheet:
    return sheets.sheet(
        "Unfallblatt",
        sheets.text(
            "Nach einem Unfall bei der Aufgabe oder auf dem Weg: Hilfe holen, zum Durchgangsarzt gehen und sagen, dass "
            "es bei einer ehrenamtlichen Tätigkeit war. Dann dieses Blatt ausfüllen und dem Auftraggeber geben."
        ),
        sheets.facts(*_agreed(assignment)),
        sheets.heading("Wann und wo ist es geschehen?"),
        sheets.lines(2),
        sheets.heading("Was ist geschehen?"),
        sheets.lines(4),
        sheets.heading("Wer hat es gesehen? Wer hat geholfen?"),
        sheets.lines(2),
        sheets.signatures("Ort, Datum", "Unterschrift"),
    )


def confirmation(volunteer: Volunteer) -> list[sheets.Sheet]:
    """What was given to all organisations within the last year, in German and in English."""
    made = []
    for language in ("de", "en"):
        with override(language):
            made.append(_confirmation(volunteer))
    return made


def _confirmation(volunteer: Volunteer) -> sheets.Sheet:
    today = localdate()
    given = minutes_of(volunteer, year_before(today), today)
    rows = [[name, _hours(minutes)] for name, minutes in given.items()]
    return sheets.sheet(
        _("Bestätigung über ehrenamtliches Engagement"),
        sheets.text(
            _("%(person)s hat sich vom %(first)s bis zum %(last)s ehrenamtlich engagiert.")
            % {"person": volunteer, "first": _day(year_before(today)), "last": _day(today)}
        ),
        sheets.rows(
            [_("Organisation"), _("Bestätigte Stunden")], [*rows, [_("zusammen"), _hours(sum(given.values()))]]
        ),
        sheets.text(_("Wir danken herzlich für diese Zeit.")),
        sheets.signatures(_("Ort, Datum"), _("Unterschrift")),
    )


def application(volunteer: Volunteer) -> sheets.Sheet:
    """For the Ehrenamtskarte, in German, with what is known filled in: organisations and city confirm it by hand."""
    with override("de"):
        return _application(volunteer)


def _application(volunteer: Volunteer) -> sheets.Sheet:
    today = localdate()
    known = engaged(volunteer, today)
    return sheets.sheet(
        "Antrag auf die landesweite Ehrenamtskarte",
        sheets.facts(
            ("Name", volunteer),
            ("Anschrift", ", ".join(address_of(volunteer)[1:])),
            ("Geboren am", _day(volunteer.born_on) if volunteer.born_on else ""),
            ("Engagiert seit", _day(known.since) if known.since else ""),
            ("Stunden im letzten Jahr", known.hours),
        ),
        sheets.text(
            f"Gezählt sind bestätigte Stunden vom {_day(year_before(today))} bis zum {_day(today)}, alle "
            "Organisationen zusammen. Ich bekomme dafür keine pauschale Entschädigung; Ersatz meiner Auslagen ist "
            "erlaubt."
        ),
        sheets.signatures("Ort, Datum", "Unterschrift"),
        sheets.heading("Bestätigung der Organisationen"),
        sheets.rows(
            ["Organisation", "Stunden", "Stempel und Unterschrift"],
            [[name, _hours(minutes), "………………………………………………"] for name, minutes in known.minutes.items()],
        ),
        sheets.heading("Bestätigung der Kommune"),
        sheets.signatures("Ort, Datum", "Stempel und Unterschrift"),
    )


def collective(volunteers: Sequence[Volunteer]) -> list[sheets.Sheet]:
    """One list of all who apply, then the application of each."""
    with override("de"):
        listed = sheets.sheet(
            "Sammelantrag auf die landesweite Ehrenamtskarte",
            sheets.rows(
                ["Nr.", "Name", "Geboren am", "Stunden im letzten Jahr"],
                [_line(number, each) for number, each in enumerate(volunteers, start=1)],
            ),
            sheets.signatures("Ort, Datum", "Stempel und Unterschrift der Kommune"),
        )
    return [listed, *(application(each) for each in volunteers)]


def _line(number: int, volunteer: Volunteer) -> list[str]:
    born = _day(volunteer.born_on) if volunteer.born_on else "–"
    return [str(number), str(volunteer), born, str(engaged(volunteer, localdate()).hours)]


def thanks_text(volunteer: Volunteer) -> str:
    """What a thank-you letter begins with; whoever sends it changes it."""
    hours = engaged(volunteer, localdate()).hours
    given = (
        ngettext("Im letzten Jahr war es %(hours)s Stunde.", "Im letzten Jahr waren es %(hours)s Stunden.", hours)
        % {"hours": hours}
        if hours
        else ""
    )
    return "\n\n".join(
        filter(
            None,
            (
                _("Guten Tag, %(person)s,") % {"person": volunteer},
                _("Sie haben anderen Menschen Ihre Zeit geschenkt."),
                given,
                _("Dafür danken wir Ihnen herzlich. Sie haben etwas bewirkt, das man nicht kaufen kann."),
                _("Mit freundlichen Grüßen"),
            ),
        )
    )


def thanks(volunteer: Volunteer, text: str) -> sheets.Sheet:
    """With the postal address, as far as it is known."""
    words = [sheets.text(part.strip()) for part in text.split("\n\n") if part.strip()]
    return sheets.sheet(_("Danke!"), *words, sheets.signatures(_("Unterschrift")), address=address_of(volunteer))


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, MINUTES)
    return f"{hours}:{rest:02} h"
