"""Something done with many rows of a list at once: asked before or undone after, and never beyond what one may."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import ngettext

from teilhabe.core.access.policy import policy_of
from teilhabe.core.access.routes import user_of
from teilhabe.core.language import told
from teilhabe.core.tables.columns import Label
from teilhabe.core.users.models import User
from teilhabe.errors import InputError

AT_ONCE = 1_000
"""More rows would keep the page waiting and other users from writing; a list can be narrowed and done in parts."""
UNDO_SECONDS = 600
CONFIRM_SECONDS = 3600
SAMPLE = 10
OFFER = "undo_offer"


@dataclass(frozen=True)
class BulkAction:
    """Something done with the chosen rows; `run` gets the request's user and the rows and returns what to tell.

    Instead of words it can return a file that is made of the rows.

    `run` makes each row's change an Action; all of them take place in one transaction. With `question` the page asks
    first, naming the number of rows. `undo` gets the user and the keys of the rows, makes it good again by Actions
    of its own, returns what to tell and is offered for ten minutes. Rows for which `only` does not hold are as they
    should be already: they are left out, so that undo leaves them alone as well.
    """

    name: str
    label: Label
    verb: str
    run: Callable[[Any, QuerySet[Any]], str | HttpResponse]
    question: Label = ""
    undo: Callable[[Any, Sequence[Any]], str] | None = None
    is_dangerous: bool = False
    only: Q | None = None


@dataclass(frozen=True)
class Bulk:
    """The actions of one list for one request; `rows` are all rows of the list, `found` those it shows now."""

    table: str
    request: HttpRequest
    actions: Sequence[BulkAction]
    rows: QuerySet[Any]
    found: QuerySet[Any]

    def respond(self) -> HttpResponse:
        """Does what the form of the list asks for and leads back to the list."""
        try:
            answer = self._act()
        except InputError as error:
            messages.error(self.request, told(error))
            answer = None
        return answer or HttpResponseRedirect(self.request.get_full_path())

    def _act(self) -> HttpResponse | None:
        """The page that asks first or the file that was made, where there is one."""
        if "undo" in self.request.POST:
            self._undo()
            return None
        action = self._action(self.request.POST.get("bulk", ""))
        keys = self._keys(action)
        may = self._within_reach(action, keys)
        if not may:
            raise InputError("Dafür fehlt Ihnen die Berechtigung.", "You are not allowed to do this.")
        due = self._due(action, may)
        left = " ".join(filter(None, (_done(len(may) - len(due)), _skipped(len(keys) - len(may)))))
        if not due:
            messages.info(self.request, left)
        elif action.question and "confirmed" not in self.request.POST:
            return self._ask(action, due, left)
        else:
            return self._run(action, due, left)
        return None

    def _action(self, name: str) -> BulkAction:
        for action in self.actions:
            if action.name == name:
                return action
        raise InputError("Bitte wählen Sie, was geschehen soll.", "Please choose what to do.")

    def _keys(self, action: BulkAction) -> list[Any]:
        """The keys of the chosen rows, InputError for none or too many; once confirmed, exactly those asked about."""
        post = self.request.POST
        if "confirmed" in post:
            return list(self._loaded(post["confirmed"], f"confirm:{action.name}", CONFIRM_SECONDS))
        if "all" in post:
            keys = list(self.found.order_by().values_list("pk", flat=True)[: AT_ONCE + 1])
        else:
            keys = _cleaned(self.rows.model, post.getlist("row"))
        if not keys:
            raise InputError("Bitte wählen Sie zuerst Einträge aus.", "Please choose some entries first.")
        if len(keys) > AT_ONCE:
            raise InputError(
                "Höchstens 1.000 Einträge gehen auf einmal. Bitte grenzen Sie die Liste ein.",
                "At most 1,000 entries can be done at once. Please narrow the list.",
            )
        return keys

    def _within_reach(self, action: BulkAction, keys: Sequence[Any]) -> list[Any]:
        """Of the keys those that are in this list and with whose rows the user may do this."""
        reach = policy_of(self.rows.model).reach(user_of(self.request), action.verb)
        chosen = self.rows.filter(pk__in=keys).filter(pk__in=reach.order_by().values("pk"))
        return list(dict.fromkeys(chosen.order_by("pk").values_list("pk", flat=True)))

    def _due(self, action: BulkAction, keys: Sequence[Any]) -> list[Any]:
        if action.only is None:
            return list(keys)
        return list(self._stored(keys).filter(action.only).order_by("pk").values_list("pk", flat=True))

    def _run(self, action: BulkAction, keys: Sequence[Any], left: str) -> HttpResponse | None:
        """The file, where the action makes one."""
        with transaction.atomic():
            told = action.run(user_of(self.request), self._stored(keys))
        if isinstance(told, HttpResponse):
            return told
        self._tell(action, f"{told} {left}".strip(), keys)
        return None

    def _stored(self, keys: Sequence[Any]) -> QuerySet[Any]:
        stored: QuerySet[Any] = self.rows.model._default_manager.filter(pk__in=keys)
        return stored

    def _ask(self, action: BulkAction, keys: Sequence[Any], left: str) -> HttpResponse:
        count = ngettext("%(count)s Eintrag", "%(count)s Einträge", len(keys)) % {"count": len(keys)}
        page = {
            "title": f"{action.label}: {count}",
            "question": action.question,
            "note": left,
            "items": [str(row) for row in self._stored(keys[:SAMPLE])],
            "more": max(0, len(keys) - SAMPLE),
            "hidden": {"bulk": action.name, "confirmed": self._signed(keys, f"confirm:{action.name}")},
            "action": action.label,
            "back": self.request.get_full_path(),
            "is_dangerous": action.is_dangerous,
        }
        return render(self.request, "confirm.html", page)

    def _tell(self, action: BulkAction, told: str, keys: Sequence[Any]) -> None:
        if action.undo is None:
            messages.success(self.request, told)
            return
        token = f"{action.name}:{self._signed(keys, f'undo:{action.name}')}"
        self.request.session[OFFER] = {"table": self.table, "text": told, "token": token}

    def _undo(self) -> None:
        name, _separator, token = self.request.POST["undo"].partition(":")
        action = self._action(name)
        keys = self._loaded(token, f"undo:{action.name}", UNDO_SECONDS)
        assert action.undo is not None  # only then somebody got a token
        with transaction.atomic():
            messages.success(self.request, action.undo(user_of(self.request), keys))

    def _signed(self, keys: Sequence[Any], purpose: str) -> str:
        return signing.dumps([str(key) for key in keys], salt=self._salt(purpose), compress=True)

    def _loaded(self, token: str, purpose: str, seconds: int) -> list[Any]:
        try:
            keys = signing.loads(token, salt=self._salt(purpose), max_age=seconds)
        except signing.BadSignature as error:  # also where it came too late
            raise InputError(
                "Das ist nicht mehr möglich: Die Zeit dafür ist abgelaufen.",
                "This is no longer possible: its time is over.",
            ) from error
        return _cleaned(self.rows.model, keys)

    def _salt(self, purpose: str) -> str:
        """A token serves one user, one list and one purpose."""
        return f"tables:{self.table}:{user_of(self.request).pk}:{purpose}"


def actions_for(user: User, model: type[Model], actions: Sequence[BulkAction]) -> list[BulkAction]:
    """Those that the user may do with some row at least."""
    return [action for action in actions if policy_of(model).allows(user, action.verb)]


def offered_undo(request: HttpRequest, table: str) -> Mapping[str, str] | None:
    """The offer to undo what was just done in this list; made once."""
    offer = request.session.get(OFFER)
    if not offer or offer["table"] != table:
        return None
    del request.session[OFFER]
    return dict(offer)


def _cleaned(model: type[Model], keys: Sequence[str]) -> list[Any]:
    """The keys as the model has them; what can be no key of it is left out."""
    cleaned = []
    for key in keys:
        try:
            cleaned.append(model._meta.pk.clean(key, None))
        except ValidationError:
            continue
    return cleaned


def _skipped(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s Eintrag bleibt, wie er ist: Dafür fehlt Ihnen die Berechtigung.",
        "%(count)s Einträge bleiben, wie sie sind: Dafür fehlt Ihnen die Berechtigung.",
        count,
    ) % {"count": count}


def _done(count: int) -> str:
    if not count:
        return ""
    told = ngettext("%(count)s Eintrag war schon so.", "%(count)s Einträge waren schon so.", count)
    return told % {"count": count}
