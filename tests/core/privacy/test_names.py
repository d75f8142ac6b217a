"""What people read about their data names it in their language, not in that of the database."""

from __future__ import annotations

import pytest
from django.utils import translation

from teilhabe.core.privacy.declarations import PersonalData, Retention, declarations
from teilhabe.core.privacy.names import field_name, model_name
from teilhabe.core.privacy.register import retention_text


def _fields(declared: PersonalData) -> set[str]:
    term = declared.retention
    return {*declared.personal, *(lookup for lookup in (term.after, term.extended_by) if lookup)}


@pytest.mark.parametrize("declared", declarations(), ids=lambda each: each.model._meta.label)
def test_every_personal_field_has_a_name_for_people(declared: PersonalData) -> None:
    with translation.override("de"):
        assert model_name(declared.model) not in (declared.model._meta.model_name, "")
        unnamed = {name for name in _fields(declared) if field_name(declared.model, name) == _of_the_code(name)}
    assert unnamed == set()


def _of_the_code(lookup: str) -> str:
    """What Django calls a field that nobody named."""
    return lookup.split("__")[-1].replace("_", " ")


def test_a_name_is_for_one_row_or_for_several() -> None:
    from_library = next(each.model for each in declarations() if each.model.__name__ == "UserSession")
    with translation.override("de"):
        assert (model_name(from_library), model_name(from_library, 3)) == ("angemeldetes Gerät", "angemeldete Geräte")
        assert field_name(from_library, "last_seen_at") == "zuletzt benutzt am"


def test_a_term_that_a_later_moment_extends_says_so() -> None:
    account = next(each for each in declarations() if each.retention.extended_by == "last_login")
    assert isinstance(account.retention, Retention)
    with translation.override("de"):
        assert "oder „Letzte Anmeldung“, je nachdem, was später war" in retention_text(account)
