"""What people are asked to agree to: the office's own wording where it has one, else the one that comes with us."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import override

from teilhabe.actors.models import Consent, ConsentText, Person
from teilhabe.actors.selectors.consents import newest_version
from teilhabe.outreach.languages import wishes

OURS = ("de", "en", "ar")
"""The languages in which our own wording can be read, besides plain German."""
PLAIN_GERMAN = "de-simple"


@dataclass(frozen=True)
class Agreement:
    """One purpose; `title` and `text` answer in the language that is active, `in_plain_german` is our text in that."""

    purpose: str
    title: Callable[[], str]
    text: Callable[[], str]
    in_plain_german: str

    def wording(self, site_language: str) -> ConsentText:
        """The newest version in the language that its reader takes best; not stored where it is ours and unused yet."""
        newest = ConsentText.objects.filter(purpose=self.purpose, version=newest_version(self.purpose))
        known = {each.language: each for each in newest} or {each.language: each for each in self._ours()}
        wanted = (site_language, *(language for language, _level in wishes(site_language)))
        return next((known[language] for language in wanted if language in known), None) or next(iter(known.values()))

    def agreed_to(self, site_language: str) -> ConsentText:
        """The same, stored: in all languages at once, so that the next reader finds theirs."""
        if not newest_version(self.purpose):
            ConsentText.objects.bulk_create(self._ours(), ignore_conflicts=True)
        return self.wording(site_language)

    def in_force(self, person: Person) -> list[Consent]:
        """What they agreed to and have not withdrawn, the newest version last."""
        given = Consent.objects.filter(person=person, text__purpose=self.purpose, withdrawn_at=None)
        return list(given.select_related("text", "person").order_by("text__version", "pk"))

    def _ours(self) -> Iterator[ConsentText]:
        for language in OURS:
            with override(language):
                yield self._first(language, self.text())
        with override("de"):
            yield self._first(PLAIN_GERMAN, self.in_plain_german)

    def _first(self, language: str, text: str) -> ConsentText:
        return ConsentText(purpose=self.purpose, version=1, language=language, title=self.title(), text=text)
