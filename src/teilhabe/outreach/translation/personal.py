"""What translating says about people: nothing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import declare_impersonal
from teilhabe.outreach.translation.models import MachineRun, Remembered, SpeakerEstimate, Term

declare_impersonal(Term, _("Wörter und ihre Übersetzungen."))
declare_impersonal(Remembered, _("Sätze aus veröffentlichten Texten und ihre Übersetzungen."))
declare_impersonal(SpeakerEstimate, _("Wie viele Menschen eine Sprache sprechen, als Schätzung für die ganze Stadt."))
declare_impersonal(MachineRun, _("Was eine Maschine übersetzen sollte und wie es ausging."))
