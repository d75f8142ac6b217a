"""Where a catalogue lacks a text, readers get the language that is closest to theirs, and German last.

Django itself falls back to the language of the source, which is German here: right for plain German only.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import trans_real

from teilhabe.outreach.languages import NEIGHBOURS, language_of

COMMON = "en"
"""What most people read who read none of the others."""


def next_best(code: str) -> str:
    """The language in which a text is shown that the catalogue of `code` lacks; "" for the last one."""
    own = language_of(code)
    if own in (settings.LANGUAGE_CODE, COMMON):
        return "" if code == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE
    neighbour = NEIGHBOURS.get(own, "")
    return neighbour if neighbour and own > neighbour else COMMON


class Translation(trans_real.DjangoTranslation):
    """Django's catalogue with our order of languages."""

    def _add_fallback(self, localedirs: list[str] | None = None) -> None:
        following = next_best(self.language())
        if not following or self.language() == COMMON:
            return
        if self.domain == "django" and localedirs is None:
            self.add_fallback(trans_real.translation(following))
        else:
            self.add_fallback(type(self)(following, domain=self.domain, localedirs=localedirs))


def install() -> None:
    """From now on, every catalogue that Django loads is one of ours."""
    trans_real.DjangoTranslation = Translation  # type: ignore[misc]
