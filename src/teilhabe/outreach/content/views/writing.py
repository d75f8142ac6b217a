"""Where a text is written: with a preview, with advice, and without two people losing each other's work."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.core.users.models import User
from teilhabe.errors import InputError
from teilhabe.outreach.body.segments import Keyed, align
from teilhabe.outreach.content.actions.locks import TakeOver
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.comparing import compare, keyed
from teilhabe.outreach.content.examining import Examined, examine
from teilhabe.outreach.content.extensions import VARIANT_LINKS
from teilhabe.outreach.content.forms.texts import TextForm, draft_of
from teilhabe.outreach.content.locking import BEAT_SECONDS, WITHOUT_SCRIPTS_SECONDS, hold, holder_of, release
from teilhabe.outreach.content.models import Fact, Revision, Variant


@permitted(Variant, CHANGE, key="variant")
@require_http_methods(["GET", "HEAD", "POST"])
def variant(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """The text of an original; translations have a page of their own, to which the way leads."""
    if not variant.is_original:
        links = VARIANT_LINKS.collect(variant, user_of(request))
        return redirect(links[0].address if links else variant.item.get_absolute_url())
    if request.method != "POST":
        hold(variant, user_of(request), WITHOUT_SCRIPTS_SECONDS)
        return _page(request, variant, TextForm.of(variant, _newest(variant)))
    form = TextForm(request.POST)
    if "preview" in request.POST or not form.is_valid():
        return _page(request, variant, form)
    return _save(request, variant, form)


def _save(request: HttpRequest, variant: Variant, form: TextForm) -> HttpResponseBase:
    """The text is saved, or it stays on the page beside what somebody else saved meanwhile."""
    user = user_of(request)
    try:
        SaveText(by=user, variant=variant, written=form.written(), version=form.cleaned_data["version"]).run()
    except InputError as error:
        form.add_error(None, told(error))
        current = Variant.objects.get(pk=variant.pk)
        is_older = form.cleaned_data["version"] != current.version
        return _page(request, current, form, conflict=_conflict(current, form.written()) if is_older else None)
    messages.success(request, _("Der Text ist gespeichert."))
    if "done" in request.POST:
        release(variant, user)
        return redirect(variant.item)
    return redirect("content:variant", variant=variant.pk)


def _conflict(variant: Variant, mine: Written) -> dict[str, Any]:
    """What the other one saved, compared with the text on the page; saving again then replaces it knowingly."""
    theirs = _newest(variant)
    before = keyed(theirs.content) if theirs else []
    return {"revision": theirs, "compared": compare(before, _like(before, mine)), "version": variant.version}


def _like(before: list[Keyed], mine: Written) -> list[Keyed]:
    return align(before, mine.blocks())


def _page(
    request: HttpRequest, variant: Variant, form: TextForm, conflict: dict[str, Any] | None = None
) -> HttpResponse:
    user = user_of(request)
    holder = holder_of(variant)
    if conflict:
        form.data = form.data.copy()  # type: ignore[attr-defined,unused-ignore]  # a QueryDict, here for sure
        form.data["version"] = str(conflict["version"])  # type: ignore[index,unused-ignore]
    context = {
        "form": form,
        "variant": variant,
        "item": variant.item,
        "examined": _examined(variant, form),
        "facts": Fact.objects.order_by("name").only("key", "name"),
        "holder": holder if holder and holder.user != user else None,
        "conflict": conflict,
        "beat_seconds": BEAT_SECONDS,
        "revision": _newest(variant),
    }
    return render(request, "content/variant.html", context, status=409 if conflict else 200)


def _examined(variant: Variant, form: TextForm) -> Examined:
    values = {name: form[name].value() or "" for name in ("title", "summary", "text")}
    return examine(draft_of(values), variant.language, variant.level)


@permitted(Variant, CHANGE, key="variant")
@require_POST
def variant_preview(request: HttpRequest, variant: Variant) -> HttpResponse:
    """The preview and the advice alone, for the page that shows them while somebody writes."""
    examined = examine(draft_of(request.POST), variant.language, variant.level)
    return render(request, "content/_examined.html", {"examined": examined, "variant": variant})


@permitted(Variant, CHANGE, key="variant")
@require_POST
def variant_held(request: HttpRequest, variant: Variant) -> HttpResponse:
    """The page says that somebody is still writing, or that they have left; it learns who writes instead of them."""
    user = user_of(request)
    if "leave" in request.POST:
        release(variant, user)
        return HttpResponse(status=204)
    if hold(variant, user):
        return JsonResponse({"is_mine": True})
    holder = holder_of(variant)
    return JsonResponse({"is_mine": False, "told": _who(holder.user) if holder else ""})


def _who(user: User) -> str:
    return _("%(name)s schreibt jetzt an diesem Text. Was Sie speichern, wird vorher verglichen.") % {"name": user}


@permitted(Variant, CHANGE, key="variant")
@require_POST
def variant_take_over(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    TakeOver(by=user_of(request), variant=variant).run()
    messages.success(request, _("Der Text gehört jetzt Ihnen."))
    return redirect("content:variant", variant=variant.pk)


def _newest(variant: Variant) -> Revision | None:
    return variant.revisions.select_related("made_by").order_by("-number").first()
