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

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

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
    """What becomes of a row when its subject is erased."""

    DELETE = "delete"
    BLANK = "blank"
    """The personal fields are emptied; what is left counts people and says nothing about them."""


@dataclass(frozen=True)
class Purpose:
    """What it is needed for: one entry of the register of processing."""

    id: str
    name: str | Promise
    description: str | Promise


@dataclass(frozen=True)
class Retention:
    """How long a row is kept after the moment in the field `after` (a lookup); none of them: as long as its subject."""

    after: str = ""
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
    """The personal fields of one model; `subject` is the lookup to its subject, "" where the row is the subject."""

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
    """`app.model` of the subject; `users.user` for what belongs to an account."""


_DECLARED: list[PersonalData] = []
_WITHOUT: dict[type[models.Model], str] = {}


def declare(*declarations: PersonalData) -> None:
    """One declaration per purpose; a model whose fields serve several purposes has several."""
    _DECLARED.extend(declarations)


def declare_impersonal(model: type[models.Model], why: str) -> None:
    """A model that says nothing about anybody, and why that is so."""
    _WITHOUT[model] = why


def declarations() -> Iterable[PersonalData]:
    return tuple(_DECLARED)


def declarations_of(model: type[models.Model]) -> tuple[PersonalData, ...]:
    return tuple(each for each in _DECLARED if each.model is model)


def is_declared_impersonal(model: type[models.Model]) -> bool:
    return model in _WITHOUT
