"""Who looks after mails that could not be read: those who answer all others."""

from __future__ import annotations

from teilhabe.core.access.policy import CHANGE, VIEW, Policy, register
from teilhabe.outreach.inbox.mailbox.models import Mailbox, SetAside
from teilhabe.outreach.inbox.policies import ANSWERERS

MAILBOXES = register(Policy(Mailbox, {}))
SET_ASIDE = register(Policy(SetAside, {VIEW: ANSWERERS, CHANGE: ANSWERERS}))
