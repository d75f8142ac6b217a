"""Whose data they are: a human being may be several rows, a person entered twice and the account they sign in with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import Model, QuerySet

from teilhabe.core.privacy.declarations import (
    ANYBODY,
    NOBODY,
    PersonalData,
    SubjectKind,
    subject_kind,
    subject_kinds,
)
from teilhabe.core.users.models import User


@dataclass(frozen=True, order=True)
class Subject:
    """The row of a human being: `label` is its model (`actors.person`), `key` its random key."""

    label: str
    key: UUID

    def row(self) -> Model | None:
        kind = subject_kind(self.label)
        return _rows(kind).filter(pk=self.key).first() if kind else None


Human = frozenset[Subject]


def subject_of(row: Model) -> Subject:
    return Subject(row._meta.label_lower, cast(UUID, row.pk))


def human_behind(row: Model, *, with_account: bool = True) -> Human:
    """Every row that is the same human being as this one, over merged duplicates and, if asked, the account."""
    found: set[Subject] = set()
    waiting = {subject_of(row)}
    while waiting:
        subject = waiting.pop()
        found.add(subject)
        waiting |= set(_neighbours(subject, with_account)) - found
    return frozenset(found)


def rows_of(declared: PersonalData, human: Human) -> QuerySet[Any]:
    """The rows of this declaration that belong to the human being."""
    rows = declared.model._base_manager.all()
    if declared.subject_model == NOBODY:
        return rows.none()
    keys = [subject.key for subject in human if declared.subject_model in (subject.label, ANYBODY)]
    return rows.filter(**{f"{declared.subject or 'pk'}__in": keys})


def rows_for(declared: PersonalData, human: Human, reader: User | None) -> QuerySet[Any]:
    """The same, as far as the reader may learn of them."""
    rows = rows_of(declared, human)
    if not declared.confided_to or (reader is not None and subject_of(reader) in human):
        return rows
    return rows.filter(**{declared.confided_to: reader.pk}) if reader is not None else rows.none()


def _neighbours(subject: Subject, with_account: bool) -> Iterator[Subject]:
    for kind in subject_kinds():
        rows = _rows(kind)
        if kind.label == subject.label:
            if kind.duplicate_of:
                yield from _subjects(kind, rows.filter(pk=subject.key), kind.duplicate_of)
                yield from _subjects(kind, rows.filter(**{kind.duplicate_of: subject.key}), "pk")
            if kind.account and with_account:
                yield from _subjects(_accounts(kind), rows.filter(pk=subject.key), kind.account)
        elif kind.account and with_account and _accounts(kind).label == subject.label:
            yield from _subjects(kind, rows.filter(**{kind.account: subject.key}), "pk")


def _accounts(kind: SubjectKind) -> SubjectKind:
    """The kind of subject that a person's account is."""
    model = cast(type[Model], kind.model._meta.get_field(kind.account).related_model)
    return cast(SubjectKind, subject_kind(model._meta.label_lower))


def _subjects(kind: SubjectKind, rows: QuerySet[Any], lookup: str) -> Iterator[Subject]:
    return (Subject(kind.label, key) for key in rows.values_list(lookup, flat=True) if key is not None)


def _rows(kind: SubjectKind) -> QuerySet[Any]:
    return kind.model._base_manager.all()
