"""From a planned dispatch to its receipt, whatever dies in between.

PLANNED → SENDING (stored with its moment before the first byte goes out) → SENT, or FAILED where the channel refused.
Whoever finds it begun and without a receipt asks the channel first. Where nobody can tell it is UNDECIDED: a person is
shown it, the channel is asked again meanwhile, and only its clear no has it sent once more.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from teilhabe.core.jobs.job import enqueue, job
from teilhabe.outreach.channels.channel import Channel, Receipt, Refused, Unanswered
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.channels.truth import now_wrong

State = Dispatch.State
UNDER_WAY = (State.PLANNED, State.SENDING, State.UNDECIDED)


def order(dispatch: Dispatch) -> None:
    """Have it sent: at its time, or at once where the channel keeps plans itself; in the caller's transaction."""
    channel = CHANNELS.get(dispatch.channel)
    keeps_plans = channel is not None and channel.limits.latest is not None
    moment = None if keeps_plans else dispatch.planned_at
    enqueue(deliver, dispatch.pk, dispatch.tries, key=job_key(dispatch), run_after=moment)


def order_recall(dispatch: Dispatch) -> None:
    """Have it taken back, in the caller's transaction."""
    enqueue(take_back, dispatch.pk, dispatch.tries, key=recall_key(dispatch))


@job(max_attempts=8, label=_("Aussendung"), in_transaction=False)
def deliver(dispatch_pk: int, tries: int) -> None:
    """One attempt. Unanswered goes on to the queue, so that the channel is asked again after a pause."""
    found = _begin(dispatch_pk, tries)
    if found is None:
        return  # sent, taken back or begun anew meanwhile
    dispatch, was_begun = found
    channel = CHANNELS.get(dispatch.channel)
    if channel is None:
        return note_end(dispatch, State.FAILED, error=said(_("Diesen Kanal gibt es nicht mehr.")))
    try:
        receipt = _sent(channel, dispatch, was_begun)
    except Refused as refusal:
        return note_end(dispatch, State.FAILED, error=str(refusal))
    except Unanswered:
        note_end(dispatch, State.UNDECIDED, error=said(_("Die Verbindung brach ab, bevor eine Antwort kam.")))
        raise
    note_end(dispatch, State.SENT, receipt)


def _begin(dispatch_pk: int, tries: int) -> tuple[Dispatch, bool] | None:
    """The dispatch, stored as begun, and whether it had been before; None where this job has nothing to do."""
    with transaction.atomic():
        rows = Dispatch.objects.select_for_update(of=("self",)).select_related("item", "corrects", "picture")
        dispatch = rows.filter(pk=dispatch_pk, tries=tries, state__in=UNDER_WAY).first()
        if dispatch is None:
            return None
        was_begun = dispatch.attempted_at is not None
        if not was_begun and now_wrong([dispatch]):
            _hold_back(dispatch)
            return None
        dispatch.attempted_at = dispatch.attempted_at or timezone.now()
        dispatch.attempts += 1
        if dispatch.state == State.PLANNED:
            dispatch.state = State.SENDING
        dispatch.save(update_fields=["attempted_at", "attempts", "state"])
    return dispatch, was_begun


def _hold_back(dispatch: Dispatch) -> None:
    """Its text was true when it was planned and is no longer: nobody wants that said."""
    dispatch.state = State.FAILED
    dispatch.error = said(_("Seit dem Planen hat sich eine Angabe geändert. Der Text stimmt so nicht mehr."))
    dispatch.save(update_fields=["state", "error"])


def _sent(channel: Channel, dispatch: Dispatch, was_begun: bool) -> Receipt:
    """A correction in its place may be repeated; everything else is looked for before it is sent again."""
    if dispatch.corrects is not None and channel.can_correct:
        return channel.correct(dispatch.corrects, dispatch)
    if was_begun:
        receipt = channel.find(dispatch)
        if receipt is not None:
            return receipt
        dispatch.attempted_at = timezone.now()
        begun = {"state": State.SENDING, "attempted_at": dispatch.attempted_at}
        if not same_try(dispatch).filter(state__in=UNDER_WAY).update(**begun):
            raise Refused(said(_("Inzwischen hat jemand anders entschieden.")))
    return channel.send(dispatch)


def note_end(dispatch: Dispatch, state: State, receipt: Receipt | None = None, error: str = "") -> None:
    """Note how it went, unless a person has decided otherwise meanwhile."""
    told: dict[str, Any] = {"state": state, "error": error[:500]}
    if receipt is not None:
        told |= {
            "external_id": receipt.external_id[:300],
            "address": receipt.address[:500],
            "sent_at": timezone.now(),
        }
    with transaction.atomic():
        is_noted = same_try(dispatch).filter(state__in=UNDER_WAY).update(**told)
        if is_noted and receipt is not None and dispatch.corrects is not None:
            note_corrected(dispatch.corrects)


def note_corrected(dispatch: Dispatch) -> None:
    """Something else says now what is right."""
    Dispatch.objects.filter(pk=dispatch.pk, state=State.SENT).update(state=State.CORRECTED)


def same_try(dispatch: Dispatch) -> Any:
    return Dispatch.objects.filter(pk=dispatch.pk, tries=dispatch.tries)


@job(max_attempts=8, label=_("Aussendung zurückziehen"), in_transaction=False)
def take_back(dispatch_pk: int, tries: int) -> None:
    """May be repeated: what is gone already counts as taken back."""
    dispatch = Dispatch.objects.filter(pk=dispatch_pk, tries=tries, state=State.RECALLING).first()
    if dispatch is None:
        return
    try:
        CHANNELS[dispatch.channel].recall(dispatch)
    except Refused as refusal:
        rows = same_try(dispatch).filter(state=State.RECALLING)
        rows.update(state=State.SENT, error=str(refusal)[:500])
        return
    note_recalled(dispatch)


def note_recalled(dispatch: Dispatch) -> None:
    """It is gone; so is what it corrected in its place."""
    same = Dispatch.objects.filter(channel=dispatch.channel, external_id=dispatch.external_id)
    rows = same.exclude(external_id="") | Dispatch.objects.filter(pk=dispatch.pk)
    kept = (State.SENT, State.CORRECTED, State.RECALLING)
    rows.filter(state__in=kept).update(state=State.RECALLED, recalled_at=timezone.now(), error="")


def job_key(dispatch: Dispatch) -> str:
    return f"dispatch {dispatch.pk} {dispatch.tries}"


def recall_key(dispatch: Dispatch) -> str:
    return f"recall {dispatch.pk} {dispatch.tries}"


def said(text: Any) -> str:
    """What is stored for the office is in its language."""
    with override("de"):
        return str(text)
