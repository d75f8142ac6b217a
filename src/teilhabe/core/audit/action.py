"""`Action`: every write is allowed, whole and recorded, or it does not happen.

@dataclass(frozen=True, kw_only=True)
class RenameOrganisation(Action[Organisation]):
    verb = CHANGE
    sentence = _("hat die Organisation „{target}“ umbenannt")
    row: Organisation
    name: str

    @property
    def target(self) -> Organisation:
        return self.row

    def perform(self) -> Organisation:
        self.row.name = self.name
        self.row.save(update_fields=["name"])
        return self.row

RenameOrganisation(by=user, row=organisation, name="Neu").run()
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils.functional import Promise

from teilhabe.core.access.policy import policy_of
from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.audit.values import Values, difference, values_of
from teilhabe.core.users.models import User

Result = TypeVar("Result")

ACTIONS: dict[str, type[Action[Any]]] = {}
"""Every action by the name under which it is logged."""


@dataclass(frozen=True)
class Operator:
    """Whoever acts without an account: a person at the command line, a job. The machine has let them in already."""

    name: str


By = User | Operator


@dataclass(frozen=True, kw_only=True)
class Action(ABC, Generic[Result]):
    """One write: who may, what changes, what is recorded; all in one transaction."""

    verb: ClassVar[str]
    """What the policy of the target's model is asked for."""
    sentence: ClassVar[str | Promise]
    """The predicate of a German sentence about it, with {target}: "hat die Person „{target}“ angelegt"."""
    unlogged: ClassVar[frozenset[str]] = frozenset()
    """Columns that the log does not repeat: what strangers wrote is kept in one place only, and goes when it goes."""

    by: By

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if hasattr(cls, "verb") and hasattr(cls, "sentence"):  # what only its subclasses share is no action
            _register(cls)

    @classmethod
    def logged_as(cls) -> str:
        """For example `actors.ChangePerson`: the app and the class."""
        room = cls.__module__.removeprefix("teilhabe.").removeprefix("core.").split(".")[0]
        return f"{room}.{cls.__name__}"

    @property
    @abstractmethod
    def target(self) -> Model | type[Model]:
        """The row that changes, or the model of the row that will be made."""

    @abstractmethod
    def perform(self) -> Result:
        """Do it; permission and transaction are given. InputError where it cannot be done."""

    def is_allowed(self) -> bool:
        """Whether the policy lets `by` do this; an action with more to ask than that adds it here."""
        if isinstance(self.by, Operator):
            return True
        policy = policy_of(self.model)
        if isinstance(self.target, type):
            return policy.allows(self.by, self.verb)
        return policy.may(self.by, self.verb, self.target)

    @property
    def model(self) -> type[Model]:
        # Not type(): the user of a request comes wrapped.
        return self.target if isinstance(self.target, type) else self.target._meta.model

    def run(self) -> Result:
        """The result of `perform`; PermissionDenied where it is not allowed, and then nothing has changed."""
        with transaction.atomic():
            if not self.is_allowed():
                raise PermissionDenied
            label, before = self._label_before(), self._stored()
            result = self.perform()
            self._record(label, before, result)
        return result

    def _label_before(self) -> str:
        return "" if isinstance(self.target, type) else str(self.target)

    def _stored(self) -> Values:
        """What the database holds now, locked until the end: the object at hand may carry unsaved changes."""
        if isinstance(self.target, type):
            return {}
        rows = self.model._default_manager.select_for_update().filter(pk=self.target.pk)
        row = rows.first()
        return values_of(row) if row else {}

    def _record(self, label: str, before: Values, result: Result) -> None:
        row = result if isinstance(self.target, type) and isinstance(result, Model) else self.target
        key = "" if isinstance(row, type) else _key(row, before)
        after = self.after(row)
        old, new = difference(self._logged(before), self._logged(after))
        entry = AuditEntry.objects.create(
            user=self.by if isinstance(self.by, User) else None,
            operator=self.by.name if isinstance(self.by, Operator) else "",
            action=self.logged_as(),
            target_model=self.model._meta.label_lower,
            target_key=key,
            organisation=self.organisation(),
        )
        AuditDetail.objects.create(
            entry=entry,
            subject=None if isinstance(row, type) else cast("UUID | None", getattr(row, "subject_id", None)),
            target_label=(label or ("" if isinstance(row, type) else str(row)))[:300],
            before=old,
            after=new,
        )

    def _logged(self, values: Values) -> Values:
        return {name: value for name, value in values.items() if name not in self.unlogged}

    def after(self, row: Model | type[Model]) -> Values:
        """The row's values now; nothing where it is gone. An action about many rows says here what it did."""
        if isinstance(row, type) or row.pk is None:
            return {}
        found = row._meta.model._default_manager.filter(pk=row.pk).first()
        return values_of(found) if found else {}

    def organisation(self) -> Any:
        """The organisation that the action concerns; None where it concerns the office."""
        return None


def _key(row: Model, before: Values) -> str:
    return str(row.pk) if row.pk is not None else str(before.get("id", ""))


def _register(action: type[Action[Any]]) -> None:
    """TypeError where another class is logged under this name already: the log could not tell the two apart."""
    name = action.logged_as()
    known = ACTIONS.setdefault(name, action)
    if known is not action:
        raise TypeError(f"Two actions are logged as {name}: in {known.__module__} and in {action.__module__}.")
