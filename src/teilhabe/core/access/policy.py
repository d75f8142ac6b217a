"""Who may do what with the rows of a model: a table of roles, checked in one place.

A policy is data: for each verb the roles that hold it, and for each role how far it reaches.

    PERSONS = register(Policy(
        Person,
        {VIEW: {Role.COORDINATOR: ALL, Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN}},
        organisation="affiliations__organisation",
        owner="user",
    ))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Model, Q, QuerySet

from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

VIEW, ADD, CHANGE, DELETE, EXPORT = "view", "add", "change", "delete", "export"


class Scope(Enum):
    """How far a permission reaches."""

    ALL = "all"
    OWN_ORGANISATION = "own organisation"
    OWN = "own"


ALL, OWN_ORGANISATION, OWN = Scope.ALL, Scope.OWN_ORGANISATION, Scope.OWN

Grants = Mapping[Role, Scope]


def everywhere(*roles: Role) -> dict[Role, Scope]:
    """The grants of roles that reach every row."""
    return dict.fromkeys(roles, ALL)


@dataclass(frozen=True)
class Policy:
    """`organisation` and `owner` are lookups from the model to an organisation and to a user, "" for none."""

    model: type[Model]
    grants: Mapping[str, Grants]
    organisation: str = ""
    owner: str = ""

    def scopes(self, user: User, verb: str) -> frozenset[Scope]:
        held = self.grants.get(verb, {})
        if not user.is_active:
            return frozenset()
        return frozenset(held[role] for role in user.standing.roles if role in held)

    def allows(self, user: User, verb: str) -> bool:
        """Whether there can be any row with which the user may do this."""
        return bool(self.scopes(user, verb))

    def reach(self, user: User, verb: str = VIEW) -> QuerySet[Any]:
        """The rows with which the user may do this."""
        rows: QuerySet[Any] = self.model._default_manager.all()
        scopes = self.scopes(user, verb)
        if ALL in scopes:
            return rows
        mine = Q(pk__in=())
        if OWN_ORGANISATION in scopes:
            mine |= Q(**{f"{self.organisation}__in": user.standing.organisations})
        if OWN in scopes:
            mine |= Q(**{self.owner: user.pk})
        # As a sub-query, so that a join over many organisations yields no row twice.
        return rows.filter(pk__in=self.model._default_manager.filter(mine).values("pk")) if scopes else rows.none()

    def may(self, user: User, verb: str, target: Model) -> bool:
        """Whether the user may do this with this row; a row that is not stored yet is nobody's own."""
        scopes = self.scopes(user, verb)
        return ALL in scopes or (bool(scopes) and self.reach(user, verb).filter(pk=target.pk).exists())


_POLICIES: dict[type[Model], Policy] = {}


def register(policy: Policy) -> Policy:
    """Each app registers the policies of its models in its `policies.py`."""
    if policy.model in _POLICIES:
        raise ValueError(f"{policy.model.__name__} has a policy already")
    for grants in policy.grants.values():
        if OWN_ORGANISATION in grants.values() and not policy.organisation:
            raise ValueError(f"{policy.model.__name__} leads to no organisation")
        if OWN in grants.values() and not policy.owner:
            raise ValueError(f"{policy.model.__name__} leads to no owner")
    _POLICIES[policy.model] = policy
    return policy


def policy_of(model: type[Model]) -> Policy:
    """KeyError where nobody registered one: no policy, no access."""
    return _POLICIES[model]


def policies() -> Iterable[Policy]:
    return tuple(_POLICIES.values())
