"""What translating adds to navigation, search, the start page and the page of an item."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, SEARCH, WAITING, Hit, NavigationItem, Waiting
from teilhabe.core.users.models import User
from teilhabe.outreach.content.extensions import VARIANT_LINKS
from teilhabe.outreach.content.models import InfoItem, Variant
from teilhabe.outreach.content.policies import ITEMS, VARIANTS
from teilhabe.outreach.translation.policies import TERMS
from teilhabe.outreach.translation.selectors.coverage import matrix
from teilhabe.outreach.translation.selectors.terms import matching_terms

MOST_HITS = 20


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if ITEMS.allows(user, VIEW):
        yield NavigationItem(_("Übersetzungen"), reverse("translation:coverage"))
        yield NavigationItem(_("Glossar"), reverse("translation:terms"))


@VARIANT_LINKS.fill
def links(variant: Variant, user: User) -> Iterator[NavigationItem]:
    if variant.translated_from_id is not None and VARIANTS.allows(user, VIEW):
        yield NavigationItem(_("Übersetzen"), reverse("translation:workspace", kwargs={"variant": variant.pk}))


@WAITING.fill
def outdated(user: User) -> Iterator[Waiting]:
    """Segments whose source changed, in the items that this person looks after."""
    if VARIANTS.allows(user, CHANGE):
        rows = matrix(InfoItem.objects.filter(owner=user, withdrawn_at=None)).rows.values()
        count = sum(cell.outdated for row in rows for cell in row)
        label = ngettext("Übersetzter Abschnitt ist veraltet", "Übersetzte Abschnitte sind veraltet", count)
        detail = _("In Informationen, für die Sie zuständig sind.")
        yield Waiting(label, count, reverse("translation:coverage"), detail=detail)


@SEARCH.fill
def terms(user: User, text: str) -> Iterator[Hit]:
    if TERMS.allows(user, VIEW):
        for term in matching_terms(text)[:MOST_HITS]:
            address = reverse("translation:terms") + f"?q={term.text}"
            if TERMS.allows(user, CHANGE):
                address = reverse("translation:term", kwargs={"term": term.pk})
            yield Hit(_("Glossar"), term.text, address, detail=", ".join(term.translations.values()))
