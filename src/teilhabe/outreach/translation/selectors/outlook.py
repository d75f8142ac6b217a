"""What would go out if a translation were published now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.errors import InputError
from teilhabe.outreach.body.html import Shown
from teilhabe.outreach.content.actions.publishing import refuse_unready
from teilhabe.outreach.content.actions.writing import content_of
from teilhabe.outreach.content.editions import compose
from teilhabe.outreach.content.models import Edition, Revision, Variant


@dataclass(frozen=True)
class Outlook:
    """Segments in the language of the variant, and those for which the source stands in; `obstacle` stops it all."""

    own: Sequence[Shown]
    borrowed: Sequence[Shown]
    outdated: Sequence[Shown]
    obstacle: InputError | None
    is_source_public: bool


def outlook(variant: Variant) -> Outlook:
    source = Edition.objects.filter(variant=variant.translated_from_id).select_related("revision").first()
    original = source.revision.content if source else None
    content = content_of(variant.segments.order_by("position"))
    language = variant.translated_from.language if variant.translated_from else ""
    composed = compose(content, original, language, is_strict=variant.item.needs_review)
    borrowed = set(composed.borrowed)
    own = [each for each in composed.shown if each.key not in borrowed]
    return Outlook(
        own,
        [each for each in composed.shown if each.key in borrowed],
        [each for each in own if each.is_old],
        _obstacle(variant),
        original is not None,
    )


def _obstacle(variant: Variant) -> InputError | None:
    revision = variant.revisions.order_by("-number").first() or Revision(variant=variant, content=[])
    try:
        refuse_unready(variant, revision)
    except InputError as error:
        return error
    return None
