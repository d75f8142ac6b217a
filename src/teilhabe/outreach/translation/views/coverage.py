"""What is translated into which language, and what to translate next."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teilhabe.codes.language import language_name
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.language import page_language
from teilhabe.outreach.content.models import Category, InfoItem, Variant
from teilhabe.outreach.content.policies import ITEMS, VARIANTS
from teilhabe.outreach.translation.actions.estimates import EstimateSpeakers
from teilhabe.outreach.translation.forms.terms import EstimatesForm
from teilhabe.outreach.translation.models import SpeakerEstimate
from teilhabe.outreach.translation.policies import ESTIMATES, MEMORY
from teilhabe.outreach.translation.selectors.coverage import Matrix, Target, Total, matrix
from teilhabe.outreach.translation.selectors.speakers import Known, speakers

ITEMS_PER_PAGE = 50
MUST = "must"


@dataclass(frozen=True)
class Head:
    """A column with its name, its total and the people who read it."""

    target: Target
    name: str
    total: Total
    people: Known | None


@permitted(InfoItem, VIEW)
@require_safe
def coverage(request: HttpRequest) -> HttpResponseBase:
    user = user_of(request)
    category, only = request.GET.get("category", ""), request.GET.get("only", "")
    found, people = matrix(_items(ITEMS.reach(user), category, only)), speakers()
    page = Paginator(list(found.rows.values()), ITEMS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "heads": _heads(found, people),
        "rows": [(row[0].item, row) for row in page if row],
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "steps": [(step, name_of(step.coverage.target)) for step in found.steps(people)],
        "categories": Category.objects.all(),
        "category": category,
        "only": only,
        "query": f"category={category}&only={only}&",
        "may_add": VARIANTS.allows(user, ADD),
        "may_change": VARIANTS.allows(user, CHANGE),
        "may_see_memory": MEMORY.allows(user, VIEW),
        "may_estimate": ESTIMATES.allows(user, CHANGE),
        "without_people": [each.name for each in _heads(found, people) if not each.people and each.total.to_do],
        "sources": sorted({step.people.source for step in found.steps(people) if step.people.source}),
    }
    return render(request, "translation/coverage.html", context)


def _items(items: QuerySet[InfoItem], category: str, only: str) -> QuerySet[InfoItem]:
    """`only` "must": what is urgent or about law, health or a deadline."""
    chosen = items.filter(withdrawn_at=None).prefetch_related("variants")
    if category:
        chosen = chosen.filter(categories__key=category[:60].replace("\0", ""))
    if only == MUST:
        chosen = chosen.filter(Q(is_urgent=True) | ~Q(risk=InfoItem.Risk.ORDINARY))
    return chosen.order_by("position", "key")


def _heads(found: Matrix, people: dict[str, Known]) -> list[Head]:
    """In the order of the site; languages are not ranked."""
    return [
        Head(total.target, name_of(total.target), total, people.get(total.target.site_language))
        for total in found.totals()
    ]


def name_of(target: Target) -> str:
    name = language_name(target.language, page_language())
    is_standard = target.level == Variant.Level.STANDARD
    return name if is_standard else f"{name}, {Variant.Level(target.level).label}"


@permitted(SpeakerEstimate, CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def estimates(request: HttpRequest) -> HttpResponseBase:
    """How many people read each language, as the office knows it."""
    form = EstimatesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        EstimateSpeakers(by=user_of(request), people=form.people, note=form.cleaned_data["note"]).run()
        messages.success(request, _("Die Schätzungen sind gespeichert."))
        return redirect("translation:coverage")
    return render(request, "translation/estimates.html", {"form": form, "known": speakers()})
