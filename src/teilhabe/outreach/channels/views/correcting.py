"""What was said and is no longer so: every place with its corrected text, sent together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.channels.actions import CorrectDispatch, LetStand, complaints
from teilhabe.outreach.channels.channel import Draft
from teilhabe.outreach.channels.correcting import Correction, correction_of
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.channels.selectors import channel_name
from teilhabe.outreach.channels.truth import saying_wrong
from teilhabe.outreach.content.models import Fact
from teilhabe.outreach.languages import is_rtl, language_of


@dataclass(frozen=True)
class Proposed:
    """A correction as the page shows it, with what somebody wrote instead."""

    correction: Correction
    draft: Draft
    is_chosen: bool
    complaints: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"text-{self.correction.dispatch.pk}"

    @property
    def channel(self) -> str:
        return channel_name(self.correction.dispatch.channel)

    @property
    def language(self) -> str:
        return language_of(self.draft.language)

    @property
    def direction(self) -> str:
        return "rtl" if is_rtl(self.language) else "ltr"


@permitted(Dispatch, CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def corrections(request: HttpRequest) -> HttpResponseBase:
    """Of one fact or one dispatch where it is asked for, else everything."""
    proposed = _proposed(request)
    if request.method == "POST":
        chosen = [each for each in proposed if each.is_chosen]
        if not chosen:
            messages.error(request, _("Wählen Sie aus, was berichtigt werden soll."))
        elif not any(each.complaints for each in chosen) and _is_done(request, chosen):
            return redirect("channels:list")
    fact = _fact(request)
    return render(request, "channels/corrections.html", {"proposed": proposed, "fact": fact})


def _proposed(request: HttpRequest) -> list[Proposed]:
    wanted = request.GET.get("dispatch", "")
    found = [correction_of(wrong) for wrong in saying_wrong(_fact(request))]
    known = [each for each in found if each is not None and wanted in ("", str(each.dispatch.pk))]
    return [_with_what_was_written(each, request) for each in known]


def _with_what_was_written(correction: Correction, request: HttpRequest) -> Proposed:
    key, draft = str(correction.dispatch.pk), correction.draft
    if request.method == "POST":
        text = request.POST.get(f"text-{key}", draft.text).replace("\r\n", "\n")
        draft = replace(draft, text=text)
    channel = CHANNELS[correction.dispatch.channel]
    planned = correction.dispatch.planned_at if correction.dispatch.state == Dispatch.State.PLANNED else None
    against = tuple(told(error) for error in complaints(channel, draft, planned))
    is_chosen = key in request.POST.getlist("chosen") if request.method == "POST" else True
    return Proposed(correction, draft, is_chosen, against)


def _is_done(request: HttpRequest, chosen: list[Proposed]) -> bool:
    user = user_of(request)
    try:
        with transaction.atomic():
            for each in chosen:
                _put_right(user, each, stands="stand" in request.POST)
    except InputError as error:
        messages.error(request, told(error))
        return False
    count = len(chosen)
    sentence = (
        ngettext("%(count)s Aussendung bleibt stehen.", "%(count)s Aussendungen bleiben stehen.", count)
        if "stand" in request.POST
        else ngettext("%(count)s Berichtigung ist unterwegs.", "%(count)s Berichtigungen sind unterwegs.", count)
    )
    messages.success(request, sentence % {"count": count})
    return True


def _put_right(user: User, proposed: Proposed, *, stands: bool) -> None:
    dispatch = proposed.correction.dispatch
    if stands:
        LetStand(by=user, dispatch=dispatch).run()
    else:
        CorrectDispatch(by=user, dispatch=dispatch, draft=proposed.draft).run()


def _fact(request: HttpRequest) -> Fact | None:
    wanted = request.GET.get("fact", "")
    return Fact.objects.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 18 else None
