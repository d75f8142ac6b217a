"""What the mailbox keeps beside the messages says nothing about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.declarations import declare_impersonal
from teilhabe.outreach.inbox.mailbox.models import Mailbox, SetAside

declare_impersonal(Mailbox, _("Wie weit das Postfach gelesen ist."))
declare_impersonal(SetAside, _("Nummer, Größe und Zeit von E-Mails, die sich nicht lesen ließen; nichts aus ihnen."))
