"""What privacy shows on the pages of others."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import VIEW
from teilhabe.core.extensions import DOCTOR, NAVIGATION, WAITING, Examined, NavigationItem, Waiting
from teilhabe.core.privacy.policies import DELETION_PROOFS
from teilhabe.core.privacy.restoring import tombstones_missing_from_file
from teilhabe.core.privacy.selectors import people_ending_soon
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

WARNED = frozenset({Role.COORDINATOR, Role.HEAD_OF_OFFICE})


@NAVIGATION.fill
def privacy_pages(user: User) -> Iterator[NavigationItem]:
    if DELETION_PROOFS.allows(user, VIEW):
        yield NavigationItem(_("Datenschutz"), reverse("privacy:register"), "administration", "shield")


@WAITING.fill
def people_who_will_be_erased(user: User) -> Iterator[Waiting]:
    if user.standing.roles & WARNED and (count := people_ending_soon(user)):
        label = ngettext(
            "Person wird in den nächsten 30 Tagen gelöscht",
            "Personen werden in den nächsten 30 Tagen gelöscht",
            count,
        )
        yield Waiting(label, count, reverse("privacy:ending"))


@DOCTOR.fill
def tombstones_are_written() -> Iterator[Examined]:
    missing = tombstones_missing_from_file()
    if missing:
        text = _("%(count)d Löschungen fehlen in der Datei tombstones.jsonl: Der nächtliche Auftrag trägt sie nach.")
        yield Examined(False, text % {"count": missing}, is_warning=True)
