"""The pages of the office: who reads, what went out, a new issue, what nobody knows, an address that is to go."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from teilhabe.actors.reaching import MAIL, contact_key
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, said_in_form
from teilhabe.core.jobs.job import enqueue
from teilhabe.core.language import told
from teilhabe.errors import InputError
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.policies import DISPATCHES
from teilhabe.outreach.channels.registry import CHANNELS
from teilhabe.outreach.newsletter.actions import DecideMails, DraftIssue, EraseSubscription, GoOnSending
from teilhabe.outreach.newsletter.forms import EraseForm, IssueForm, topics
from teilhabe.outreach.newsletter.jobs import send_proof
from teilhabe.outreach.newsletter.models import Subscription
from teilhabe.outreach.newsletter.policies import SUBSCRIPTIONS
from teilhabe.outreach.newsletter.selectors import KEY, Outcome, issues, outcomes, readership, undecided

ISSUES_SHOWN = 30
MOST_IDS = 50


@permitted(Subscription, VIEW)
@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """Numbers only: who reads the newsletter is nobody's business."""
    user, found = user_of(request), list(issues()[:ISSUES_SHOWN])
    known, languages = outcomes(found), dict(settings.LANGUAGES)
    readers = readership()
    context = {
        "readers": readers,
        "by_language": [(languages.get(code, code), count) for code, count in readers.by_language],
        "topics": [(name, readers.topics.get(key, 0)) for key, name in topics()],
        "issues": [
            (each, languages.get(each.language, each.language), known.get(each.pk, Outcome())) for each in found
        ],
        "is_ready": CHANNELS[KEY].is_ready(),
        "may_add": DISPATCHES.allows(user, ADD),
        "may_change": SUBSCRIPTIONS.allows(user, CHANGE),
        "all_issues": f"{reverse('channels:list')}?channel={KEY}",
    }
    return render(request, "newsletter/overview.html", context)


@permitted(Dispatch, ADD)
def issue_add(request: HttpRequest) -> HttpResponseBase:
    """Items are chosen here; the draft of each language is read and changed on its own page."""
    form = IssueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = {language: form.in_language(language) for language in form.cleaned_data["languages"]}
        items = {language: found for language, found in chosen.items() if found}
        with said_in_form(form):
            made = DraftIssue(by=user_of(request), items=items, topics=form.cleaned_data["topics"]).run()
        if form.is_valid():
            messages.success(request, _drafted(len(made), len(chosen) - len(made)))
            return redirect(made[0] if len(made) == 1 else f"{reverse('channels:list')}?channel={KEY}&state=draft")
    return render(request, "newsletter/issue.html", {"form": form, "back": reverse("newsletter:overview")})


def _drafted(count: int, without: int) -> str:
    drafted = ngettext(
        "%(count)s Entwurf ist angelegt. Lesen Sie ihn, und senden Sie ihn ab.",
        "%(count)s Entwürfe sind angelegt. Lesen Sie jeden, und senden Sie ihn ab.",
        count,
    ) % {"count": count}
    if not without:
        return drafted
    missing = ngettext(
        "In %(count)s Sprache gibt es davon nichts.", "In %(count)s Sprachen gibt es davon nichts.", without
    )
    return f"{drafted} {missing % {'count': without}}"


@permitted(Dispatch, CHANGE, key="dispatch")
def decide(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    """Two ways, and the Message-IDs by which the mail server's own log tells which is right."""
    if request.method != "POST":
        ids = list(undecided(dispatch).order_by("pk").values_list("message_id", flat=True))
        context = {"dispatch": dispatch, "count": len(ids), "message_ids": ids[:MOST_IDS]}
        return render(request, "newsletter/decide.html", context)
    are_out = request.POST.get("are_out") == "yes"
    try:
        count = DecideMails(by=user_of(request), dispatch=dispatch, are_out=are_out).run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _decided(count, are_out=are_out))
    return redirect(dispatch)


def _decided(count: int, *, are_out: bool) -> str:
    counted = ngettext("%(count)s E-Mail zählt als versandt.", "%(count)s E-Mails zählen als versandt.", count)
    again = ngettext("%(count)s E-Mail geht noch einmal hinaus.", "%(count)s E-Mails gehen noch einmal hinaus.", count)
    return (counted if are_out else again) % {"count": count}


@permitted(Dispatch, CHANGE, key="dispatch")
@require_POST
def go_on(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    try:
        GoOnSending(by=user_of(request), dispatch=dispatch).run()
    except InputError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Der Versand geht weiter."))
    return redirect(dispatch)


@permitted(Dispatch, CHANGE, key="dispatch")
def proof(request: HttpRequest, dispatch: Dispatch) -> HttpResponseBase:
    """A mail as readers would get it, to whoever asks."""
    user = user_of(request)
    return confirm_page(
        request,
        lambda: enqueue(send_proof, dispatch.pk, str(user.pk)),
        done=_("Die Probe ist unterwegs an %(address)s.") % {"address": user.email},
        back=dispatch.get_absolute_url(),
        title=_("Probe senden"),
        question=_("Eine E-Mail, wie sie bei den Leserinnen und Lesern ankommt, geht an %(address)s.")
        % {"address": user.email},
        note=_("Die Links zum Ändern und Abbestellen führen in der Probe nirgendwohin."),
        action=_("Probe senden"),
    )


@permitted(Subscription, CHANGE)
def erase(request: HttpRequest) -> HttpResponseBase:
    """Somebody has asked to be forgotten: the office types the address, and sees no other."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = contact_key(MAIL, form.cleaned_data["address"])
        found = Subscription.objects.filter(address=address).first()
        if found is not None:
            EraseSubscription(by=user_of(request), subscription=found).run()
            messages.success(request, _("Die Adresse und alles, was wir dazu wussten, ist gelöscht."))
            return redirect("newsletter:overview")
        form.add_error("address", _("Diese Adresse ist nicht angemeldet. Es ist nichts zu löschen."))
    context = {
        "form": form,
        "title": _("Adresse aus dem Rundbrief löschen"),
        "lead": _("Auf Wunsch ihrer Besitzerin oder ihres Besitzers. Das lässt sich nicht rückgängig machen."),
        "action": _("Löschen"),
        "back": reverse("newsletter:overview"),
    }
    return render(request, "form.html", context)
