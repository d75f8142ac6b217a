"""Campaigns and categories: lists, new ones, changes, deletion."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, VIEW
from teilhabe.core.access.routes import permitted, user_of
from teilhabe.core.answers import confirm_page, form_page
from teilhabe.core.language import page_language
from teilhabe.outreach.content.actions.campaigns import AddCampaign, ChangeCampaign, RemoveCampaign
from teilhabe.outreach.content.actions.categories import AddCategory, ChangeCategory, RemoveCategory
from teilhabe.outreach.content.forms.order import CampaignForm, CategoryForm
from teilhabe.outreach.content.models import Campaign, Category
from teilhabe.outreach.content.policies import CAMPAIGNS, CATEGORIES
from teilhabe.outreach.content.selectors.categories import campaigns_listed, categories_listed


@permitted(Campaign, VIEW)
@require_safe
def campaigns(request: HttpRequest) -> HttpResponseBase:
    may_write = CAMPAIGNS.allows(user_of(request), CHANGE)
    return render(request, "content/campaigns.html", {"campaigns": campaigns_listed(), "may_write": may_write})


@permitted(Campaign, ADD)
def campaign_add(request: HttpRequest) -> HttpResponseBase:
    form = CampaignForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: AddCampaign(by=user_of(request), values={**form.cleaned_data, "key": form.new_key()}).run(),
        done=_("Die Kampagne ist angelegt."),
        back=reverse("content:campaigns"),
        title=_("Kampagne anlegen"),
    )


@permitted(Campaign, CHANGE, key="campaign")
def campaign_change(request: HttpRequest, campaign: Campaign) -> HttpResponseBase:
    form = CampaignForm(request.POST or None, initial=CampaignForm.initial_of(campaign))
    return form_page(
        request,
        form,
        lambda: ChangeCampaign(by=user_of(request), campaign=campaign, values=form.cleaned_data).run(),
        done=_("Die Angaben sind gespeichert."),
        back=reverse("content:campaigns"),
        title=_("Kampagne „%(name)s“ ändern") % {"name": campaign},
        remove=reverse("content:campaign_remove", kwargs={"campaign": campaign.pk}),
    )


@permitted(Campaign, DELETE, key="campaign")
def campaign_remove(request: HttpRequest, campaign: Campaign) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RemoveCampaign(by=user_of(request), campaign=campaign).run(),
        done=_("Die Kampagne ist gelöscht."),
        back=reverse("content:campaigns"),
        title=_("Kampagne „%(name)s“ löschen?") % {"name": campaign},
        question=_("Das geht nur, wenn keine Information mehr dazugehört."),
        action=_("Löschen"),
        is_dangerous=True,
    )


@permitted(Category, VIEW)
@require_safe
def categories(request: HttpRequest) -> HttpResponseBase:
    rows = categories_listed()
    groups = [(kind.value, kind.label, [_row(row) for row in rows if row.kind == kind]) for kind in Category.Kind]
    may_write = CATEGORIES.allows(user_of(request), CHANGE)
    return render(request, "content/categories.html", {"groups": groups, "may_write": may_write})


def _row(category: Category) -> tuple[Category, str, list[str]]:
    """The category, its name here, and the languages of the site in which it has none."""
    lacking = [name for code, name in settings.LANGUAGES if not category.names.get(code)]
    return category, category.name_in(page_language()), lacking


@permitted(Category, ADD)
def category_add(request: HttpRequest) -> HttpResponseBase:
    form = CategoryForm(request.POST or None, kind=request.GET.get("kind", ""))
    return form_page(
        request,
        form,
        lambda: AddCategory(by=user_of(request), values={**form.values(), "key": form.new_key()}).run(),
        done=_("Die Rubrik ist angelegt."),
        back=reverse("content:categories"),
        title=_("Rubrik anlegen"),
    )


@permitted(Category, CHANGE, key="category")
def category_change(request: HttpRequest, category: Category) -> HttpResponseBase:
    form = CategoryForm(request.POST or None, category=category)
    return form_page(
        request,
        form,
        lambda: ChangeCategory(by=user_of(request), category=category, values=form.values()).run(),
        done=_("Die Angaben sind gespeichert."),
        back=reverse("content:categories"),
        title=_("Rubrik „%(name)s“ ändern") % {"name": category.name_in(page_language())},
        remove=reverse("content:category_remove", kwargs={"category": category.pk}),
    )


@permitted(Category, DELETE, key="category")
def category_remove(request: HttpRequest, category: Category) -> HttpResponseBase:
    return confirm_page(
        request,
        lambda: RemoveCategory(by=user_of(request), category=category).run(),
        done=_("Die Rubrik ist gelöscht."),
        back=reverse("content:categories"),
        title=_("Rubrik „%(name)s“ löschen?") % {"name": category.name_in(page_language())},
        question=_("Das geht nur, wenn nichts mehr darin steht."),
        action=_("Löschen"),
        is_dangerous=True,
    )
