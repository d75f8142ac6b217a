"""Who may see and change people, organisations, consents and partners."""

from __future__ import annotations

from teilhabe.actors.models import Affiliation, Consent, ConsentText, ContactPoint, Merge, Partner, Person
from teilhabe.core.access.policy import (
    ADD,
    ALL,
    CHANGE,
    DELETE,
    EXPORT,
    OWN,
    OWN_ORGANISATION,
    VIEW,
    Policy,
    everywhere,
    register,
)
from teilhabe.core.users.models import Organisation, User
from teilhabe.core.users.roles import STAFF, Role

COORDINATION = everywhere(Role.COORDINATOR, Role.HEAD_OF_OFFICE)
ORGANISATIONS_KEPT = everywhere(Role.COORDINATOR, Role.HEAD_OF_OFFICE, Role.EDITOR)

# Members of an organisation see who works there and as what (Affiliation), not the people themselves: their
# telephone numbers, languages and notes are no business of the organisation's.
PERSONS = register(
    Policy(
        Person,
        {
            VIEW: {**COORDINATION, Role.VOLUNTEER: OWN},
            ADD: COORDINATION,
            CHANGE: {**COORDINATION, Role.VOLUNTEER: OWN},
            EXPORT: COORDINATION,
            DELETE: COORDINATION,
        },
        owner="user",
    )
)
CONTACT_POINTS = register(
    Policy(
        ContactPoint,
        {
            VIEW: {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN},
            ADD: {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN},
            CHANGE: {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN},
            DELETE: {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN},
        },
        # Members keep the ways to reach their organisation; those of its people are the people's own.
        organisation="organisation",
        owner="person__user",
    )
)
AFFILIATIONS = register(
    Policy(
        Affiliation,
        {
            VIEW: {**COORDINATION, Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN},
            ADD: COORDINATION,
            CHANGE: COORDINATION,
            DELETE: COORDINATION,
        },
        organisation="organisation",
        owner="person__user",
    )
)
CONSENT_TEXTS = register(Policy(ConsentText, {VIEW: everywhere(*STAFF), ADD: COORDINATION}))
CONSENTS = register(
    Policy(
        Consent,
        {
            VIEW: {**COORDINATION, Role.VOLUNTEER: OWN},
            ADD: COORDINATION,
            CHANGE: {**COORDINATION, Role.VOLUNTEER: OWN},
        },
        owner="person__user",
    )
)
ORGANISATIONS = register(
    Policy(
        Organisation,
        {
            VIEW: {**everywhere(*STAFF), Role.ORGANISATION_MEMBER: OWN_ORGANISATION},
            ADD: ORGANISATIONS_KEPT,
            CHANGE: {**ORGANISATIONS_KEPT, Role.ORGANISATION_MEMBER: OWN_ORGANISATION},
            EXPORT: ORGANISATIONS_KEPT,
        },
        organisation="pk",
    )
)
PARTNERS = register(
    Policy(
        Partner,
        {
            VIEW: {**everywhere(*STAFF), Role.ORGANISATION_MEMBER: OWN_ORGANISATION},
            ADD: ORGANISATIONS_KEPT,
            CHANGE: {**ORGANISATIONS_KEPT, Role.ORGANISATION_MEMBER: OWN_ORGANISATION},
        },
        organisation="organisation",
    )
)
MERGES = register(Policy(Merge, {VIEW: COORDINATION, ADD: COORDINATION, CHANGE: COORDINATION}))


def keeps(user: User, policy: Policy) -> bool:
    """Whether the user looks after all rows of the model for the office, not only after their own."""
    return ALL in policy.scopes(user, CHANGE)
