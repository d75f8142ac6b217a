"""What translators share: the office's own words, and what was translated before."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A word of the source language with its set translations; without translation it stays as it is."""

    language = models.CharField(_("Sprache"), max_length=8, default="de")
    text = models.CharField(_("Begriff"), max_length=200)
    translations = models.JSONField(_("Übersetzungen"), default=dict, blank=True)
    note = models.CharField(_("Erklärung"), max_length=500, blank=True)
    is_kept = models.BooleanField(_("bleibt unübersetzt"), default=False)

    class Meta:
        verbose_name = _("Glossareintrag")
        verbose_name_plural = _("Glossar")
        ordering = ("text",)
        constraints = (models.UniqueConstraint(fields=("language", "text"), name="one_entry_per_term"),)

    def __str__(self) -> str:
        return self.text


class Remembered(models.Model):
    """The translation memory: a source text and how a human translated it last, by the hash of the source."""

    source_language = models.CharField(_("Ausgangssprache"), max_length=8)
    language = models.CharField(_("Zielsprache"), max_length=8)
    level = models.CharField(_("Sprachstufe"), max_length=16)
    source_hash = models.CharField(max_length=16)
    source = models.TextField(_("Vorlage"))
    text = models.TextField(_("Übersetzung"))
    is_reviewed = models.BooleanField(_("geprüft"), default=False)
    at = models.DateTimeField(_("am"), default=timezone.now)

    class Meta:
        verbose_name = _("Eintrag im Übersetzungsspeicher")
        verbose_name_plural = _("Übersetzungsspeicher")
        constraints = (
            models.UniqueConstraint(
                fields=("source_language", "language", "level", "source_hash"), name="one_memory_per_source"
            ),
        )

    def __str__(self) -> str:
        return self.source[:60]
