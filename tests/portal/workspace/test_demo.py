"""The demonstration invents an office in an empty database, and leaves every other one alone."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.cast import Cast

from teilhabe.actors.models import Consent, Person
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError, UsageError
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.truth import saying_wrong
from teilhabe.outreach.content.models import Edition, InfoItem, Revision
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.portal.workspace import demonstrated_texts
from teilhabe.portal.workspace.demonstrated_dispatches import LABEL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def without_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in an installed package, which comes without cities; it is faster, too."""
    monkeypatch.setattr(demonstrated_texts, "FOLDER", tmp_path / "nowhere")


def _demo(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("without_texts")
def test_the_demonstration_has_an_account_for_every_role_and_two_organisations() -> None:
    assert "24 erfundene Personen" in _demo("--persons", "20")
    held = Membership.objects.values_list("role", "organisation")
    assert {role for role, _organisation in held} == set(Role.values)
    assert len({organisation for role, organisation in held if role == Role.ORGANISATION_MEMBER}) == 2
    assert Person.objects.count() == 24
    assert Consent.objects.exists()
    assert User.objects.get(email="volunteer@musterstadt.example").person.family_name == "Winter"


@pytest.mark.usefixtures("without_texts")
def test_everything_ends_in_a_domain_for_examples_and_nobody_has_a_password() -> None:
    _demo("--persons", "5")
    assert not User.objects.exclude(email__endswith="@musterstadt.example").exists()
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert AuditEntry.objects.filter(operator="teilhabe-office demo").exists()


@pytest.mark.usefixtures("without_texts")
def test_a_second_call_changes_nothing() -> None:
    _demo("--persons", "5")
    assert _demo("--persons", "50") == "Die Vorführung ist schon da.\n"
    assert Person.objects.count() == 9


def test_a_database_with_real_rows_is_left_as_it_is(cast: Cast) -> None:
    with pytest.raises(InputError, match="holds accounts"):
        _demo()
    assert not Person.objects.exists()
    assert Organisation.objects.count() == 2


def test_a_senseless_number_of_people_is_refused() -> None:
    with pytest.raises(UsageError, match="choose 1"):
        _demo("--persons", "0")


def test_the_texts_of_musterstadt_are_out_and_some_are_in_the_making() -> None:
    _demo("--persons", "5")
    assert len(shelf("de").readings) > 25
    assert {edition.outdated != [] for edition in Edition.objects.filter(variant__item__key="muell-trennen")} == {
        True,
        False,
    }
    states = Revision.objects.filter(variant__translated_from=None).values_list("state", flat=True)
    assert {Revision.State.IN_REVIEW, Revision.State.RETURNED} <= set(states)
    assert InfoItem.objects.filter(check_by__lt=timezone.localdate(), owner__isnull=False).exists()
    assert InfoItem.objects.filter(is_urgent=True, publish_until__lt=timezone.now()).exists()
    below = Conversation.objects.filter(way="page", state="open")
    assert {(each.item.key, each.revision.variant.language) for each in below if each.item and each.revision} == {
        ("bus-und-bahn", "de"),
        ("stadtbibliothek", "ar"),
    }
    assert not InfoItem.objects.filter(is_sample=False).exists()


def test_every_dispatch_says_that_it_is_invented_and_one_is_no_longer_right() -> None:
    call_command("demo", persons=20)
    dispatches = list(Dispatch.objects.all())
    assert {each.state for each in dispatches} == {"sent", "undecided", "draft"}
    assert all(LABEL in each.title and LABEL in each.text for each in dispatches)
    assert len(saying_wrong()) == 1
