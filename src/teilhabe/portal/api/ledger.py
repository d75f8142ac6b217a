"""Which item changed when, as programs that come again must be told it.

Whatever the reason of a change is (a text, a fact, a category, the clock), it shows in what is delivered. So every new
state of a list is compared with the one before, and the moment at which the difference was found is kept. Moments
only grow: whoever has a list `as_of` a moment misses nothing if they ask for what changed after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from teilhabe.portal.api.models import DeliveredItem, DeliveredList

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)


class Overtaken(Exception):
    """Another process has delivered a newer state meanwhile."""


@dataclass(frozen=True)
class Ledger:
    """When each item of a list changed last, and when each one that is in it no more went."""

    begun_at: datetime
    as_of: datetime
    changed: Mapping[str, datetime]
    removed: Mapping[str, datetime]


def record(name: str, number: int, until: datetime | None, digests: Mapping[str, str]) -> Ledger:
    """Take down a state of a list; Overtaken where it is no longer the newest. Two queries where it is known."""
    with transaction.atomic():
        now, end = timezone.now(), until or NEVER
        former, is_new = DeliveredList.objects.select_for_update().get_or_create(
            name=name, defaults={"number": number, "until": end, "begun_at": now, "as_of": now}
        )
        if (number, end) < (former.number, former.until):
            raise Overtaken
        entries = {entry.key: entry for entry in former.entries.all()}
        if is_new or (number, end) > (former.number, former.until):
            _compare(former, entries, digests, now if is_new else max(now, former.as_of + _STEP))
            former.number, former.until = number, end
            former.save()
    return Ledger(
        former.begun_at,
        former.as_of,
        {key: entry.changed_at for key, entry in entries.items() if not entry.is_removed},
        {key: entry.changed_at for key, entry in entries.items() if entry.is_removed},
    )


def _compare(
    former: DeliveredList, entries: dict[str, DeliveredItem], digests: Mapping[str, str], moment: datetime
) -> None:
    """Entries become what `digests` say; those that differ change at `moment`."""
    different = list(_different(former, entries, digests))
    for entry in different:
        entry.changed_at, entries[entry.key] = moment, entry
    known = [entry for entry in different if entry.pk is not None]
    DeliveredItem.objects.bulk_create([entry for entry in different if entry.pk is None])
    DeliveredItem.objects.bulk_update(known, ["digest", "changed_at", "is_removed"])
    if different:
        former.as_of = moment


def _different(
    former: DeliveredList, entries: Mapping[str, DeliveredItem], digests: Mapping[str, str]
) -> Iterator[DeliveredItem]:
    for key, digest in digests.items():
        entry = entries.get(key) or DeliveredItem(of=former, key=key)
        if entry.digest != digest or entry.is_removed:
            entry.digest, entry.is_removed = digest, False
            yield entry
    for key, entry in entries.items():
        if key not in digests and not entry.is_removed:
            entry.is_removed = True
            yield entry
