"""Pages of possible duplicates: look through them, merge, tell apart, undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from teilhabe.actors.duplicates.actions import MergePeople, TellApart, UndoMerge
from teilhabe.actors.duplicates.cells import as_cells, collisions
from teilhabe.actors.duplicates.forms import MergeForm
from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.duplicates.selectors import holdings_of, merges_in_force, pair_of, told_apart, waiting
from teilhabe.actors.duplicates.wording import collision_in_words, in_words
from teilhabe.actors.models import Merge, Person
from teilhabe.actors.policies import PERSONS
from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import told
from teilhabe.errors import InputError

PAIRS_PER_PAGE = 20
MERGES_SHOWN = 10


@permitted(PossibleDuplicate, VIEW)
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    shows_decided = request.GET.get("entschieden") == "1"
    pairs: QuerySet[PossibleDuplicate] = told_apart() if shows_decided else waiting()
    page = Paginator(pairs, PAIRS_PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    prefetch_related_objects([person for pair in rows for person in (pair.first, pair.second)], "contact_points")
    context = {
        "page": page,
        "pairs": [(pair, _older_first(pair), in_words(pair.reasons)) for pair in rows],
        "shows_decided": shows_decided,
        "merges": merges_in_force()[:MERGES_SHOWN],
    }
    return render(request, "duplicates/duplicates.html", context)


def _older_first(pair: PossibleDuplicate) -> list[Person]:
    """The entry that was there first is the one that is proposed to be kept."""
    return sorted((pair.first, pair.second), key=lambda person: person.created_at)


@permitted(Person, CHANGE, key="person", makes=Merge)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, person: Person, other: UUID) -> HttpResponse:
    merged = PERSONS.reach(user_of(request), CHANGE).filter(pk=other).exclude(pk=person.pk).first()
    if merged is None:
        raise Http404
    if person.merged_into_id or merged.merged_into_id:
        messages.info(request, _("Einer dieser Einträge ist schon in einem anderen aufgegangen."))
        return redirect("actors:duplicates")
    form = MergeForm(person, merged, request.POST or None)
    if request.method == "POST" and (form.is_valid() or not form.fields):
        return _merged(request, MergePeople(by=user_of(request), kept=person, merged=merged, choices=form.choices))
    pair = pair_of(person, merged)
    context = {
        "form": form,
        "kept": holdings_of(person),
        "merged": holdings_of(merged),
        "pair": pair,
        "reasons": in_words(pair.reasons) if pair else "",
    }
    return render(request, "duplicates/merge.html", context)


def _merged(request: HttpRequest, action: MergePeople) -> HttpResponse:
    try:
        done = action.run()
    except InputError as error:
        return _refused(request, error)
    told = _("Die beiden Einträge sind jetzt einer: {name}.")
    undo = format_html('<a href="{}">{}</a>', reverse("actors:undo_merge", args=[done.pk]), _("Rückgängig machen"))
    messages.success(request, format_html("{} {}", told.format(name=done.kept), undo))
    return redirect("actors:duplicates")


@permitted(Merge, CHANGE, key="merge")
@require_http_methods(["GET", "HEAD", "POST"])
def undo_merge(request: HttpRequest, merge: Merge) -> HttpResponse:
    if request.method == "POST":
        try:
            left = UndoMerge(by=user_of(request), merge=merge).run()
        except InputError as error:
            return _refused(request, error)
        messages.success(request, _("Es sind wieder zwei Einträge: {one} und {other}.").format(**_both(merge)))
        for sentence in dict.fromkeys(map(collision_in_words, left)):
            messages.warning(request, sentence)
        return redirect("actors:duplicates")
    left = [] if merge.undone_at else collisions([*as_cells(merge.moved), *as_cells(merge.before)])
    context: dict[str, Any] = {
        "title": _("Zusammenführung rückgängig machen"),
        "question": _(
            "{one} und {other} wurden am {day} zusammengeführt. Danach stehen beide wieder für sich, mit den Angaben"
            " von damals. Was seitdem dazukam, bleibt bei {one}."
        ).format(**_both(merge), day=date_format(merge.at)),
        "items": list(dict.fromkeys(map(collision_in_words, left))),
        "action": _("Rückgängig machen"),
        "back": reverse("actors:duplicates"),
    }
    return render(request, "confirm.html", context)


def _both(merge: Merge) -> dict[str, str]:
    return {"one": str(merge.kept), "other": str(merge.merged)}


@permitted(PossibleDuplicate, CHANGE, key="pair")
@require_POST
def tell_apart(request: HttpRequest, pair: PossibleDuplicate) -> HttpResponse:
    """Two people; a second time, with `take_back`: perhaps not."""
    takes_back = "take_back" in request.POST
    TellApart(by=user_of(request), pair=pair, are_two=not takes_back).run()
    if takes_back:
        messages.success(request, _("Das Paar steht wieder in der Liste."))
    else:
        told = _("Gemerkt: {one} und {other} sind zwei Personen.").format(one=pair.first, other=pair.second)
        decided = f"{reverse('actors:duplicates')}?entschieden=1"
        messages.success(request, format_html('{} <a href="{}">{}</a>', told, decided, _("Entscheidungen ansehen")))
    return redirect("actors:duplicates")


def _refused(request: HttpRequest, error: InputError) -> HttpResponse:
    messages.error(request, told(error))
    return redirect("actors:duplicates")
