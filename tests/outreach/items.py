"""Items for tests: written, approved by a second person, published, translated."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from django.db import transaction
from tests.cast import Cast

from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.items import AddItem
from teilhabe.outreach.content.actions.publishing import AskForReview, Decide, Publish
from teilhabe.outreach.content.actions.texts import AddVariant
from teilhabe.outreach.content.actions.writing import Translated, Written, translate
from teilhabe.outreach.content.models import Category, InfoItem, Variant

_NUMBERS = count(1)
TEXT = "Ein Absatz.\n\n## Was Sie brauchen\n\n- Ausweis\n- Mietvertrag\n"


def make_item(
    cast: Cast, title: str = "Anmeldung", text: str = TEXT, summary: str = "", *, categories: tuple[Category, ...] = (),
    **values: Any,
) -> InfoItem:  # fmt: skip
    """A draft by the editor, with its German original."""
    values.setdefault("key", f"item-{next(_NUMBERS)}")
    written = Written(title, summary, text)
    return AddItem(by=cast.user(Role.EDITOR), values=values, written=written, categories=categories).run()


def original_of(item: InfoItem) -> Variant:
    return item.variants.get(translated_from=None)


def approve(cast: Cast, variant: Variant) -> None:
    """The head of office approves what the editor wrote."""
    revision = variant.revisions.order_by("-number").first()
    assert revision is not None
    AskForReview(by=cast.user(Role.EDITOR), revision=revision).run()
    Decide(by=cast.user(Role.HEAD_OF_OFFICE), revision=revision, is_approved=True).run()


def publish(cast: Cast, item: InfoItem) -> Variant:
    """The original goes out."""
    original = original_of(item)
    approve(cast, original)
    Publish(by=cast.user(Role.EDITOR), variant=original).run()
    return original


def save_translation(variant: Variant, texts: Mapping[str, Translated], by: User) -> None:
    """Some segments by key, as the workspace, an import and a machine write them."""
    with transaction.atomic():
        translate(variant, texts, by)


def translate_all(
    cast: Cast, item: InfoItem, language: str, level: str = "standard", *, texts: Mapping[str, Translated] | None = None
) -> Variant:
    """Every segment as "[language] text", or as `texts` says; published."""
    original = original_of(item)
    variant = AddVariant(
        by=cast.user(Role.EDITOR), item=item, language=language, level=level, translated_from=original
    ).run()
    made = {each.key: Translated(f"[{language}] {each.text}") for each in original.segments.all()}
    save_translation(variant, {**made, **(texts or {})}, cast.user(Role.EDITOR))
    Publish(by=cast.user(Role.EDITOR), variant=variant).run()
    return variant
