"""The check that every field of every model is declared: personal, with purpose and retention, or not personal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, DateField, Field, JSONField, Model, TextField

from teilhabe.core.privacy.declarations import (
    ANYBODY,
    NOBODY,
    Erasure,
    PersonalData,
    declarations,
    declarations_of,
    is_declared_impersonal,
    subject_kind,
)


@register("privacy")
def every_field_is_declared(app_configs: Sequence[AppConfig] | None, **_options: Any) -> Sequence[CheckMessage]:
    undeclared = [message for model in apps.get_models() for message in undeclared_fields(model)]
    return [*undeclared, *(message for each in declarations() for message in faults(each))]


def undeclared_fields(model: type[Model]) -> Iterator[Error]:
    """E001 for each field about which nobody has decided whether it is personal."""
    if is_declared_impersonal(model):
        return
    known = {name for each in declarations_of(model) for name in (*each.personal, *each.impersonal)}
    for field in model._meta.concrete_fields:
        if field.name not in known:
            yield _error(
                model,
                f"{field.name} is declared neither personal nor impersonal.",
                "privacy.E001",
                hint="Name it in a PersonalData or declare_impersonal() of its app's personal.py.",
            )


def faults(declared: PersonalData) -> Iterator[Error]:
    """What a declaration names that is not there, and what it leaves open."""
    model = declared.model
    if not declared.personal or not declared.purpose.id or not str(declared.purpose.name):
        yield _error(model, "is declared without a personal field or without a purpose.", "privacy.E005")
    own = {field.name for field in model._meta.concrete_fields}
    named = (*declared.personal, *declared.impersonal, *declared.mentions, *declared.identifying, declared.stamp)
    for name in named:
        if name and name not in own:
            yield _error(model, f"{name} is declared, but there is no such field.", "privacy.E002")
    yield from _faults_of_subject(declared)
    yield from _faults_of_emptying(declared, own)
    for lookup in (declared.retention.after, declared.retention.extended_by):
        if lookup and not isinstance(_field_at(model, lookup), DateField):
            yield _error(model, f"{lookup} is no date from which a time could run.", "privacy.E004")


def _faults_of_subject(declared: PersonalData) -> Iterator[Error]:
    model, label = declared.model, declared.subject_model
    if label == NOBODY:
        return
    if label == ANYBODY:
        is_there = _field_at(model, declared.subject) is not None
    else:
        end = _model_at(model, declared.subject)
        is_there = subject_kind(label) is not None and end is not None and end._meta.label_lower == label
    if not is_there:
        yield _error(model, f"{declared.subject or 'the row itself'} does not lead to {label}.", "privacy.E003")


def _faults_of_emptying(declared: PersonalData, own: set[str]) -> Iterator[Error]:
    if declared.on_erasure is not Erasure.BLANK:
        return
    for name in own.intersection((*declared.fields, *declared.withheld)):
        field = declared.model._meta.get_field(name)
        may_be_blank = isinstance(field, CharField | TextField | JSONField) and not field.unique
        if not (may_be_blank or getattr(field, "null", False)):
            yield _error(declared.model, f"{name} is to be emptied, but needs a value in each row.", "privacy.E006")


def _field_at(model: type[Model], lookup: str) -> Field[Any, Any] | None:
    """The field that a lookup like `person__user__last_login` ends at; None where it leads nowhere."""
    *way, last = lookup.split("__")
    end = _model_at(model, "__".join(way))
    try:
        found = end._meta.get_field(last) if end is not None else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _model_at(model: type[Model], lookup: str) -> type[Model] | None:
    """The model that a lookup over relations leads to."""
    for step in filter(None, lookup.split("__")):
        try:
            related = model._meta.get_field(step).related_model
        except FieldDoesNotExist:
            return None
        if not isinstance(related, type):
            return None
        model = related
    return model


def _error(model: type[Model], text: str, id_: str, hint: str | None = None) -> Error:
    return Error(f"{model._meta.label}: {text}", hint=hint, obj=model, id=id_)
