"""What must hold before a step is taken; each says in a sentence what is in the way."""

from __future__ import annotations

from datetime import date

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.placements.ages import age_on
from teilhabe.engagement.placements.filling import LIVE, places_left, running
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

WANTED = (Opportunity.State.OPEN, Opportunity.State.PAUSED)
ADULT = 18


def may_decide(by: User, proposal: Proposal) -> bool:
    """A member, for an opportunity of their organisation, once the volunteer has said yes."""
    is_willing = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.WILLING).exists()
    return is_willing and OPPORTUNITIES.may(by, CHANGE, proposal.opportunity)


def require_state(proposal: Proposal, starts: tuple[str, ...]) -> None:
    proposal.refresh_from_db()
    if proposal.state not in starts:
        raise InputError(
            f"„{proposal}“ ist inzwischen anders: {proposal.get_state_display()}. Bitte laden Sie die Seite neu.",
            f"“{proposal}” has changed meanwhile ({proposal.state}). Please reload the page.",
        )


def require_wanted(opportunity: Opportunity) -> None:
    if opportunity.state not in WANTED:
        raise InputError(
            f"Für „{opportunity}“ wird gerade niemand gesucht ({opportunity.get_state_display()}).",
            f"Nobody is wanted for “{opportunity}” at the moment ({opportunity.state}).",
        )


def require_place(opportunity: Opportunity) -> None:
    if not places_left(opportunity):
        raise InputError(
            f"„{opportunity}“ ist schon besetzt. Erhöhen Sie zuerst die Zahl der Plätze.",
            f"“{opportunity}” is filled already. Raise the number of its places first.",
        )


def require_new(volunteer: Volunteer, opportunity: Opportunity) -> None:
    pair = {"volunteer": volunteer, "opportunity": opportunity}
    if Proposal.objects.filter(**pair, state__in=LIVE).exists():
        raise InputError(
            f"{volunteer} ist für „{opportunity}“ schon vorgeschlagen.",
            f"{volunteer} has been proposed for “{opportunity}” already.",
        )
    if running().filter(**pair).exists():
        raise InputError(f"{volunteer} macht „{opportunity}“ schon.", f"{volunteer} does “{opportunity}” already.")


def require_guardian(volunteer: Volunteer, day: date) -> None:
    """Whoever is under 18 needs the consent of those who have custody of them (§ 107 BGB)."""
    born = volunteer.born_on
    if born is None or volunteer.guardian_agreed_on or age_on(born, day) >= ADULT:
        return
    raise InputError(
        f"{volunteer} ist noch nicht 18. Tragen Sie zuerst das Einverständnis der Sorgeberechtigten ein.",
        f"{volunteer} is under 18. First enter that the guardians have agreed.",
    )


def require_end(assignment: Assignment, ends_on: date, ending: str) -> None:
    if ends_on < assignment.starts_on:
        raise InputError(
            f"Der letzte Tag liegt vor dem ersten ({assignment.starts_on:%d.%m.%Y}).",
            f"The last day is before the first one ({assignment.starts_on:%d.%m.%Y}).",
        )
    if ending not in Assignment.Ending.values:
        raise InputError("Bitte wählen Sie, warum es endet.", "Please choose why it ends.")
