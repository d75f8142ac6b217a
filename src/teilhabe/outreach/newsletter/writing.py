"""An issue in light markup, pulled from what readers of its language see of each item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.outreach.body.blocks import one_line
from teilhabe.outreach.channels.channel import Draft
from teilhabe.outreach.channels.drafting import drafted, source_of
from teilhabe.outreach.content.models import InfoItem

WORDS_WITHOUT_SUMMARY = 40
_MARKUP = re.compile(r"([\\*\[\]]|(?<![^\W_])_|_(?![^\W_]))")
"""What would be read as markup; an underscore only where it is not inside a word, as in addresses."""


def issue(items: Sequence[InfoItem], site_language: str, *, title: str = "", opening: str = "") -> Draft:
    """One draft of several items, in their order, with the first picture that says what it shows.

    InputError where an item is not published in this language.
    """
    drafts = [_section(item, site_language) for item in items]
    shown = next((each for each in drafts if each.picture is not None and each.picture_text), None)
    return Draft(
        language=site_language,
        text="\n\n".join(part for part in (opening.strip(), *(each.text for each in drafts)) if part),
        title=title or (drafts[0].title if drafts else ""),
        link=drafts[0].link if len(drafts) == 1 else "",
        facts={key: value for each in drafts for key, value in each.facts.items()},
        picture=shown.picture if shown else None,
        picture_text=shown.picture_text if shown else "",
    )


def _section(item: InfoItem, site_language: str) -> Draft:
    source = source_of(item, site_language)
    reading = source.reading
    summary = reading.summary or Truncator(reading.text).words(WORDS_WITHOUT_SUMMARY)
    title = escaped(reading.title)
    with override(site_language):
        more = f"[{_('Mehr lesen')}: {title}]({source.address})" if source.address else ""
    text = "\n\n".join(part for part in (f"## {title}", escaped(summary), more) if part)
    return drafted(item, source, text, title=reading.title, with_picture=True)


def escaped(text: str) -> str:
    """Plain words as markup that says the same."""
    return _MARKUP.sub(r"\\\1", one_line(text))
