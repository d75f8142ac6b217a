"""States of a text: asking for review, reading and deciding, comparing, bringing an earlier one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page, said_in_form
from teilhabe.outreach.content.actions.publishing import AskForReview, Decide, Publish
from teilhabe.outreach.content.actions.texts import RestoreRevision
from teilhabe.outreach.content.comparing import changed_only, compare, keyed
from teilhabe.outreach.content.forms.texts import AskForm, DecisionForm
from teilhabe.outreach.content.models import Revision, Variant
from teilhabe.outreach.content.policies import REVIEW, REVISIONS, VARIANTS
from teilhabe.outreach.content.previewing import preview_of
from teilhabe.outreach.content.selectors.items import published_of
from teilhabe.outreach.content.selectors.reviews import asked, is_author, returned_to, risks_asked, written_by


@permitted(Revision, VIEW)
@require_safe
def reviews(request: HttpRequest) -> HttpResponseBase:
    """What waits to be read by a second person, and what came back."""
    user = user_of(request)
    waiting = list(asked(user).annotate(is_own=written_by(user)))
    context = {
        "to_decide": [each for each in waiting if not each.is_own],
        "own": [each for each in waiting if each.is_own],
        "returned": returned_to(user),
        "risks": risks_asked(user),
    }
    return render(request, "content/reviews.html", context)


@permitted(Revision, VIEW, key="revision")
@require_http_methods(["GET", "HEAD", "POST"])
def revision(request: HttpRequest, revision: Revision) -> HttpResponseBase:
    """One state as readers would see it, with what changed; who may decide about it does so here."""
    variant, user = revision.variant, user_of(request)
    published = published_of(variant)
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        answer = _decide(request, revision, form)
        if answer is not None:
            return answer
    is_newest = not variant.revisions.filter(number__gt=revision.number).exists()
    before = published.revision if published and published.revision_id != revision.pk else None
    context = {
        "revision": revision,
        "variant": variant,
        "item": variant.item,
        "preview": preview_of(revision, variant.language),
        "before": before,
        "changes": changed_only(compare(keyed(before.content), keyed(revision.content))) if before else [],
        "is_newest": is_newest,
        "is_public": published is not None and published.revision_id == revision.pk,
        "is_own": is_author(revision, user),
        "may_decide": is_newest and revision.state == Revision.State.IN_REVIEW and REVISIONS.allows(user, REVIEW),
        "may_restore": not is_newest and variant.is_original and VARIANTS.allows(user, CHANGE),
        "form": form,
    }
    return render(request, "content/revision.html", context)


def _decide(request: HttpRequest, revision: Revision, form: DecisionForm) -> HttpResponseBase | None:
    """None where it could not be done: the form says why."""
    user, decision = user_of(request), request.POST.get("decision", "")
    if not form.is_valid():
        return None
    is_approved, note = decision in ("approve", "publish"), form.cleaned_data["note"]
    with said_in_form(form, None if is_approved else "note"), transaction.atomic():
        Decide(by=user, revision=revision, is_approved=is_approved, note=note).run()
        if decision == "publish":
            Publish(by=user, variant=revision.variant).run()
    if not form.is_valid():
        return None
    messages.success(request, _DONE[decision if is_approved else "return"]())
    return redirect("content:reviews")


_DONE = {
    "approve": lambda: _("Freigegeben. Die Redaktion kann jetzt veröffentlichen."),
    "publish": lambda: _("Freigegeben und veröffentlicht."),
    "return": lambda: _("Zurückgegeben. Die Anmerkung steht beim Text."),
}


@permitted(Revision, CHANGE, key="revision")
def revision_ask(request: HttpRequest, revision: Revision) -> HttpResponseBase:
    form = AskForm(request.POST or None)
    item = revision.variant.item
    return form_page(
        request,
        form,
        lambda: AskForReview(by=user_of(request), revision=revision, note=form.cleaned_data["note"]).run(),
        done=_("Vorgelegt. Eine zweite Person liest den Text und gibt ihn frei."),
        back=item.get_absolute_url(),
        title=_("„%(item)s“ zur Prüfung vorlegen") % {"item": item},
        action=_("Vorlegen"),
    )


@permitted(Variant, VIEW, key="variant")
@require_safe
def compare_states(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """Two states of a variant side by side: the ones asked for, else what readers see against the newest."""
    states = list(variant.revisions.select_related("made_by").order_by("-number"))
    if not states:
        raise Http404
    published = published_of(variant)
    fallback = published.revision.number if published else states[min(1, len(states) - 1)].number
    before = _numbered(states, request.GET.get("from", ""), fallback)
    after = _numbered(states, request.GET.get("to", ""), states[0].number)
    compared = compare(keyed(before.content), keyed(after.content))
    context: dict[str, Any] = {
        "variant": variant, "item": variant.item, "states": states, "before": before, "after": after,
        "compared": compared, "count": len(changed_only(compared)),
        "published_number": published.revision.number if published else None,
    }  # fmt: skip
    return render(request, "content/compare.html", context)


def _numbered(states: list[Revision], asked_for: str, fallback: int) -> Revision:
    """The state of this number, else of the other one."""
    by_number = {str(each.number): each for each in states}
    return by_number.get(asked_for) or by_number.get(str(fallback)) or states[0]


@permitted(Revision, CHANGE, key="revision")
def revision_restore(request: HttpRequest, revision: Revision) -> HttpResponseBase:
    variant = revision.variant
    day = date_format(localtime(revision.made_at), "SHORT_DATETIME_FORMAT")
    return confirm_page(
        request,
        lambda: RestoreRevision(by=user_of(request), variant=variant, revision=revision).run(),
        done=_("Der Text sagt wieder, was er damals sagte. Lesen Sie ihn, bevor Sie ihn vorlegen."),
        back=variant.item.get_absolute_url(),
        title=_("Stand %(number)s zurückholen?") % {"number": revision.number},
        question=_("Der Text sagt dann wieder, was er am %(day)s sagte. Was Leserinnen und Leser sehen, bleibt.")
        % {"day": day},
        note=_("Auch der jetzige Stand bleibt erhalten. Sie finden ihn unter „Frühere Stände“."),
        action=_("Zurückholen"),
    )
