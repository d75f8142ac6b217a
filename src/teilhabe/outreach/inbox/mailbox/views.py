"""Mails that could not be read: where they lie, and that somebody has seen to them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.outreach.inbox.mailbox.actions import Settle
from teilhabe.outreach.inbox.mailbox.models import Mailbox, SetAside

MOST_SETTLED = 20


@permitted(SetAside, VIEW)
@require_safe
def set_aside(request: HttpRequest) -> HttpResponseBase:
    mails = SetAside.objects.select_related("mailbox")
    context = {
        "waiting": mails.filter(settled_at=None),
        "settled": mails.exclude(settled_at=None)[:MOST_SETTLED],
        "troubled": Mailbox.objects.exclude(trouble=""),
    }
    return render(request, "mailbox/set_aside.html", context)


@permitted(SetAside, CHANGE, key="mail")
@require_POST
def settle(request: HttpRequest, mail: SetAside) -> HttpResponseBase:
    Settle(by=user_of(request), mail=mail).run()
    messages.success(request, _("Erledigt. Die E-Mail bleibt im Postfach."))
    return redirect("mailbox:set_aside")
