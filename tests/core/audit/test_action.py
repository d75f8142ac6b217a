"""Every write is allowed, whole and recorded, or it does not happen."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.cast import Cast

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import ACTIONS, Action, Operator
from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class Rename(Action[Organisation]):
    verb = CHANGE
    sentence = "hat „{target}“ umbenannt"
    organisation_row: Organisation
    name: str

    @property
    def target(self) -> Organisation:
        return self.organisation_row

    def perform(self) -> Organisation:
        self.organisation_row.name = self.name
        self.organisation_row.save()
        if not self.name:
            raise InputError("Der Name fehlt.", "The name is missing.")
        return self.organisation_row


def test_an_allowed_action_records_who_what_before_and_after(cast: Cast) -> None:
    head = cast.user(Role.HEAD_OF_OFFICE)
    Rename(by=head, organisation_row=cast.organisation, name="Neu").run()
    entry = AuditEntry.objects.select_related("detail").get()
    assert (entry.user_id, entry.target_model, entry.target_key) == (
        head.pk,
        "users.organisation",
        str(cast.organisation.pk),
    )
    assert (entry.detail.target_label, entry.detail.before, entry.detail.after) == (
        "Verein Probe",
        {"name": "Verein Probe"},
        {"name": "Neu"},
    )


def test_a_member_changes_their_own_organisation_and_no_other(cast: Cast) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    Rename(by=member, organisation_row=cast.organisation, name="Eigen").run()
    with pytest.raises(PermissionDenied):
        Rename(by=member, organisation_row=cast.other_organisation, name="Fremd").run()
    cast.other_organisation.refresh_from_db()
    assert cast.other_organisation.name == "Verein Fremd"
    assert AuditEntry.objects.count() == 1


def test_an_action_that_fails_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(InputError):
        Rename(by=Operator("Probe"), organisation_row=cast.organisation, name="").run()
    cast.organisation.refresh_from_db()
    assert cast.organisation.name == "Verein Probe"
    assert not AuditEntry.objects.exists()


def test_the_database_refuses_to_change_or_drop_what_was_logged(cast: Cast) -> None:
    Rename(by=Operator("Probe"), organisation_row=cast.organisation, name="Neu").run()
    for attempt in (
        lambda: AuditEntry.objects.update(action="nothing"),
        lambda: AuditEntry.objects.all()._raw_delete("default"),
        lambda: AuditDetail.objects.update(after={}),
        lambda: AuditDetail.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()


def test_a_detail_can_be_emptied_wholly(cast: Cast) -> None:
    Rename(by=Operator("Probe"), organisation_row=cast.organisation, name="Neu").run()
    AuditDetail.objects.update(target_label="", before={}, after={}, subject=None, redacted_at=timezone.now())
    assert AuditDetail.objects.get().target_label == ""


def test_two_actions_of_one_name_stop_the_start_with_both_places() -> None:
    other = {"verb": CHANGE, "sentence": "hat „{target}“ anders umbenannt", "__module__": "tests.elsewhere.actions"}
    told = "Two actions are logged as tests.Rename: in tests.core.audit.test_action and in tests.elsewhere.actions."
    with pytest.raises(TypeError, match=re.escape(told)):
        type("Rename", (Action,), other)
    assert ACTIONS["tests.Rename"] is Rename
