"""A field about which nobody has decided keeps the site from starting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from teilhabe.actors.models import ContactPoint
from teilhabe.core.privacy.checks import faults, undeclared_fields
from teilhabe.core.privacy.declarations import (
    Erasure,
    LegalBasis,
    PersonalData,
    Purpose,
    Retention,
    declarations_of,
    is_declared_impersonal,
)
from teilhabe.core.users.models import User

PURPOSE = Purpose("probe", "Probe", "Zur Probe.")


@pytest.fixture
def diary() -> Iterator[type[models.Model]]:
    with isolate_apps("teilhabe.actors"):

        class Diary(models.Model):
            text = models.TextField()

            class Meta:
                app_label = "actors"

            def __str__(self) -> str:
                return self.text

        yield Diary


def declared(**changes: Any) -> PersonalData:
    return replace(declarations_of(ContactPoint)[0], **changes)


def ids(declaration: PersonalData) -> list[str]:
    return [str(message.id) for message in faults(declaration)]


def test_every_field_of_every_installed_model_is_declared() -> None:
    assert [str(message) for message in run_checks(tags=["privacy"])] == []


def test_every_model_is_declared_one_way_and_not_both() -> None:
    assert [m for m in apps.get_models() if bool(declarations_of(m)) == is_declared_impersonal(m)] == []


def test_a_model_nobody_declared_fails_for_each_of_its_fields(diary: type[models.Model]) -> None:
    messages = list(undeclared_fields(diary))
    assert [(message.id, str(message.msg).split(" is ")[0]) for message in messages] == [
        ("privacy.E001", "actors.Diary: id"),
        ("privacy.E001", "actors.Diary: text"),
    ]


def test_a_declaration_that_fits_has_no_fault() -> None:
    assert ids(declared()) == []


@pytest.mark.parametrize(
    ("changes", "id_"),
    [
        ({"fields": ("value", "shoe_size")}, "privacy.E002"),
        ({"mentions": ("shoe_size",)}, "privacy.E002"),
        ({"subject": "nobody"}, "privacy.E003"),
        ({"subject": "organisation"}, "privacy.E003"),
        ({"subject": "person__note"}, "privacy.E003"),
        ({"subject_model": "actors.partner"}, "privacy.E003"),
        ({"retention": Retention(after="value", years=1)}, "privacy.E004"),
        ({"retention": Retention(after="person__nothing", years=1)}, "privacy.E004"),
        ({"retention": Retention(after="created_at", extended_by="person", years=1)}, "privacy.E004"),
        ({"fields": (), "identifying": ()}, "privacy.E005"),
        ({"purpose": Purpose("", "", "")}, "privacy.E005"),
        ({"fields": ("value", "is_preferred"), "on_erasure": Erasure.BLANK}, "privacy.E006"),
    ],
)
def test_a_declaration_that_leads_nowhere_is_found(changes: dict[str, Any], id_: str) -> None:
    assert ids(declared(**changes)) == [id_]


def test_what_no_two_rows_may_share_cannot_be_emptied_in_all_of_them() -> None:
    account = PersonalData(
        model=User, subject="", subject_model="users.user", fields=("name", "email"), purpose=PURPOSE,
        legal_basis=LegalBasis.CONSENT, retention=Retention(), on_erasure=Erasure.BLANK,
    )  # fmt: skip
    assert [str(message.msg) for message in faults(account) if message.id == "privacy.E006"] == [
        "users.User: email is to be emptied, but needs a value in each row."
    ]


def test_personal_data_need_a_purpose() -> None:
    with pytest.raises(TypeError, match="purpose"):
        PersonalData(  # type: ignore[call-arg]  # that is the promise
            model=ContactPoint,
            subject="person",
            fields=("value",),
            legal_basis=LegalBasis.CONSENT,
            retention=Retention(),
        )


def test_a_path_over_two_relations_may_lead_to_the_date() -> None:
    assert ids(declared(purpose=PURPOSE, retention=Retention(after="person__user__last_login", years=1))) == []
