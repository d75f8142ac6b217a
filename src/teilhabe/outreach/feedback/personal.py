"""What feedback says about people: nothing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import declare_impersonal
from teilhabe.outreach.feedback.models import Feedback

declare_impersonal(Feedback, _("Seite, Sprache und Zeit, aber nicht, wer gedrückt hat."))
