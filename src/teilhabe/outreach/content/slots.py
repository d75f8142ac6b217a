"""What information adds to navigation, search and the start page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.extensions import NAVIGATION, QUICK_ACTIONS, SEARCH, WAITING, Hit, NavigationItem, Waiting
from teilhabe.core.users.models import User
from teilhabe.outreach.content import event_slots
from teilhabe.outreach.content.models import Fact, InfoItem
from teilhabe.outreach.content.policies import ITEMS
from teilhabe.outreach.content.selectors.facts import facts_due
from teilhabe.outreach.content.selectors.items import due_for_check, items_listed, matching
from teilhabe.outreach.content.selectors.reviews import returned_to, risks_to_decide, to_decide

__all__ = ["event_slots"]
MOST_HITS = 20


@NAVIGATION.fill
def pages(user: User) -> Iterator[NavigationItem]:
    if ITEMS.allows(user, VIEW):
        yield NavigationItem(_("Informationen"), reverse("content:items"))


@QUICK_ACTIONS.fill
def beginnings(user: User) -> Iterator[NavigationItem]:
    if ITEMS.allows(user, ADD):
        yield NavigationItem(_("Information schreiben"), reverse("content:item_add"))


@SEARCH.fill
def items(user: User, text: str) -> Iterator[Hit]:
    """By the words of a title, in any language, or by the address."""
    if ITEMS.allows(user, VIEW):
        for item in items_listed(user).filter(pk__in=matching(text)).order_by("-changed_at")[:MOST_HITS]:
            yield Hit(_("Informationen"), str(item), item.get_absolute_url(), detail=item.get_kind_display())


@WAITING.fill
def reviews(user: User) -> Iterator[Waiting]:
    """Texts that a second person has to read, and those that came back."""
    if not ITEMS.allows(user, CHANGE):
        return
    yield Waiting(
        _("Texte warten auf Ihre Prüfung"),
        to_decide(user).count(),
        reverse("content:reviews"),
        detail=_("Lesen und freigeben, auch auf dem Telefon."),
    )
    yield Waiting(
        _("Ein niedrigeres Risiko wartet auf eine zweite Person"),
        risks_to_decide(user).count(),
        reverse("content:reviews"),
        detail=_("Danach gehen Übersetzungen auch ungeprüft hinaus."),
    )
    yield Waiting(
        _("Texte haben Sie zurückbekommen"),
        returned_to(user).count(),
        reverse("content:reviews"),
        detail=_("Mit einer Anmerkung, was zu ändern ist."),
    )


@WAITING.fill
def checks(user: User) -> Iterator[Waiting]:
    """Own items and facts whose date to be checked is near; urgent once it is past."""
    if not ITEMS.allows(user, CHANGE):
        return
    today = timezone.localdate()
    own = InfoItem.objects.filter(due_for_check(today), owner=user)
    dates = list(own.values_list("check_by", flat=True))
    yield Waiting(
        _("Informationen sind wieder zu prüfen"),
        len(dates),
        f"{reverse('content:items')}?owner={user.pk}&due=1",
        detail=_("Stimmt noch, was darin steht?"),
        is_urgent=any(each is not None and each < today for each in dates),
    )
    facts = list(Fact.objects.filter(facts_due(today), owner=user).values_list("check_by", flat=True))
    yield Waiting(
        _("Angaben in Texten sind wieder zu prüfen"),
        len(facts),
        f"{reverse('content:facts')}?owner={user.pk}&due=soon",
        detail=_("Stimmen Telefon, Preis und Öffnungszeit noch?"),
        is_urgent=any(each is not None and each < today for each in facts),
    )
