"""What the newsletter does in the background beside sending."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.core.users.models import User
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter import subscribing
from teilhabe.outreach.newsletter.composing import issue_of, proof


@job(max_attempts=3, label=_("Unbestätigte Anmeldungen zum Rundbrief löschen"))
def forget_unconfirmed() -> None:
    subscribing.forget_unconfirmed()


schedule(forget_unconfirmed, daily(at="03:05"))


@job(label=_("Probe des Rundbriefs versenden"), in_transaction=False)
def send_proof(dispatch_pk: int, user_pk: str) -> None:
    """Nothing is stored of it: whoever gets none asks for another one."""
    dispatch = Dispatch.objects.filter(pk=dispatch_pk).first()
    user = User.objects.filter(pk=user_pk).first()
    if dispatch is not None and user is not None:
        proof(issue_of(dispatch), user.email).send()
