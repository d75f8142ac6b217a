"""Who may read the audit log; nobody may change it."""

from __future__ import annotations

from teilhabe.core.access.policy import EXPORT, VIEW, Policy, everywhere, register
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.roles import Role

READERS = everywhere(Role.AUDITOR, Role.ADMINISTRATOR)

AUDIT_LOG = register(Policy(AuditEntry, {VIEW: READERS, EXPORT: READERS}))
