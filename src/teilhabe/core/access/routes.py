"""Every route declares who may enter it; the declaration is enforced where it stands.

    @permitted(Person, VIEW)                  # a list: `reach(user)` decides what is in it
    @permitted(Person, CHANGE, key="person")  # one row: the view receives the row itself, never a foreign one

A route without a declaration is refused and fails `teilhabe-office check`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch

from teilhabe.core.access.policy import ADD, VIEW, policy_of
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role

View = Callable[..., HttpResponseBase]
Kind = Literal["public", "signed in", "staff", "role", "model"]


@dataclass(frozen=True)
class Access:
    """Who may enter a route; `key` names the argument that identifies one row of `model`.

    `makes` is the model of a row that the page will add to that one.
    """

    kind: Kind
    roles: frozenset[Role] = frozenset()
    model: type[Model] | None = None
    verb: str = ""
    key: str = ""
    makes: type[Model] | None = None

    def admits(self, user: User | None) -> bool:
        """Whether this user may enter at all; which rows they find there is the policy's business."""
        if self.kind == "public":
            return True
        if user is None or not user.is_active:
            return False
        if self.makes is not None and not policy_of(self.makes).allows(user, ADD):
            return False
        if self.model is not None:
            return policy_of(self.model).allows(user, self.verb)
        return {
            "signed in": True,
            "staff": user.standing.is_staff,
            "role": bool(user.standing.roles & self.roles),
        }[self.kind]


PUBLIC = Access("public")
SIGNED_IN = Access("signed in")
STAFF = Access("staff")


def only(*roles: Role) -> Access:
    return Access("role", roles=frozenset(roles))


def public(view: View) -> View:
    return _guarded(view, PUBLIC)


def signed_in(view: View) -> View:
    return _guarded(view, SIGNED_IN)


def staff(view: View) -> View:
    return _guarded(view, STAFF)


def permitted(
    model: type[Model], verb: str = VIEW, key: str = "", makes: type[Model] | None = None
) -> Callable[[View], View]:
    """For users to whom the model's policy grants `verb`, and who may add rows of `makes` where that is given.

    With `key` the route's argument of that name is replaced by the row: 404 where the user may not see it,
    403 where they may see it but not do this.
    """
    return lambda view: _guarded(view, Access("model", model=model, verb=verb, key=key, makes=makes))


def user_of(request: HttpRequest) -> User:
    """Who is signed in; only behind a guard that lets nobody else through."""
    return cast(User, request.user)


def _guarded(view: View, access: Access) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refusal = refuse(request, access)
        if refusal is not None:
            return refusal
        if access.key:
            kwargs[access.key] = _row(request, access, kwargs[access.key])
        return view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]  # functions carry attributes, their type does not say so
    return guarded


def refuse(request: HttpRequest, access: Access) -> HttpResponseBase | None:
    """None for those who may enter, the way to sign in for those nobody knows yet; else PermissionDenied."""
    if access.kind == "public":
        return None
    user = request.user if request.user.is_authenticated else None
    if user is None:
        return redirect_to_login(request.get_full_path())
    if not access.admits(user):
        raise PermissionDenied
    return None


def _row(request: HttpRequest, access: Access, value: object) -> Model:
    assert access.model is not None
    policy, user = policy_of(access.model), user_of(request)
    try:
        found = policy.reach(user, access.verb).filter(pk=value).first()
        is_visible = found is not None or policy.reach(user, VIEW).filter(pk=value).exists()
    except (ValueError, ValidationError) as error:  # no such key can exist
        raise Http404 from error
    if not is_visible:
        raise Http404
    if found is None:
        raise PermissionDenied
    return cast(Model, found)


_FOREIGN: dict[str, Access] = {}


def declare(routes: Mapping[str, Access]) -> None:
    """For routes of libraries, by their names; `admin:` stands for everything in a namespace."""
    _FOREIGN.update(routes)


def access_of(match: ResolverMatch) -> Access | None:
    """What the route declares itself, or what was declared for it."""
    own = getattr(match.func, "access", None)
    if own is not None:
        return cast(Access, own)
    return foreign_access(match.view_name or "")


def foreign_access(name: str) -> Access | None:
    namespace = f"{name.partition(':')[0]}:" if ":" in name else ""
    return _FOREIGN.get(name) or _FOREIGN.get(namespace)
