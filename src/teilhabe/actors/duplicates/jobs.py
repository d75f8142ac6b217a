"""Every night: look for people who were entered twice."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.duplicates.pairing import likely_pairs
from teilhabe.actors.duplicates.selectors import entries
from teilhabe.core.jobs.job import daily, job, schedule


@job(label=_("Doppelte Einträge suchen"), in_transaction=False)
def find_duplicates() -> None:
    """Store the pairs found now; decisions stay, pairs nobody decided about and that are no longer alike go."""
    now = timezone.now()
    found = [
        PossibleDuplicate(
            first_id=pair.one.key,
            second_id=pair.other.key,
            probability=round(pair.likeness.probability, 4),
            reasons=list(pair.likeness.reasons),
            found_at=now,
        )
        for pair in likely_pairs(list(entries()))
    ]
    with transaction.atomic():
        PossibleDuplicate.objects.bulk_create(
            found,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["first", "second"],
            update_fields=["probability", "reasons", "found_at"],
        )
        gone = Q(found_at__lt=now, are_two_people_since=None)
        PossibleDuplicate.objects.filter(gone).delete()


schedule(find_duplicates, daily(at="02:30"))
