"""What administrators do with accounts, and what keeps them from locking the office out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.core.accounts.signing_in import app_of, factors, is_signed_in, sign_in

from teilhabe.core.accounts.actions.roles import Deactivate, RevokeRole
from teilhabe.core.audit.action import Operator
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.mail.models import Message
from teilhabe.core.users.models import Membership, User
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def second_administrator() -> User:
    user = User.objects.create_user("zweite@probe.example", name="Zweite Person")
    Membership.objects.create(user=user, role=Role.ADMINISTRATOR)
    return user


def test_the_list_shows_every_account_in_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for role in Role:
        cast.user(role)
    for number in range(60):
        User.objects.create_user(f"{number}@probe.example", name=f"Person {number}")
    client = cast.client(Role.ADMINISTRATOR)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("accounts:users")).content.decode()
    assert "coordinator@probe.example" in page
    assert "Mitglied einer Organisation (Verein Probe)" in page


def test_only_administrators_see_the_list(cast: Cast) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert cast.client(role).get(reverse("accounts:users")).status_code == 403


def test_people_see_their_own_account_and_no_other(cast: Cast) -> None:
    client, own = cast.client(Role.VOLUNTEER), cast.user(Role.VOLUNTEER)
    assert client.get(reverse("accounts:user", args=[own.pk])).status_code == 200
    assert client.get(reverse("accounts:user", args=[cast.user(Role.EDITOR).pk])).status_code == 404


def test_a_role_is_given_and_taken(cast: Cast) -> None:
    client, user = cast.client(Role.ADMINISTRATOR), cast.user(Role.EDITOR)
    client.post(reverse("accounts:grant_role", args=[user.pk]), {"role": "coordinator"})
    held = Membership.objects.get(user=user, role=Role.COORDINATOR)
    client.post(reverse("accounts:revoke_role", args=[held.pk]))
    assert not Membership.objects.filter(pk=held.pk).exists()
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "accounts.GrantRole",
        "accounts.RevokeRole",
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"role": "editor"}, "hat diese Rolle schon"),
        ({"role": "organisation_member"}, "Eine Organisation gehört zur Rolle"),
        ({"role": "erfunden"}, "Bitte wählen Sie eine Rolle."),
    ],
)
def test_a_role_that_makes_no_sense_is_not_given(cast: Cast, given: dict[str, str], told: str) -> None:
    address = reverse("accounts:grant_role", args=[cast.user(Role.EDITOR).pk])
    page = cast.client(Role.ADMINISTRATOR).post(address, given, follow=True)
    assert told in page.content.decode()
    assert Membership.objects.filter(user=cast.user(Role.EDITOR)).count() == 1


def test_nobody_gives_themselves_a_role(cast: Cast) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        own = reverse("accounts:grant_role", args=[cast.user(role).pk])
        assert cast.client(role).post(own, {"role": "administrator"}).status_code == 403
    assert not Membership.objects.filter(role=Role.ADMINISTRATOR).exists()


def test_administrators_keep_their_own_role_and_account(cast: Cast) -> None:
    second_administrator()
    client, own = cast.client(Role.ADMINISTRATOR), cast.user(Role.ADMINISTRATOR)
    for address in (
        reverse("accounts:revoke_role", args=[own.memberships.get().pk]),
        reverse("accounts:deactivate", args=[own.pk]),
    ):
        page = client.post(address, follow=True).content.decode()
        assert "bei Ihrem eigenen Konto nicht tun" in page
    own.refresh_from_db()
    assert own.is_active
    assert own.memberships.filter(role=Role.ADMINISTRATOR).exists()


def test_the_last_administrator_stays(cast: Cast) -> None:
    last, machine = cast.user(Role.ADMINISTRATOR), Operator("Probe")
    with pytest.raises(InputError):
        Deactivate(by=machine, user_row=last).run()
    with pytest.raises(InputError):
        RevokeRole(by=machine, membership=last.memberships.get()).run()
    sleeping = second_administrator()
    User.objects.filter(pk=sleeping.pk).update(is_active=False)
    with pytest.raises(InputError):  # somebody who cannot sign in is no help
        Deactivate(by=machine, user_row=last).run()


def test_a_deactivated_person_is_out_at_once_and_can_come_back(cast: Cast, client: Client) -> None:
    user, administrator = cast.user(Role.VOLUNTEER), cast.client(Role.ADMINISTRATOR)
    sign_in(client, user.email)
    address = reverse("accounts:deactivate", args=[user.pk])
    assert "Konto sperren?" in administrator.get(address).content.decode()
    administrator.post(address)
    assert client.get(reverse("account")).status_code == 302
    sign_in(client, user.email)
    assert not is_signed_in(client)
    administrator.post(reverse("accounts:activate", args=[user.pk]))
    sign_in(client, user.email)
    assert is_signed_in(client)


def test_a_lost_second_factor_is_reset_and_its_owner_told(cast: Cast, client: Client) -> None:
    user = cast.user(Role.EDITOR)
    app_of(user)
    administrator, address = cast.client(Role.ADMINISTRATOR), reverse("accounts:reset_second_factor", args=[user.pk])
    assert "Zweiten Faktor zurücksetzen?" in administrator.get(address).content.decode()
    administrator.post(address)
    assert factors(user) == set()
    assert Message.objects.get().to == user.email
    sign_in(client, user.email)
    assert client.get(reverse("workspace:start")).headers["Location"] == reverse("mfa_index")


def test_administrators_sign_somebody_out_everywhere(cast: Cast, client: Client) -> None:
    user = cast.user(Role.VOLUNTEER)
    sign_in(client, user.email)
    cast.client(Role.ADMINISTRATOR).post(reverse("accounts:end_sessions", args=[user.pk]))
    assert client.get(reverse("account")).status_code == 302


def test_nobody_else_touches_accounts(cast: Cast) -> None:
    target = cast.user(Role.VOLUNTEER)
    for role in set(Role) - {Role.ADMINISTRATOR, Role.VOLUNTEER}:
        client = cast.client(role)
        for name in ("deactivate", "activate", "end_sessions", "reset_second_factor", "invite_anew", "grant_role"):
            assert client.post(reverse(f"accounts:{name}", args=[target.pk])).status_code in (403, 404), (role, name)


def test_people_change_their_own_name_and_language(cast: Cast) -> None:
    client, user = cast.client(Role.VOLUNTEER), cast.user(Role.VOLUNTEER)
    response = client.post(reverse("account"), {"name": "Neuer Name", "language": "en"})
    assert response.headers["Location"].startswith("/en/")
    user.refresh_from_db()
    assert (user.name, user.language) == ("Neuer Name", "en")


def test_every_page_of_an_account_shows_what_it_should(cast: Cast) -> None:
    user = cast.user(Role.EDITOR)
    app_of(user)
    page = cast.client(Role.ADMINISTRATOR).get(reverse("accounts:user", args=[user.pk])).content.decode()
    for text in (user.email, "Redaktion", "Überall abmelden", "Zweiten Faktor zurücksetzen", "Konto sperren"):
        assert text in page
    assert (
        "Konto sperren" not in cast.client(Role.AUDITOR).get(reverse("accounts:user", args=[user.pk])).content.decode()
    )


def test_a_member_of_two_organisations_stands_in_the_list_once(cast: Cast) -> None:
    user = cast.user(Role.ORGANISATION_MEMBER)
    Membership.objects.create(user=user, role=Role.ORGANISATION_MEMBER, organisation=cast.other_organisation)
    page = cast.client(Role.ADMINISTRATOR).get(reverse("accounts:users"), {"role": "organisation_member"})
    assert page.context["page"].paginator.count == 1
