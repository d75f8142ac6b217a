"""Who may report hours, and who confirms them."""

from __future__ import annotations

from teilhabe.actors.policies import COORDINATION
from teilhabe.core.access.policy import ADD, CHANGE, EXPORT, VIEW, Policy, register
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.shifts.policies import CONCERNED

# Volunteers report and correct their own as long as nobody has decided; `actions` sees to that.
HOUR_ENTRIES = register(
    Policy(
        HourEntry,
        {VIEW: CONCERNED, ADD: CONCERNED, CHANGE: CONCERNED, EXPORT: COORDINATION},
        organisation="opportunity__organisation",
        owner="volunteer__person__user",
    )
)
