"""Facts: the list, one of them with where it stands, a new one, changes with a look at every language, undo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page
from teilhabe.core.language import page_language, told
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact, RemoveFact, UndoFactChange
from teilhabe.outreach.content.actions.places import attach
from teilhabe.outreach.content.extensions import FACT_SECTIONS
from teilhabe.outreach.content.fact_tables import FACTS_LIST
from teilhabe.outreach.content.forms.facts import FORMS, FactForm, free_key
from teilhabe.outreach.content.forms.hours import HoursForm
from teilhabe.outreach.content.models import Fact, InfoItem
from teilhabe.outreach.content.policies import FACTS
from teilhabe.outreach.content.selectors.facts import facts_listed, former_values, reach_of, uses_of
from teilhabe.outreach.facts.values import NAMES, FactKind, Value, checked, fact_html
from teilhabe.outreach.languages import is_rtl, language_of, own_name

_FORMS: dict[FactKind, type[FactForm]] = {**FORMS, FactKind.HOURS: HoursForm}


@permitted(Fact, VIEW)
def facts(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    links = [(_("Angabe anlegen"), reverse("content:fact_kinds"))] if FACTS.allows(user, ADD) else []
    return FACTS_LIST.respond(request, facts_listed(user), links=links)


@permitted(Fact, VIEW, key="fact")
@require_safe
def fact(request: HttpRequest, fact: Fact) -> HttpResponseBase:
    """What it says in every language, and every text in which it stands."""
    user, uses = user_of(request), uses_of(fact)
    context = {
        "fact": fact,
        "kind": _name(FactKind(fact.kind)),
        "readings": _readings(FactKind(fact.kind), fact.value),
        "uses": [(use, own_name(use.variant.language)) for use in uses],
        "reach": reach_of(uses),
        "may_change": FACTS.allows(user, CHANGE),
        "may_undo": former_values(fact) is not None,
        "sections": FACT_SECTIONS.collect(fact, user),
    }
    return render(request, "content/fact.html", context)


@permitted(Fact, ADD)
@require_safe
def fact_kinds(request: HttpRequest) -> HttpResponseBase:
    kinds = [(kind.value, _name(kind)) for kind in _FORMS]
    return render(request, "content/fact_kinds.html", {"kinds": kinds, "place": request.GET.get("ort", "")})


@permitted(Fact, ADD)
def fact_add(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A new fact; with `?ort=…` it becomes one of that place, and the way leads back there."""
    if kind not in set(FactKind):
        raise Http404
    user, place = user_of(request), _place(request)
    form = _FORMS[FactKind(kind)](request.POST or None)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        values = form.values()
        added = AddFact(by=user, values={**values, "kind": kind, "key": free_key(values["name"])}).run()
        if place is not None:
            attach(user, place, added)
            return redirect("content:place", item=place.pk)
        messages.success(request, _("Die Angabe ist angelegt. In Texten schreiben Sie {%(key)s}.") % {"key": added.key})
        return redirect(added.get_absolute_url())
    back = reverse("content:place", kwargs={"item": place.pk}) if place else reverse("content:facts")
    title = _("Neue Angabe: %(kind)s") % {"kind": _name(FactKind(kind))}
    return _form_page(request, form, title=title, back=back)


@permitted(Fact, CHANGE, key="fact")
def fact_change(request: HttpRequest, fact: Fact) -> HttpResponseBase:
    """Before it is saved the page says how far the change goes."""
    form = _FORMS[FactKind(fact.kind)](request.POST or None, former=fact)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        ChangeFact(by=user_of(request), fact=fact, values=form.values()).run()
        messages.success(request, _("Die Angabe ist geändert und steht überall neu da."))
        return redirect(fact.get_absolute_url())
    reach = reach_of(uses_of(fact))
    return _form_page(request, form, title=fact.name, back=fact.get_absolute_url(), reach=reach)


@permitted(Fact, CHANGE, key="fact")
@require_POST
def fact_undo(request: HttpRequest, fact: Fact) -> HttpResponseBase:
    try:
        UndoFactChange(by=user_of(request), fact=fact).run()
        messages.success(request, _("Die Angabe sagt wieder, was sie vorher sagte."))
    except InputError as error:
        messages.error(request, told(error))
    return redirect(fact.get_absolute_url())


@permitted(Fact, DELETE, key="fact")
def fact_remove(request: HttpRequest, fact: Fact) -> HttpResponseBase:
    """A fact that stands in texts is not deleted; the page of the fact says where."""
    if uses_of(fact):
        messages.error(request, _("Diese Angabe steht noch in Texten. Nehmen Sie sie dort zuerst heraus."))
        return redirect(fact.get_absolute_url())
    return confirm_page(
        request,
        lambda: RemoveFact(by=user_of(request), fact=fact).run(),
        done=_("Die Angabe ist gelöscht."),
        back=reverse("content:facts") if request.method == "POST" else fact.get_absolute_url(),
        title=_("Angabe löschen"),
        question=_("„%(name)s“ steht in keinem Text. Löschen?") % {"name": fact.name},
        action=_("Löschen"),
        is_dangerous=True,
    )


def _form_page(request: HttpRequest, form: FactForm, **context: Any) -> HttpResponseBase:
    value = form.cleaned_data.get("value") if form.is_bound and form.is_valid() else None
    template = "content/hours_form.html" if isinstance(form, HoursForm) else "content/fact_form.html"
    readings = _readings(form.kind, checked(form.kind, value)) if value else []
    return render(request, template, {"form": form, "readings": readings, **context})


def _readings(kind: FactKind, value: Value) -> list[tuple[str, str, bool, SafeString]]:
    """Language, its own name, whether it runs from right to left, and the fact in it; plain German reads as German."""
    languages = dict.fromkeys(language_of(code) for code, _name in settings.LANGUAGES)
    return [
        (code, own_name(code), is_rtl(code), mark_safe(fact_html(kind, value, code)))  # noqa: S308  # as facts promise
        for code in languages
    ]


def _name(kind: FactKind) -> str:
    return NAMES[kind].in_language(page_language())


def _place(request: HttpRequest) -> InfoItem | None:
    wanted = request.GET.get("ort", "")
    found = InfoItem.objects.filter(pk=wanted, kind=InfoItem.Kind.PLACE) if wanted.isdecimal() else None
    return found.first() if found is not None else None
