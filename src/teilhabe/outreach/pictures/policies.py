"""Who may see and keep pictures and the consents of the people they show."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW, Policy, everywhere, register
from teilhabe.core.users.roles import STAFF, Role
from teilhabe.outreach.pictures.models import Appearance, Picture

KEEPERS = everywhere(Role.EDITOR, Role.HEAD_OF_OFFICE)

PICTURES = register(Policy(Picture, {VIEW: everywhere(*STAFF), ADD: KEEPERS, CHANGE: KEEPERS, DELETE: KEEPERS}))
APPEARANCES = register(Policy(Appearance, {VIEW: KEEPERS, ADD: KEEPERS, CHANGE: KEEPERS, DELETE: KEEPERS}))
