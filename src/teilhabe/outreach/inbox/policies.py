"""Who may read and answer what people ask."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.models import Arrival, Attachment, Conversation, Entry, Snippet

ANSWERERS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR)

CONVERSATIONS = register(Policy(Conversation, {VIEW: ANSWERERS, ADD: ANSWERERS, CHANGE: ANSWERERS, EXPORT: ANSWERERS}))
ENTRIES = register(Policy(Entry, {VIEW: ANSWERERS, ADD: ANSWERERS, CHANGE: ANSWERERS}))
ARRIVALS = register(Policy(Arrival, {}))
ATTACHMENTS = register(Policy(Attachment, {VIEW: ANSWERERS}))
SNIPPETS = register(Policy(Snippet, {VIEW: ANSWERERS, ADD: ANSWERERS, CHANGE: ANSWERERS, DELETE: ANSWERERS}))
