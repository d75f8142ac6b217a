"""Translation that must not happen inside a request: the machine."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import job
from teilhabe.outreach.translation.actions.machine import fill
from teilhabe.outreach.translation.machines.settings import machine
from teilhabe.outreach.translation.models import MachineRun


@job(max_attempts=3, label=_("Lücken maschinell übersetzen"), in_transaction=False)
def fill_gaps(run: int) -> None:
    """Repeatable: what an interrupted attempt has saved is no gap any more."""
    found = MachineRun.objects.select_related("variant__item", "variant__translated_from").filter(pk=run).first()
    chosen = machine()
    if found is None or found.state != MachineRun.State.WAITING:
        return
    if chosen is None:
        MachineRun.objects.filter(pk=run).update(state=MachineRun.State.FAILED, problem="silent")
        return
    fill(found, chosen)
