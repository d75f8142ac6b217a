"""What translators share: the office's own words, and what was translated before."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
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


class SpeakerEstimate(models.Model):
    """How many people in the city read best in a site language, as the office estimates it; beats the monitor."""

    site_language = models.CharField(_("Sprache"), max_length=16, unique=True)
    people = models.PositiveIntegerField(_("Menschen"))
    note = models.CharField(_("woher die Zahl kommt"), max_length=300, blank=True)
    changed_at = models.DateTimeField(_("geändert am"), default=timezone.now)

    class Meta:
        verbose_name = _("Schätzung der Sprechenden")
        verbose_name_plural = _("Schätzungen der Sprechenden")
        ordering = ("site_language",)

    def __str__(self) -> str:
        return self.site_language


PROBLEMS = {
    "silent": _("Der Übersetzungsdienst antwortet nicht. Versuchen Sie es später noch einmal."),
    "refused": _("Der Übersetzungsdienst lehnt uns ab. Prüfen Sie TRANSLATION_KEY."),
    "language": _("Der Übersetzungsdienst kann diese Sprache nicht."),
    "answer": _("Der Übersetzungsdienst hat nichts Brauchbares geantwortet."),
}


class MachineRun(models.Model):
    """One request to a machine to fill a variant, and how it went; `problem` is "" or the name of a failure."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        DONE = "done", _("fertig")
        FAILED = "failed", _("fehlgeschlagen")

    variant = models.ForeignKey(
        "content.Variant", models.CASCADE, related_name="machine_runs", verbose_name=_("Fassung")
    )
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.WAITING)
    filled = models.PositiveIntegerField(_("gefüllte Abschnitte"), default=0)
    skipped = models.PositiveIntegerField(_("verworfene Abschnitte"), default=0)
    problem = models.CharField(_("Fehler"), max_length=16, blank=True)
    asked_at = models.DateTimeField(_("beauftragt am"), default=timezone.now)

    class Meta:
        verbose_name = _("maschinelle Übersetzung")
        verbose_name_plural = _("maschinelle Übersetzungen")
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return str(self.variant)

    @property
    def sentence(self) -> str:
        """How it went, for whoever asked for it."""
        if self.state == self.State.FAILED:
            return f"{PROBLEMS.get(self.problem, PROBLEMS['silent'])} " + gettext("Ihre Texte sind, wie sie waren.")
        told = gettext("Gefüllt: %(filled)s Abschnitte. Nicht brauchbar übersetzt und noch zu tun: %(skipped)s.")
        return told % {"filled": self.filled, "skipped": self.skipped}
