"""What Facebook has told us and nobody has worked on yet, and how our access to the page stands."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """A call of the webhook, as it came. `body` is emptied once it is worked on; the checksum stays for repetitions."""

    digest = models.CharField(_("Prüfsumme"), max_length=64, unique=True)
    body = models.TextField(_("Inhalt"), blank=True)
    received_at = models.DateTimeField(_("eingegangen am"), default=timezone.now, db_index=True)
    handled_at = models.DateTimeField(_("bearbeitet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Meldung von Facebook")
        verbose_name_plural = _("Meldungen von Facebook")

    def __str__(self) -> str:
        return self.digest[:12]


class CommentState(models.Model):
    """What Facebook last said of a comment or message, which may come before the comment itself.

    `shown_at` is the moment of that change of visibility; an older change that arrives later counts for nothing.
    """

    external_id = models.CharField(_("Kennung draußen"), max_length=300, unique=True)
    is_hidden = models.BooleanField(_("verborgen"), default=False)
    shown_at = models.DateTimeField(_("Sichtbarkeit geändert am"), null=True, blank=True)
    removed_at = models.DateTimeField(_("auf Facebook gelöscht am"), null=True, blank=True)
    noted_at = models.DateTimeField(_("erfahren am"), default=timezone.now)

    class Meta:
        verbose_name = _("Zustand eines Kommentars")
        verbose_name_plural = _("Zustände von Kommentaren")

    def __str__(self) -> str:
        return self.external_id


class PageCheck(models.Model):
    """One row: what the last look at our token found; `problem` is "" where it is good for what we do."""

    class Problem(models.TextChoices):
        NONE = "", _("Der Zugang zur Facebook-Seite ist in Ordnung.")
        INVALID = "invalid", _("Der Zugang zur Facebook-Seite gilt nicht mehr. Bitte lassen Sie das Token erneuern.")
        USER_TOKEN = (
            "user token",
            _("FACEBOOK_TOKEN gehört einem Menschen, nicht der Seite. Nehmen Sie das Seiten-Token aus /me/accounts."),
        )
        OTHER_PAGE = "other page", _("FACEBOOK_TOKEN gehört einer anderen Seite als FACEBOOK_PAGE.")
        PERMISSIONS = "permissions", _("Dem Zugang zur Facebook-Seite fehlen Berechtigungen.")

    page = models.CharField(_("Seite"), max_length=100, unique=True)
    name = models.CharField(_("Name der Seite"), max_length=200, blank=True)
    problem = models.CharField(_("Hindernis"), max_length=16, choices=Problem.choices, blank=True)
    missing = models.JSONField(_("fehlende Berechtigungen"), default=list, blank=True)
    expires_at = models.DateTimeField(_("gilt bis"), null=True, blank=True)
    checked_at = models.DateTimeField(_("geprüft am"), default=timezone.now)

    class Meta:
        verbose_name = _("Prüfung des Zugangs")
        verbose_name_plural = _("Prüfungen des Zugangs")

    def __str__(self) -> str:
        return self.name or self.page
