"""Reads of categories and campaigns as forms and lists need them."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from teilhabe.outreach.content.models import Campaign, Category


def categories_listed() -> list[Category]:
    """In their order, with `item_count`; those within another one follow it."""
    rows = list(Category.objects.annotate(item_count=Count("items")).select_related("parent"))
    below: dict[int | None, list[Category]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    return [each for top in below.get(None, []) for each in _with_children(top, below)]


def _with_children(category: Category, below: dict[int | None, list[Category]]) -> list[Category]:
    return [category, *(each for child in below.get(category.pk, []) for each in _with_children(child, below))]


def category_choices(kind: str, language: str) -> list[tuple[str, str]]:
    rows = Category.objects.filter(kind=kind).order_by("position", "key")
    return [(str(row.pk), row.name_in(language)) for row in rows]


def campaign_choices() -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in Campaign.objects.order_by("name")]


def campaigns_listed() -> QuerySet[Campaign]:
    return Campaign.objects.annotate(item_count=Count("items"))
