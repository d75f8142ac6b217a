"""Who may see what Facebook has told: nobody reads the raw events; the check of the token is for those who speak."""

from __future__ import annotations

from teilhabe.core.access.policy import VIEW, Policy, register
from teilhabe.outreach.channels.facebook.models import CommentState, Event, PageCheck
from teilhabe.outreach.channels.policies import READERS

EVENTS = register(Policy(Event, {}))
COMMENT_STATES = register(Policy(CommentState, {}))
PAGE_CHECKS = register(Policy(PageCheck, {VIEW: READERS}))
