"""Translations for tests."""

from __future__ import annotations

from tests.cast import Cast
from tests.outreach.items import approve, original_of

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.actions.texts import AddVariant, SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.models import InfoItem, Variant
from teilhabe.outreach.translation.actions.segments import Draft, Saved, SaveSegments
from teilhabe.outreach.translation.selectors.pairs import pairs_of


def begin(cast: Cast, item: InfoItem, language: str = "ar", level: str = "standard") -> Variant:
    """An empty translation."""
    return AddVariant(
        by=cast.user(Role.EDITOR), item=item, language=language, level=level, translated_from=original_of(item)
    ).run()


def save(cast: Cast, variant: Variant, drafts: dict[str, Draft], role: Role = Role.EDITOR) -> Saved:
    return SaveSegments(by=cast.user(role), variant=variant, drafts=drafts).run()


def translate(cast: Cast, variant: Variant, role: Role = Role.EDITOR) -> Variant:
    """Every segment as "[language] source"."""
    save(cast, variant, {p.key: Draft(f"[{variant.language}] {p.source.text}") for p in pairs_of(variant)}, role)
    variant.refresh_from_db()
    return variant


def rewrite(cast: Cast, item: InfoItem, text: str, *, is_public: bool = False) -> None:
    """The original says something else."""
    original = original_of(item)
    written = Written(original.title, text=text)
    SaveText(by=cast.user(Role.EDITOR), variant=original, written=written, version=original.version).run()
    if is_public:
        original.refresh_from_db()
        approve(cast, original)
        Publish(by=cast.user(Role.EDITOR), variant=original).run()
