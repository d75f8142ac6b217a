"""What subscribers agree to."""

from __future__ import annotations

from django.utils.translation import gettext as _

from teilhabe.outreach.agreements import Agreement

IN_PLAIN_GERMAN = (
    "Ja, ich möchte den Rundbrief. Das Büro schickt ihn an meine E-Mail-Adresse. Er kommt in meiner Sprache und zu "
    "meinen Themen. Ich kann ihn immer abbestellen. In jeder E-Mail steht ein Link dafür."
)


def _text() -> str:
    return _(
        "Das Büro darf mir den Rundbrief an meine E-Mail-Adresse schicken, in meiner Sprache und zu meinen Themen. "
        "Ich kann ihn jederzeit abbestellen: Der Link dafür steht in jeder Mail."
    )


NEWSLETTER = Agreement("newsletter", lambda: _("Rundbrief"), _text, IN_PLAIN_GERMAN)
