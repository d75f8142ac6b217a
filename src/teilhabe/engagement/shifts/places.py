"""Who has a place in a shift. Everything here runs inside a transaction that holds the shift's row.

Locks are taken in one order, the shift first and volunteers after it, so that nobody waits for each other in a circle.
On SQLite a transaction has the whole database for itself from its beginning (IMMEDIATE).
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts import letters
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.shifts.requiring import mixed_needs
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

State = SignUp.State
TAKING_PEOPLE = (Opportunity.State.OPEN, Opportunity.State.FILLED)


def locked(shift: Shift) -> Shift:
    """The shift as it is now; nobody else gives or takes a place of it until the transaction ends."""
    return Shift.objects.select_for_update(of=("self",)).select_related("opportunity").get(pk=shift.pk)


def free(shift: Shift) -> int:
    """Places that nobody has; below 0 where places were taken away after they were given."""
    return shift.places - shift.sign_ups.filter(state__in=SignUp.TAKING_A_PLACE).count()


def state_for_newcomer(shift: Shift) -> str:
    """A place where there is one and nobody who could take it has waited for it longer."""
    free_places = free(shift)
    return State.BOOKED if free_places > 0 and not _first(shift, free_places, _queue(shift)) else State.WAITING


def clashes(volunteer: Volunteer, shift: Shift) -> QuerySet[SignUp]:
    """Places that this volunteer has in other shifts at the same time, wherever they are."""
    return SignUp.objects.filter(
        volunteer=volunteer,
        state__in=SignUp.TAKING_A_PLACE,
        shift__is_cancelled=False,
        shift__starts_at__lt=shift.ends_at,
        shift__ends_at__gt=shift.starts_at,
    ).exclude(shift=shift)


def require_open(shift: Shift) -> None:
    """InputError where nobody can sign up any more."""
    if shift.is_cancelled:
        raise InputError("Diese Schicht fällt aus.", "This shift is cancelled.")
    if shift.ends_at <= timezone.now():
        raise InputError("Diese Schicht ist schon vorbei.", "This shift is over already.")
    if shift.opportunity.state not in TAKING_PEOPLE:
        raise InputError(
            f"Für „{shift.opportunity}“ wird im Moment niemand gesucht.",
            f"Nobody is looked for “{shift.opportunity}” at the moment.",
        )


def require_room(volunteer: Volunteer, shift: Shift) -> None:
    """InputError where they are in this shift already, or somewhere else at that time; holds the volunteer's row."""
    Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    if shift.sign_ups.filter(volunteer=volunteer, state__in=SignUp.IN_FORCE).exists():
        raise InputError(
            f"{volunteer} ist für diese Schicht schon angemeldet.", f"{volunteer} is signed up for this shift already."
        )
    other = clashes(volunteer, shift).select_related("shift__opportunity").first()
    if other is not None:
        raise InputError(
            f"{volunteer} ist in dieser Zeit schon dabei: {other.shift}.",
            f"{volunteer} has a place in another shift at this time: {other.shift}.",
        )


def move_up(shift: Shift) -> list[SignUp]:
    """Free places go to those who have waited longest and have time; each is told by mail."""
    if shift.is_cancelled or shift.starts_at <= timezone.now():
        return []
    able = _queue(shift)
    lucky = []
    while (free_places := free(shift)) > 0 and (chosen := _first(shift, free_places, able)):
        able.remove(chosen)
        chosen.state = State.BOOKED
        chosen.save(update_fields=["state"])
        letters.tell_moved_up(chosen)
        lucky.append(chosen)
    return lucky


def _queue(shift: Shift) -> list[SignUp]:
    """Who waits and has time, the first one first; holds their rows."""
    waiting = list(shift.sign_ups.filter(state=State.WAITING).select_related("volunteer__person"))
    list(Volunteer.objects.select_for_update().filter(pk__in=[each.volunteer_id for each in waiting]).order_by("pk"))
    return [each for each in waiting if not clashes(each.volunteer, shift).exists()]


def _first(shift: Shift, free_places: int, able: list[SignUp]) -> SignUp | None:
    """Of those who can come the one who has waited longest, unless the last places are for what a group still needs."""
    if not able:
        return None
    open_needs = mixed_needs(shift, free_places, [each.volunteer for each in able])
    return next((each for each in able if each.despite or not open_needs[each.volunteer_id]), None)
