"""What the office knows about people and why: declared per model, in each app's `personal.py`.

From these declarations come the retention engine, export (Art. 15, 20 GDPR), erasure (Art. 17) and the register of
processing (Art. 30). A field that no declaration names fails the check.

    declare(PersonalData(
        model=ContactPoint,
        subject="person",
        fields=("value", "language"),
        impersonal=("id", "person", "kind", "created_at"),
        purpose=REACHING_PEOPLE,
        legal_basis=LegalBasis.PUBLIC_TASK,
        recipients=(),
        retention=Retention(after="person__last_contact_at", years=2),
        on_erasure=Erasure.DELETE,
    ))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class LegalBasis(models.TextChoices):
    """Why the office may process it: Art. 6 (1) GDPR, with the provision of the Land where it needs one."""

    CONSENT = "consent", _("Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO)")
    CONTRACT = "contract", _("Vertrag (Art. 6 Abs. 1 Buchst. b DSGVO)")
    LEGAL_OBLIGATION = "legal obligation", _("rechtliche Verpflichtung (Art. 6 Abs. 1 Buchst. c DSGVO)")
    PUBLIC_TASK = "public task", _("öffentliche Aufgabe (Art. 6 Abs. 1 Buchst. e DSGVO)")


class Erasure(Enum):
    """What becomes of a row when its subject is erased, or when its time is over."""

    DELETE = "delete"
    BLANK = "blank"
    """The personal fields are emptied; what is left counts people and says nothing about them."""
    KEEP = "keep"
    """A duty forbids it; `Retention.reason` says which, and the row holds no more than random keys and moments."""


ANYBODY = "anybody"
"""`subject_model` of a row whose subject field holds the key of a person or of an account."""
NOBODY = ""
"""`subject_model` of a row that belongs to nobody, though its text may mention somebody (see `mentions`)."""


@dataclass(frozen=True)
class Purpose:
    """What it is needed for: one entry of the register of processing."""

    id: str
    name: str | Promise
    description: str | Promise


@dataclass(frozen=True)
class Retention:
    """How long a row is kept after the moment in the field `after` (a lookup); none of them: as long as its subject.

    `extended_by` is a second moment (a lookup, often empty): where it is later, the time runs from there.
    """

    after: str = ""
    extended_by: str = ""
    years: int = 0
    months: int = 0
    days: int = 0
    reason: str | Promise = ""

    @property
    def is_with_subject(self) -> bool:
        return not self.after


WITH_SUBJECT = Retention()


@dataclass(frozen=True)
class PersonalData:
    """The personal fields of one model; `subject` is the lookup to its subject, "" where the row is the subject.

    `withheld` are personal too, but secret: an export says that they exist and shows none. `identifying` are those of
    `fields` by which somebody is recognised elsewhere. `mentions` are fields whose text may name anybody: when a person
    is erased, rows in which they are named are treated like their own. `coarsened` are moments of which only the month
    is left, `stamp` is set to the moment at which a row was emptied. `told` are those of `impersonal` that an export
    tells too: they say something as long as the row is somebody's. `reads` says from a row how a field reads to people
    where its value alone does not tell them. `confided_to` is the lookup to the account that alone may learn of a row:
    an export that anybody else makes leaves it out, unless it is about themselves; "" for no such row.
    """

    model: type[models.Model]
    subject: str
    fields: tuple[str, ...]
    purpose: Purpose
    legal_basis: LegalBasis
    retention: Retention
    impersonal: tuple[str, ...] = ()
    recipients: tuple[str | Promise, ...] = ()
    is_special_category: bool = False
    """Art. 9 GDPR: origin, religion, health."""
    on_erasure: Erasure = Erasure.DELETE
    subject_model: str = "actors.person"
    """`app.model` of the subject; `users.user` for what belongs to an account; ANYBODY or NOBODY."""
    withheld: tuple[str, ...] = ()
    identifying: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    coarsened: tuple[str, ...] = ()
    stamp: str = ""
    told: tuple[str, ...] = ()
    reads: Mapping[str, Callable[[Any], str]] = field(default_factory=dict, hash=False)
    confided_to: str = ""

    @property
    def personal(self) -> tuple[str, ...]:
        """Every field that says something about somebody."""
        return (*self.fields, *self.withheld, *self.coarsened)


@dataclass(frozen=True)
class SubjectKind:
    """A model whose rows are human beings. Lookups from one row to others that are the same human being:

    `duplicate_of` to the row that this one was merged into, `account` to what they sign in with.
    """

    model: type[models.Model]
    duplicate_of: str = ""
    account: str = ""

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


_DECLARED: list[PersonalData] = []
_WITHOUT: dict[type[models.Model], str | Promise] = {}
_KINDS: dict[str, SubjectKind] = {}


def declare(*declarations: PersonalData) -> None:
    """One declaration per purpose; a model whose fields serve several purposes has several."""
    _DECLARED.extend(declarations)


def declare_impersonal(model: type[models.Model], why: str | Promise) -> None:
    """A model that says nothing about anybody, and why that is so."""
    _WITHOUT[model] = why


def declarations() -> Iterable[PersonalData]:
    return tuple(_DECLARED)


def declarations_of(model: type[models.Model]) -> tuple[PersonalData, ...]:
    return tuple(each for each in _DECLARED if each.model is model)


def is_declared_impersonal(model: type[models.Model]) -> bool:
    return model in _WITHOUT


def reasons_impersonal() -> dict[type[models.Model], str | Promise]:
    """The models that say nothing about anybody, and why."""
    return dict(_WITHOUT)


def declare_subjects(*kinds: SubjectKind) -> None:
    """Whose data they are: people, accounts."""
    _KINDS.update({kind.label: kind for kind in kinds})


def subject_kinds() -> tuple[SubjectKind, ...]:
    return tuple(_KINDS.values())


def subject_kind(label: str) -> SubjectKind | None:
    """The kind of subject with this `app.model`, None where its rows are no human beings."""
    return _KINDS.get(label)
