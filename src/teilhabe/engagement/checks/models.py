"""Certificates of conduct that were asked for and inspected, and declarations that were signed.

Of an inspected certificate there are exactly three facts (§ 72a (5) SGB VIII); there is no place for the document, for
a text about it or for who showed it to whom.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.models import Volunteer


class CertificateRequest(models.Model):
    """That somebody was asked for a certificate, for one activity; it goes when the certificate was inspected."""

    volunteer = models.OneToOneField(
        Volunteer, models.CASCADE, related_name="certificate_request", verbose_name=_("ehrenamtliche Person")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="+", verbose_name=_("Tätigkeit, für die es gebraucht wird")
    )
    requested_on = models.DateField(_("angefordert am"), default=timezone.localdate)
    due_on = models.DateField(_("vorzulegen bis"))
    reminded_on = models.DateField(_("erinnert am"), null=True, blank=True)

    class Meta:
        verbose_name = _("angefordertes Führungszeugnis")
        verbose_name_plural = _("angeforderte Führungszeugnisse")
        constraints = (
            models.CheckConstraint(condition=Q(due_on__gte=F("requested_on")), name="a_certificate_is_due_after_all"),
        )

    def __str__(self) -> str:
        return str(self.volunteer)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id

    def get_absolute_url(self) -> str:
        return reverse("checks:volunteer", kwargs={"volunteer": self.volunteer_id})


class Inspection(models.Model):
    """The three facts of the last certificate that was inspected."""

    volunteer = models.OneToOneField(
        Volunteer, models.CASCADE, related_name="inspection", verbose_name=_("ehrenamtliche Person")
    )
    inspected_on = models.DateField(_("eingesehen am"))
    certificate_date = models.DateField(_("Datum des Führungszeugnisses"))
    has_entry = models.BooleanField(_("Verurteilung wegen einer einschlägigen Straftat"))

    class Meta:
        verbose_name = _("eingesehenes Führungszeugnis")
        verbose_name_plural = _("eingesehene Führungszeugnisse")
        constraints = (
            models.CheckConstraint(
                condition=Q(inspected_on__gte=F("certificate_date")), name="a_certificate_is_older_than_its_inspection"
            ),
        )

    def __str__(self) -> str:
        return str(self.volunteer)

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id

    def get_absolute_url(self) -> str:
        return reverse("checks:volunteer", kwargs={"volunteer": self.volunteer_id})


class DeclarationText(models.Model):
    """The wording of a declaration; a changed one is a new version, and then all sign again."""

    class Kind(models.TextChoices):
        SECRECY = "secrecy", _("Verschwiegenheit")
        PRIVACY = "privacy", _("Datenschutz")
        CONDUCT = "self-commitment", _("Selbstverpflichtung zum Schutz von Kindern und Jugendlichen")
        ALLOWANCES = "allowances", _("Andere Aufwandspauschalen (§ 3 Nr. 26 und 26a EStG)")

    kind = models.CharField(_("Art der Erklärung"), max_length=20, choices=Kind.choices)
    version = models.PositiveSmallIntegerField(_("Nummer der Fassung"))
    text = models.TextField(_("Wortlaut"))
    published_on = models.DateField(_("gilt seit"), default=timezone.localdate)

    class Meta:
        verbose_name = _("Wortlaut einer Erklärung")
        verbose_name_plural = _("Wortlaute von Erklärungen")
        ordering = ("kind", "-version")
        constraints = (models.UniqueConstraint(fields=("kind", "version"), name="one_wording_per_version"),)

    def __str__(self) -> str:
        return str(_("%(kind)s, Fassung %(version)s") % {"kind": self.get_kind_display(), "version": self.version})

    def get_absolute_url(self) -> str:
        return reverse("checks:text", kwargs={"text": self.pk})


class Declaration(models.Model):
    """That somebody has signed a version of a declaration."""

    class Way(models.TextChoices):
        PAPER = "paper", _("auf Papier")
        SPOKEN = "spoken", _("mündlich, mit Vermerk")
        ONLINE = "online", _("elektronisch")

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="declarations", verbose_name=_("ehrenamtliche Person")
    )
    text = models.ForeignKey(DeclarationText, models.PROTECT, related_name="declarations", verbose_name=_("Wortlaut"))
    signed_on = models.DateField(_("unterschrieben am"))
    way = models.CharField(_("wie"), max_length=16, choices=Way.choices, default=Way.PAPER)

    class Meta:
        verbose_name = _("unterschriebene Erklärung")
        verbose_name_plural = _("unterschriebene Erklärungen")
        ordering = ("-signed_on", "-pk")
        constraints = (models.UniqueConstraint(fields=("volunteer", "text"), name="signed_once_per_version"),)

    def __str__(self) -> str:
        return f"{self.volunteer}: {self.text}"

    @property
    def subject_id(self) -> uuid.UUID:
        return self.volunteer.person_id
