"""What subscribers agree to: the office's own wording where it has one, else the one that comes with the software."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.actors.models import ConsentText
from teilhabe.actors.selectors.consents import newest_version
from teilhabe.outreach.languages import wishes

PURPOSE = "newsletter"
OURS = ("de", "en", "ar")
"""The languages in which our own wording can be read, besides plain German."""
PLAIN_GERMAN = "de-simple"
IN_PLAIN_GERMAN = (
    "Ja, ich möchte den Rundbrief. Das Büro schickt ihn an meine E-Mail-Adresse. Er kommt in meiner Sprache und zu "
    "meinen Themen. Ich kann ihn immer abbestellen. In jeder E-Mail steht ein Link dafür."
)


def wording(site_language: str) -> ConsentText:
    """The newest version in the language that its reader takes best; not stored where it is ours and unused yet."""
    stored = {
        each.language: each for each in ConsentText.objects.filter(purpose=PURPOSE, version=newest_version(PURPOSE))
    }
    known = stored or {each.language: each for each in _ours()}
    wanted = (site_language, *(language for language, _level in wishes(site_language)))
    return next((known[language] for language in wanted if language in known), None) or next(iter(known.values()))


def agreed_to(site_language: str) -> ConsentText:
    """The same, stored: in all languages at once, so that the next reader finds theirs."""
    if not newest_version(PURPOSE):
        ConsentText.objects.bulk_create(_ours(), ignore_conflicts=True)
    return wording(site_language)


def _ours() -> Iterator[ConsentText]:
    for language in OURS:
        with override(language):
            yield ConsentText(purpose=PURPOSE, version=1, language=language, title=_("Rundbrief"), text=_text())
    yield ConsentText(purpose=PURPOSE, version=1, language=PLAIN_GERMAN, title="Rundbrief", text=IN_PLAIN_GERMAN)


def _text() -> str:
    return _(
        "Das Büro darf mir den Rundbrief an meine E-Mail-Adresse schicken, in meiner Sprache und zu meinen Themen. "
        "Ich kann ihn jederzeit abbestellen: Der Link dafür steht in jeder Mail."
    )
