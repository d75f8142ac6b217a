"""The mails around a subscription, in the language in which somebody asked for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.outreach.newsletter import addresses


@dataclass(frozen=True)
class Letter:
    subject_line: str
    body: str


def confirmation(site_language: str, signed: str, site: str) -> Letter:
    """Says what will happen and what happens if it is not confirmed; asks nobody to be grateful."""
    link = addresses.page(site_language, "subscription:confirm", site, token=signed)
    with override(site_language):
        return Letter(
            _("Bitte bestätigen Sie den Rundbrief"),
            _letter(
                _("Guten Tag!"),
                _("Jemand hat mit dieser E-Mail-Adresse unseren Rundbrief bestellt. Waren Sie das?"),
                _("Dann öffnen Sie diese Seite und drücken Sie auf „Ja, ich möchte den Rundbrief“:"),
                link,
                _("Der Link gilt sieben Tage."),
                _("Waren Sie das nicht? Dann tun Sie nichts. Nach sieben Tagen löschen wir Ihre Adresse."),
            ),
        )


def reminder(site_language: str, token: str, site: str) -> Letter:
    """To somebody who gets it already: they may have forgotten, or somebody else tried."""
    with override(site_language):
        return Letter(
            _("Ihr Rundbrief"),
            _letter(
                _("Guten Tag!"),
                _("Jemand hat mit dieser E-Mail-Adresse unseren Rundbrief bestellt. Sie bekommen ihn schon."),
                _("Auf dieser Seite ändern Sie Sprache und Themen, oder Sie bestellen ihn ab:"),
                addresses.preferences(site_language, token, site),
                _("Waren Sie das nicht? Dann brauchen Sie nichts zu tun."),
            ),
        )


def _letter(*paragraphs: str) -> str:
    return "\n\n".join((*paragraphs, settings.OFFICE_NAME or _("Ihr Integrationsbüro"))) + "\n"
