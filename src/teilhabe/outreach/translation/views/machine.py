"""Asking a machine to fill the gaps."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.content.models import Variant
from teilhabe.outreach.translation.actions.machine import AskMachine
from teilhabe.outreach.translation.jobs import fill_gaps
from teilhabe.outreach.translation.machines.settings import is_set_up


@permitted(Variant, CHANGE, key="variant")
@require_POST
def ask(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """The job and its note together or not at all."""
    if not is_set_up():
        messages.error(request, _("Maschinelle Übersetzung ist nicht eingerichtet."))
        return redirect("translation:workspace", variant=variant.pk)
    try:
        with transaction.atomic():
            run = AskMachine(by=user_of(request), variant=variant).run()
            enqueue(fill_gaps, run.pk)
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.info(request, _("Die Maschine füllt die Lücken. Danach liest und prüft bitte ein Mensch."))
    return redirect("translation:workspace", variant=variant.pk)
