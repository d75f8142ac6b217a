"""Pictures, and who is to be seen in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Consent, Person
from teilhabe.core.users.models import User


class Picture(models.Model):
    """A picture as we keep it: re-encoded, without hidden data. `digest` names its files, `width` is the widest.

    `people` is how many can be recognised: without an appearance for each, the picture stays hidden.
    `alternatives` by language: what the picture says to those who do not see it; empty where it only decorates.
    """

    name = models.CharField(_("Bezeichnung"), max_length=200)
    digest = models.CharField(_("Prüfsumme"), max_length=64, unique=True)
    width = models.PositiveIntegerField(_("Breite in Bildpunkten"))
    height = models.PositiveIntegerField(_("Höhe in Bildpunkten"))
    alternatives = models.JSONField(_("Alternativtexte"), default=dict, blank=True)
    is_decorative = models.BooleanField(_("nur Schmuck"), default=False)
    author = models.CharField(_("Urheber"), max_length=200)
    licence = models.CharField(_("Nutzungsrecht"), max_length=200)
    source = models.URLField(_("Fundstelle"), blank=True)
    usable_until = models.DateField(_("nutzbar bis"), null=True, blank=True, db_index=True)
    people = models.PositiveSmallIntegerField(_("erkennbare Menschen"), default=0)
    added_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("aufgenommen von")
    )
    added_at = models.DateTimeField(_("aufgenommen am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        ordering = ("-added_at",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pictures:picture", kwargs={"picture": self.pk})


class Appearance(models.Model):
    """Somebody to be seen in a picture, and until when they agreed: by a consent on record, or on paper."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="appearances", verbose_name=_("Bild"))
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="appearances", verbose_name=_("Person")
    )
    consent = models.ForeignKey(
        Consent, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Einwilligung")
    )
    paper = models.CharField(_("Einwilligung auf Papier"), max_length=200, blank=True)
    expires_on = models.DateField(_("gilt bis"), null=True, blank=True, db_index=True)
    withdrawn_on = models.DateField(_("widerrufen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Zu sehen ist")
        verbose_name_plural = _("Zu sehen sind")
        constraints = (
            models.CheckConstraint(
                condition=Q(consent__isnull=False, person__isnull=False) | ~Q(paper=""), name="appearance_with_consent"
            ),
        )

    def __str__(self) -> str:
        return str(self.person) if self.person else self.paper
