"""Subscription: an address, what its owner wants to read, and the proof that they asked for it."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Consent, ConsentText
from teilhabe.outreach.channels.models import Dispatch


def new_token() -> str:
    """What stands in the links of a mail: 128 bits."""
    return secrets.token_urlsafe(16)


class Subscription(models.Model):
    """One address and one language; it gets nothing before `confirmed_at` and nothing after `ended_at`.

    `topics` are keys of categories, none of them for everything. `text` is the wording that its owner agreed to; with
    `way`, `asked_at` and `confirmed_at` it proves the consent.
    """

    class Ending(models.TextChoices):
        LEFT = "left", _("abbestellt")
        BOUNCED = "bounced", _("unzustellbar")
        UNCONFIRMED = "unconfirmed", _("nicht bestätigt")

    address = models.EmailField(_("E-Mail-Adresse"), unique=True)
    language = models.CharField(_("Sprache"), max_length=16)
    topics = models.JSONField(_("Themen"), default=list, blank=True)
    token = models.CharField(
        _("Teil der Adressen in den Mails"), max_length=32, unique=True, default=new_token, editable=False
    )
    asked_at = models.DateTimeField(_("angemeldet am"), default=timezone.now)
    text = models.ForeignKey(
        ConsentText, models.PROTECT, null=True, blank=True, related_name="subscriptions", verbose_name=_("Wortlaut")
    )
    way = models.CharField(_("Weg"), max_length=16, choices=Consent.Way.choices, default=Consent.Way.FORM)
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beendet am"), null=True, blank=True)
    ending = models.CharField(_("Ende"), max_length=16, choices=Ending.choices, blank=True)
    bounces = models.PositiveSmallIntegerField(_("unzustellbar in Folge"), default=0)

    class Meta:
        verbose_name = _("Abonnement")
        verbose_name_plural = _("Abonnements")

    def __str__(self) -> str:
        """Without the address: this is what the log repeats."""
        return str(_("Abonnement vom %(day)s") % {"day": f"{timezone.localtime(self.asked_at):%d.%m.%Y}"})

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and self.ended_at is None


class Delivery(models.Model):
    """One mail of a dispatch to one subscription; its Message-ID is fixed before the first attempt and stays.

    `attempted_at` is stored before the first byte goes out. The mail server's answer is `reply_code`: with 4yz the mail
    waits for another attempt, with 5yz it was refused. Where there is an attempt and no answer nobody can know.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        SENT = "sent", _("versandt")
        REFUSED = "refused", _("abgelehnt")
        BOUNCED = "bounced", _("unzustellbar")
        UNDECIDED = "undecided", _("unklar, ob versandt")

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="deliveries", verbose_name=_("Aussendung"))
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="deliveries", verbose_name=_("Abonnement")
    )
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    attempted_at = models.DateTimeField(_("begonnen am"), null=True, blank=True)
    sent_at = models.DateTimeField(_("versandt am"), null=True, blank=True)
    reply_code = models.PositiveSmallIntegerField(_("Antwort des Mailservers"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("unzustellbar seit"), null=True, blank=True)

    class Meta:
        verbose_name = _("Zustellung")
        verbose_name_plural = _("Zustellungen")
        constraints = (models.UniqueConstraint(fields=("dispatch", "subscription"), name="one_mail_per_dispatch"),)
        indexes = (models.Index(fields=("dispatch", "sent_at", "attempted_at"), name="delivery_of_dispatch"),)

    def __str__(self) -> str:
        return self.message_id
