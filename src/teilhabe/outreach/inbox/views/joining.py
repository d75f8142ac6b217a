"""What belongs together and what does not: conversations are merged, parted again, and split."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import form_page
from teilhabe.outreach.inbox.actions.conversations import MergeInto, Part, SplitOff
from teilhabe.outreach.inbox.forms.sorting import MergeForm, SplitForm
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.selectors.together import candidates

MOST_LETTERS = 100


@permitted(Conversation, CHANGE, key="conversation")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    """Makes another conversation part of this one; the page offers to part them again."""
    form = MergeForm(request.POST or None)
    typed = typed_words(request)
    return form_page(
        request,
        form,
        lambda: MergeInto(by=user_of(request), conversation=form.cleaned_data["other"], other=conversation).run(),
        done=_("Zusammengeführt. Beide stehen jetzt hier; Sie können sie wieder trennen."),
        back=conversation.get_absolute_url(),
        template="inbox/merge.html",
        conversation=conversation,
        typed=typed,
        candidates=candidates(user_of(request), conversation, typed),
    )


@permitted(Conversation, CHANGE, key="conversation")
@require_POST
def part(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    """Undoes a merge."""
    kept = conversation.merged_into or conversation
    Part(by=user_of(request), conversation=conversation).run()
    messages.success(request, _("Getrennt. „%(conversation)s“ steht wieder für sich.") % {"conversation": conversation})
    return redirect(kept)


@permitted(Conversation, CHANGE, key="conversation")
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, conversation: Conversation) -> HttpResponseBase:
    """Some contributions become a conversation of their own."""
    form = SplitForm(conversation, request.POST or None)
    return form_page(
        request,
        form,
        lambda: SplitOff(
            by=user_of(request),
            conversation=conversation,
            entries=list(form.cleaned_data["entries"]),
            subject_line=form.cleaned_data["subject_line"],
        ).run(),
        done=_("Abgetrennt. Sie können beide wieder zusammenführen."),
        back=conversation.get_absolute_url(),
        title=_("Beiträge abtrennen"),
        lead=_("Was Sie auswählen, wird ein eigenes Gespräch. Unter ihrem Code liest die Person weiter alles."),
        action=_("Abtrennen"),
    )


def typed_words(request: HttpRequest) -> str:
    """What somebody looks for on a page of the desk."""
    return " ".join(request.GET.get("q", "").replace("\0", " ").split())[:MOST_LETTERS]
