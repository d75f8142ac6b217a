"""A saved view belongs to whoever saved it."""

from __future__ import annotations

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, OWN, VIEW, Policy, register
from teilhabe.core.tables.models import SavedView
from teilhabe.core.users.roles import Role

OF_EVERYBODY = dict.fromkeys(Role, OWN)

SAVED_VIEWS = register(
    Policy(SavedView, {VIEW: OF_EVERYBODY, ADD: OF_EVERYBODY, CHANGE: OF_EVERYBODY, DELETE: OF_EVERYBODY}, owner="user")
)
