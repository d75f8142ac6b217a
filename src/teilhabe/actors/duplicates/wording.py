"""Why two entries may be one person, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.duplicates.comparing import Reason

WORDS: dict[str, str | Promise] = {
    Reason.SAME_MAIL: _("gleiche E-Mail-Adresse"),
    Reason.SAME_PHONE: _("gleiche Telefonnummer"),
    Reason.SAME_CONTACT: _("gleicher Kontaktweg"),
    Reason.SAME_NAME: _("gleicher Name"),
    Reason.SWAPPED_NAME: _("Vor- und Nachname vertauscht"),
    Reason.SIMILAR_NAME: _("Name fast gleich"),
    Reason.SAME_DISTRICT: _("gleicher Stadtteil"),
}


def in_words(reasons: Iterable[str]) -> str:
    """ "gleiche Telefonnummer, Name fast gleich"; a reason that is no longer known is left out."""
    return ", ".join(str(WORDS[reason]) for reason in reasons if reason in WORDS)
