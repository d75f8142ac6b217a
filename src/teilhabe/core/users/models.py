"""Who can sign in, for which organisation, in which role."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.language import account_languages, office_language
from teilhabe.core.users.roles import STAFF, Role


class Organisation(models.Model):
    """An association, authority or company that works with the office, and that users can be members of."""

    name = models.CharField(_("Name"), max_length=200, unique=True)
    is_active = models.BooleanField(_("arbeitet mit uns"), default=True)
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Standing:
    """The roles somebody holds in the office, and the organisations of which they are a member."""

    roles: frozenset[Role]
    organisations: frozenset[int]

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user with a lower-case address; without a password nobody can sign in with one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who can sign in with their mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    name = models.CharField(_("Name"), max_length=200)
    language = models.CharField(_("Sprache"), max_length=16, default="de", choices=account_languages)
    is_active = models.BooleanField(_("darf sich anmelden"), default=True)
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="address_in_lower_case"),)

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @property
    def subject_id(self) -> uuid.UUID:
        return self.id

    @property
    def page_language(self) -> str:
        """The language they chose; the closest of the office's where the site has stopped speaking it."""
        return self.language if self.language in dict(account_languages()) else office_language(self.language)

    @cached_property
    def standing(self) -> Standing:
        """Read once per user object, in one query."""
        held = list(self.memberships.values_list("role", "organisation_id"))
        return Standing(
            roles=frozenset(Role(role) for role, _organisation in held),
            organisations=frozenset(organisation for _role, organisation in held if organisation is not None),
        )

    # What Django's administration pages ask for: they are for administrators only.
    @property
    def is_staff(self) -> bool:
        return self.is_active and Role.ADMINISTRATOR in self.standing.roles

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class Membership(models.Model):
    """A role that a user holds: in one organisation, or, without one, in the office itself."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("Konto"))
    role = models.CharField(_("Rolle"), max_length=32, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("Organisation")
    )

    class Meta:
        verbose_name = _("Rolle")
        verbose_name_plural = _("Rollen")
        constraints = (
            models.UniqueConstraint(fields=("user", "role", "organisation"), name="one_membership_per_organisation"),
            models.UniqueConstraint(
                fields=("user", "role"), condition=Q(organisation=None), name="one_membership_in_the_office"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.ORGANISATION_MEMBER, organisation__isnull=False)
                | (~Q(role=Role.ORGANISATION_MEMBER) & Q(organisation=None)),
                name="members_have_an_organisation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.short_label}"

    @property
    def short_label(self) -> str:
        """The role in words, with the organisation where it belongs to one."""
        label = str(Role(self.role).label)
        return f"{label} ({self.organisation})" if self.organisation else label

    @property
    def subject_id(self) -> uuid.UUID:
        return self.user_id
