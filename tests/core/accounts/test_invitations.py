"""Accounts come by invitation: one link, one use, a week."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from tests.cast import Cast
from tests.core.accounts.signing_in import is_signed_in, sign_in

from teilhabe.core.accounts.models import Invitation
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.jobs.working import work_off
from teilhabe.core.mail.models import Message
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

NEW = "Noch ein langer Satz als Passwort"
FORM = {"name": "Ada Muster", "email": "Ada@Probe.example", "language": "de", "roles": ["volunteer"]}


def invite(cast: Cast, **changes: object) -> User:
    cast.client(Role.ADMINISTRATOR).post(reverse("accounts:invite"), {**FORM, **changes})
    return User.objects.get(email="ada@probe.example")


def link() -> str:
    """The path of the link in the latest mail."""
    found = re.search(r"https?://[^/]+(/\S+)", Message.objects.latest("pk").body)
    assert found
    return found[1]


def test_an_invited_person_chooses_a_password_and_is_in(cast: Cast, client: Client) -> None:
    user = invite(cast)
    message = Message.objects.get()
    assert (message.to, message.subject) == ("ada@probe.example", user.pk)
    assert not user.has_usable_password()
    page = client.get(link())
    assert "Willkommen, Ada Muster" in page.content.decode()
    assert client.post(link(), {"password": NEW}).headers["Location"] == reverse("workspace:start")
    assert is_signed_in(client)
    browser = Client()
    sign_in(browser, "ada@probe.example", NEW)
    assert is_signed_in(browser)
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {
        "accounts.Invite",
        "accounts.AcceptInvitation",
    }


def test_who_reads_arabic_is_invited_in_arabic(cast: Cast, client: Client) -> None:
    invite(cast, language="ar")
    message = Message.objects.get()
    assert (message.language, message.subject_line) == ("ar", "حسابكم في Teilhabe")
    assert message.body.startswith("مرحبًا Ada Muster،")
    assert link().startswith("/ar/account/invitation/")
    page = client.get(link()).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "<bdi>ada@probe.example</bdi>" in page
    weak = client.post(link(), {"password": "kurz"}).content.decode()
    assert "كلمة المرور قصيرة جدًا. يجب أن تحتوي على 12 حرفًا على الأقل." in weak
    assert client.post(link(), {"password": NEW}).headers["Location"] == "/ar/office/"
    assert client.get("/ar/office/").headers["Location"] == "/en/office/"


def test_a_language_that_the_site_has_stopped_speaking_locks_nobody_out(cast: Cast, settings: Settings) -> None:
    user = invite(cast, language="ar")
    settings.ACCOUNT_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
    cast.client(Role.ADMINISTRATOR).post(reverse("accounts:invite_anew", args=[user.pk]))
    assert link().startswith("/en/account/invitation/")


def test_a_link_works_once(cast: Cast, client: Client) -> None:
    invite(cast)
    client.post(link(), {"password": NEW})
    again = Client()
    assert again.get(link()).status_code == 410
    assert "Dieser Link gilt nicht mehr" in again.post(link(), {"password": "ganz anderer Satz"}).content.decode()
    assert not is_signed_in(again)


def test_an_expired_link_leads_nowhere(cast: Cast, client: Client) -> None:
    user = invite(cast)
    Invitation.objects.filter(user=user).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link()).status_code == 410
    assert client.post(link(), {"password": NEW}).status_code == 410


def test_the_link_is_good_for_a_week(cast: Cast) -> None:
    invite(cast)
    invitation = Invitation.objects.get()
    assert invitation.expires_at - invitation.sent_at == timedelta(days=7)


def test_a_new_invitation_kills_the_former_link(cast: Cast, client: Client) -> None:
    user = invite(cast)
    former = link()
    cast.client(Role.ADMINISTRATOR).post(reverse("accounts:invite_anew", args=[user.pk]))
    assert client.get(former).status_code == 410
    assert client.get(link()).status_code == 200


def test_an_invitation_taken_back_leaves_no_account(cast: Cast, client: Client) -> None:
    user = invite(cast)
    administrator, address = cast.client(Role.ADMINISTRATOR), reverse("accounts:withdraw_invitation", args=[user.pk])
    assert "Einladung zurücknehmen?" in administrator.get(address).content.decode()
    administrator.post(address)
    assert not User.objects.filter(pk=user.pk).exists()
    assert client.get(link()).status_code == 410


def test_an_accepted_invitation_cannot_be_taken_back(cast: Cast, client: Client) -> None:
    user = invite(cast)
    client.post(link(), {"password": NEW})
    cast.client(Role.ADMINISTRATOR).post(reverse("accounts:withdraw_invitation", args=[user.pk]))
    assert User.objects.filter(pk=user.pk).exists()


def test_a_weak_password_is_refused_with_the_reason(cast: Cast, client: Client) -> None:
    invite(cast)
    for weak in ("kurz", "1qaz2wsx3edc", "adaprobeexample"):
        assert client.post(link(), {"password": weak}).status_code == 200, weak
        assert not is_signed_in(client)


def test_members_are_invited_for_their_organisation(cast: Cast) -> None:
    user = invite(cast, roles=["organisation_member"], organisation=cast.organisation.pk)
    assert user.standing.organisations == {cast.organisation.pk}


def test_what_makes_no_sense_is_said_and_changes_nothing(cast: Cast) -> None:
    administrator = cast.client(Role.ADMINISTRATOR)
    home = administrator.post(reverse("accounts:invite"), {**FORM, "roles": ["organisation_member"]})
    assert "Bitte wählen Sie die Organisation." in home.content.decode()
    taken = administrator.post(reverse("accounts:invite"), {**FORM, "email": cast.user(Role.EDITOR).email.upper()})
    assert "gibt es schon ein Konto" in taken.content.decode()
    assert not Message.objects.exists()


def test_only_administrators_invite(cast: Cast) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert cast.client(role).post(reverse("accounts:invite"), FORM).status_code == 403


def test_the_token_is_kept_nowhere_but_in_the_letter(cast: Cast) -> None:
    user = invite(cast)
    token = link().rstrip("/").rpartition("/")[2]
    assert token not in str(Invitation.objects.filter(user=user).values())
    entry = AuditEntry.objects.select_related("detail").get()
    assert token not in str((entry.detail.before, entry.detail.after))


def test_the_first_administrator_is_invited_from_the_command_line(db: None, client: Client) -> None:
    told = StringIO()
    call_command("invite", "chef@probe.example", name="Kim Chef", role=["administrator"], stdout=told)
    path = told.getvalue().strip().rpartition("http://localhost:8000")[2]
    client.post(path, {"password": NEW})
    assert is_signed_in(client)
    assert client.get(reverse("workspace:start")).headers["Location"] == reverse("mfa_index")
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert AuditEntry.objects.filter(operator="teilhabe-office").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"email": "keine adresse"}, {"organisation": "Gibt es nicht"}, {"role": ["organisation_member"]}],
)
def test_the_command_says_what_is_wrong(db: None, wrong: dict[str, object]) -> None:
    given = {"email": "chef@probe.example", "name": "Kim", "role": ["administrator"], **wrong}
    with pytest.raises(InputError):
        call_command("invite", given.pop("email"), **given)
    assert not User.objects.exists()


def test_whoever_came_in_another_way_leaves_no_link_behind_that_opens_their_account(cast: Cast, client: Client) -> None:
    user = invite(cast)
    invitation_link = link()
    client.post(reverse("account_reset_password"), {"email": user.email})
    work_off()
    assert link() != invitation_link
    client.post(link(), {"password": NEW})
    sign_in(client, user.email, NEW)
    assert is_signed_in(client)
    assert Client().get(invitation_link).status_code == 410
