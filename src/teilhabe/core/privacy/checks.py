"""The check that every field of every model is declared: personal, with purpose and retention, or not personal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Model

from teilhabe.core.privacy.declarations import declarations_of, is_declared_impersonal


@register("privacy")
def every_field_is_declared(app_configs: Sequence[AppConfig] | None, **_options: Any) -> Sequence[CheckMessage]:
    return [message for model in apps.get_models() for message in _undeclared(model)]


def _undeclared(model: type[Model]) -> Iterator[Error]:
    if is_declared_impersonal(model):
        return
    known = {name for each in declarations_of(model) for name in (*each.fields, *each.impersonal)}
    for field in model._meta.concrete_fields:
        if field.name not in known:
            yield Error(
                f"{model._meta.label}.{field.name} is declared neither personal nor impersonal.",
                hint="Name it in a PersonalData or declare_impersonal() of its app's personal.py.",
                obj=model,
                id="privacy.E001",
            )
