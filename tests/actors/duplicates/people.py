"""People for these tests."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.reaching import contact_key


def person(given_name: str, family_name: str, *contacts: tuple[str, str], **fields: Any) -> Person:
    made = Person.objects.create(given_name=given_name, family_name=family_name, **fields)
    for kind, value in contacts:
        ContactPoint.objects.create(person=made, kind=kind, value=value, key=contact_key(kind, value))
    return made


def stored() -> dict[str, list[dict[str, Any]]]:
    """Every row about people and organisations, as the database holds it; the list of merges left out."""
    models = [model for model in apps.get_app_config("actors").get_models() if model.__name__ != "Merge"]
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}
