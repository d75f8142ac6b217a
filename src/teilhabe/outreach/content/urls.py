"""The addresses of information in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content import event_urls, fact_urls
from teilhabe.outreach.content.views import items, order, publishing, states, writing

app_name = "content"
urlpatterns = [
    path("", items.items, name="items"),
    path(_("neu/"), items.item_add, name="item_add"),
    path("<int:item>/", items.item, name="item"),
    path(_("<int:item>/aendern/"), items.item_change, name="item_change"),
    path(_("<int:item>/zurueckziehen/"), items.item_withdraw, name="item_withdraw"),
    path(_("<int:item>/wiederbringen/"), items.item_return, name="item_return"),
    path(_("<int:item>/risiko/"), items.item_risk, name="item_risk"),
    path(_("<int:item>/geprueft/"), items.item_checked, name="item_checked"),
    path(_("<int:item>/fassung/"), items.variant_add, name="variant_add"),
    path(_("fassungen/<int:variant>/"), writing.variant, name="variant"),
    path(_("fassungen/<int:variant>/vorschau/"), writing.variant_preview, name="variant_preview"),
    path(_("fassungen/<int:variant>/in-arbeit/"), writing.variant_held, name="variant_held"),
    path(_("fassungen/<int:variant>/uebernehmen/"), writing.variant_take_over, name="variant_take_over"),
    path(_("fassungen/<int:variant>/vergleich/"), states.compare_states, name="compare"),
    path(_("fassungen/<int:variant>/veroeffentlichen/"), publishing.variant_publish, name="variant_publish"),
    path(_("fassungen/<int:variant>/nicht-planen/"), publishing.variant_unplan, name="variant_unplan"),
    path(_("fassungen/<int:variant>/loeschen/"), publishing.variant_remove, name="variant_remove"),
    path(_("pruefen/"), states.reviews, name="reviews"),
    path(_("staende/<int:revision>/"), states.revision, name="revision"),
    path(_("staende/<int:revision>/vorlegen/"), states.revision_ask, name="revision_ask"),
    path(_("staende/<int:revision>/zurueckholen/"), states.revision_restore, name="revision_restore"),
    path(_("kampagnen/"), order.campaigns, name="campaigns"),
    path(_("kampagnen/neu/"), order.campaign_add, name="campaign_add"),
    path(_("kampagnen/<int:campaign>/"), order.campaign_change, name="campaign_change"),
    path(_("kampagnen/<int:campaign>/loeschen/"), order.campaign_remove, name="campaign_remove"),
    path(_("rubriken/"), order.categories, name="categories"),
    path(_("rubriken/neu/"), order.category_add, name="category_add"),
    path(_("rubriken/<int:category>/"), order.category_change, name="category_change"),
    path(_("rubriken/<int:category>/loeschen/"), order.category_remove, name="category_remove"),
    *fact_urls.urlpatterns,
    *event_urls.urlpatterns,
]
