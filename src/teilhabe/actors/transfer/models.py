"""A list of people that somebody hands in: the list itself, for a day at most, and what became of its rows."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.users.models import User


class PeopleImport(models.Model):
    """One list on its way: handed in, columns told, compared, decided, taken over, and perhaps undone."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Spalten zuordnen")
        CHECKING = "checking", _("wird geprüft")
        CHECKED = "checked", _("wartet auf Ihre Entscheidung")
        RUNNING = "running", _("wird übernommen")
        DONE = "done", _("übernommen")
        UNDOING = "undoing", _("wird rückgängig gemacht")
        UNDONE = "undone", _("rückgängig gemacht")

    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="people_imports", verbose_name=_("Konto"))
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.UPLOADED)
    form = models.CharField(_("Form der Datei"), max_length=60)
    row_count = models.PositiveIntegerField(_("Zeilen"))
    targets = models.JSONField(_("Zuordnung"), default=list)
    created_at = models.DateTimeField(_("hochgeladen am"), default=timezone.now)
    finished_at = models.DateTimeField(_("fertig am"), null=True)

    class Meta:
        verbose_name = _("Übernahme von Personen")
        verbose_name_plural = _("Übernahmen von Personen")

    def __str__(self) -> str:
        return str(_("Liste vom %(day)s") % {"day": date_format(timezone.localtime(self.created_at), "j.n.Y H:i")})

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.RUNNING, self.State.UNDOING)


class Upload(models.Model):
    """The content of the list: deleted when its rows are taken over, after a day in any case."""

    people_import = models.OneToOneField(
        PeopleImport, models.CASCADE, primary_key=True, related_name="upload", verbose_name=_("Übernahme")
    )
    header = models.JSONField(_("Kopfzeile"))
    # Pairs of the row's number in the file and its cells.
    rows = models.JSONField(_("Zeilen"))
    uploaded_at = models.DateTimeField(_("hochgeladen am"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("hochgeladene Liste")
        verbose_name_plural = _("hochgeladene Listen")

    def __str__(self) -> str:
        return str(self.people_import)


class ImportedRow(models.Model):
    """What became of one row; never what was written in it."""

    class State(models.TextChoices):
        NEW = "new", _("neu")
        DOUBLE = "double", _("vielleicht schon da")
        FAULTY = "faulty", _("fehlerhaft")
        CREATED = "created", _("neu angelegt")
        COMPLETED = "completed", _("vorhandene Person ergänzt")
        SKIPPED = "skipped", _("nicht übernommen")
        FAILED = "failed", _("nicht übernommen, Fehler")
        REMOVED = "removed", _("wieder entfernt")
        LEFT = "left", _("seitdem geändert und geblieben")

    class Choice(models.TextChoices):
        SKIP = "skip", _("nicht übernehmen")
        COMPLETE = "complete", _("vorhandene Person ergänzen")
        CREATE = "create", _("als neue Person anlegen")

    people_import = models.ForeignKey(
        PeopleImport, models.CASCADE, related_name="imported_rows", verbose_name=_("Übernahme")
    )
    number = models.PositiveIntegerField(_("Zeile"))
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices)
    choice = models.CharField(_("Entscheidung"), max_length=16, choices=Choice.choices, default=Choice.CREATE)
    # Whom the row may mean, and after the import who came of it.
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="imported_rows", verbose_name=_("Person")
    )
    like_row = models.PositiveIntegerField(_("gleicht Zeile"), null=True)
    probability = models.FloatField(_("Wahrscheinlichkeit"), null=True)
    reasons = models.JSONField(_("Gründe"), default=list)
    problems = models.JSONField(_("Fehler"), default=list)
    # What is needed to undo: the state of a created person, or the changed cells and added rows of a completed one.
    fingerprint = models.CharField(max_length=64, blank=True)
    changed = models.JSONField(default=list)
    added = models.JSONField(default=list)

    class Meta:
        verbose_name = _("übernommene Zeile")
        verbose_name_plural = _("übernommene Zeilen")
        constraints = (models.UniqueConstraint(fields=("people_import", "number"), name="one_row_per_number"),)
        indexes = (models.Index(fields=("people_import", "state"), name="imported_rows_by_state"),)

    def __str__(self) -> str:
        return str(_("Zeile %(number)s") % {"number": self.number})

    @property
    def subject_id(self) -> UUID | None:
        return self.person_id


class KnownHeader(models.Model):
    """How the columns of lists with this header were told last time, so that nobody has to do it again."""

    # SHA-256 of the folded titles.
    key = models.CharField(max_length=64, primary_key=True)
    targets = models.JSONField()

    class Meta:
        verbose_name = _("bekannte Kopfzeile")
        verbose_name_plural = _("bekannte Kopfzeilen")

    def __str__(self) -> str:
        return self.key
