"""What the conditions of the Ehrenamtskarte say in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.engagement.recognition.card import Verdict


def missing(verdicts: Iterable[Verdict]) -> list[str]:
    """One sentence for each condition that is not met."""
    return [_missing(each) for each in verdicts if not each.is_met]


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
