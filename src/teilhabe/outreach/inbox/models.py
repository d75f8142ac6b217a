"""Conversation → Entry → Attachment; Arrival is what keeps one message from being two."""

from __future__ import annotations

import secrets
import uuid
from functools import partial

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Category, InfoItem, Revision
from teilhabe.outreach.inbox.files.checking import Refusal
from teilhabe.outreach.inbox.files.storing import AttachmentStorage
from teilhabe.outreach.inbox.search.words import searchable


def new_reply_token() -> str:
    """What stands behind the plus of the address to which somebody answers: 80 bits, letters and digits only."""
    return secrets.token_hex(10)


class Way(models.TextChoices):
    """How something came, or how it was answered."""

    MAIL = "mail", _("E-Mail")
    FORM = "form", _("Formular")
    PAGE = "page", _("Rückmeldung zu einer Seite")
    COMMENT = "comment", _("Kommentar auf Facebook")
    MESSENGER = "messenger", _("Messenger")
    PHONE = "phone", _("Anruf")
    VISIT = "visit", _("Besuch")


class Searched(models.Model):
    """A row with the `words` by which the search finds it; they follow what they are taken from at every save."""

    words: models.TextField[str, str]
    """The last of the fields: rows are read without it."""

    class Meta:
        abstract = True

    def found_by(self) -> tuple[str, ...]:
        """The texts in which one may search."""
        raise NotImplementedError  # each searched model has words of its own

    def save(self, *args: object, **kwargs: object) -> None:
        self.words = searchable(*self.found_by())
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "words"}  # type: ignore[misc]  # Django takes any iterable
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came


class Conversation(Searched):
    """What somebody asks of the office, in one thread, however many ways it takes.

    `sender_key` is what senders are recognised by: `kind:key` of a contact (see `actors.reaching.contact_key`), or
    `messenger:` with Facebook's number of the person for this page. `code_hash` is all that is kept of the code with
    which an asker without an account reads the answer. `item`, `revision` and `path` say below which page somebody
    wrote, and which text they had before them.
    """

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        WAITING = "waiting", _("wartet auf die Person")
        DONE = "done", _("erledigt")
        SPAM = "spam", _("Papierkorb")

    class Closing(models.TextChoices):
        """Why it was done without an answer in words; askers get a sentence of ours instead, in their language."""

        CORRECTED = "corrected", _("Der Text ist berichtigt")
        NOTED = "noted", _("Ein Hinweis, der keine Antwort braucht")
        UNCLEAR = "unclear", _("Nicht zu verstehen")
        ELSEWHERE = "elsewhere", _("Dafür sind andere zuständig")

    way = models.CharField(_("kam als"), max_length=16, choices=Way.choices)
    state = models.CharField(_("Zustand"), max_length=16, choices=State.choices, default=State.OPEN)
    subject_line = models.CharField(_("Betreff"), max_length=300, blank=True)
    language = models.CharField(_("Sprache"), max_length=16, blank=True)
    district = models.CharField(_("Stadtteil"), max_length=100, blank=True)
    topic = models.ForeignKey(
        Category, models.SET_NULL, null=True, blank=True, related_name="conversations", verbose_name=_("Thema")
    )
    item = models.ForeignKey(
        InfoItem, models.SET_NULL, null=True, blank=True, related_name="conversations", verbose_name=_("Information")
    )
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gelesener Stand")
    )
    path = models.CharField(_("Seite"), max_length=300, blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="conversations", verbose_name=_("Person")
    )
    sender_name = models.CharField(_("Name"), max_length=200, blank=True)
    sender_address = models.CharField(_("Kontaktweg"), max_length=300, blank=True)
    sender_key = models.CharField(
        _("Kontaktweg, wie er verglichen wird"), max_length=320, blank=True, editable=False, db_index=True
    )
    assigned_to = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="conversations", verbose_name=_("zuständig")
    )
    due_at = models.DateTimeField(_("bis"), null=True, blank=True)
    call_back_on = models.DateField(_("zurückrufen am"), null=True, blank=True)
    is_urgent = models.BooleanField(_("dringend"), default=False)
    # What is said in it leaves the house for the translation service: somebody has decided so.
    goes_to_machine = models.BooleanField(_("wird maschinell übersetzt"), default=False)
    closing = models.CharField(_("Grund"), max_length=16, choices=Closing.choices, blank=True)
    code_hash = models.CharField(_("Prüfsumme des Codes"), max_length=64, blank=True, db_index=True)
    reply_token = models.CharField(
        _("Teil der Antwortadresse"), max_length=20, default=new_reply_token, editable=False, db_index=True
    )
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name=_("zusammengeführt mit"),
    )
    created_at = models.DateTimeField(_("begonnen am"), default=timezone.now)
    last_entry_at = models.DateTimeField(_("zuletzt"), default=timezone.now)
    answered_at = models.DateTimeField(_("zuerst beantwortet am"), null=True, blank=True)
    closed_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)
    emptied_at = models.DateTimeField(_("geleert am"), null=True, blank=True)
    words = models.TextField(_("Suchwörter"), blank=True, editable=False)

    class Meta:
        verbose_name = _("Gespräch")
        verbose_name_plural = _("Gespräche")
        ordering = ("-last_entry_at", "-pk")
        indexes = (
            models.Index(fields=("state", "-last_entry_at"), name="conversation_by_state"),
            models.Index(
                fields=("state", "assigned_to", "due_at"),
                condition=models.Q(merged_into=None),
                name="conversation_of_whom_by_state",
            ),
            models.Index(fields=("language", "district"), name="conversation_from_where"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("reply_token",), condition=~models.Q(reply_token=""), name="one_conversation_per_reply_token"
            ),
        )

    def __str__(self) -> str:
        began = timezone.localtime(self.created_at)
        return self.subject_line or str(_("Gespräch vom %(day)s") % {"day": f"{began:%d.%m.%Y}"})

    def get_absolute_url(self) -> str:
        return reverse("inbox:conversation", kwargs={"conversation": self.pk})

    def found_by(self) -> tuple[str, ...]:
        return self.subject_line, self.sender_name, self.sender_address

    @property
    def subject_id(self) -> uuid.UUID | None:
        return self.person_id


class Entry(Searched):
    """One contribution: what came in, what was answered, or a note that only the office reads.

    `text` never changes; `translation` stands beside it. `quoted` is what a mail repeats of earlier ones. In a thread
    that several people can write to, `sender_name` and `sender_key` say who wrote this; they read as those of the
    conversation.
    """

    class Kind(models.TextChoices):
        INCOMING = "incoming", _("Eingang")
        ANSWER = "answer", _("Antwort")
        NOTE = "note", _("Notiz")

    class Delivery(models.TextChoices):
        """How far an answer got; "" for what needs no sending."""

        WAITING = "waiting", _("wird versandt")
        SENT = "sent", _("versandt")
        FAILED = "failed", _("nicht versandt")
        UNDECIDED = "undecided", _("unklar, ob versandt")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="entries", verbose_name=_("Gespräch"))
    kind = models.CharField(_("Art"), max_length=16, choices=Kind.choices)
    way = models.CharField(_("Weg"), max_length=16, choices=Way.choices)
    sender_name = models.CharField(_("Name"), max_length=200, blank=True)
    sender_key = models.CharField(
        _("Kontaktweg, wie er verglichen wird"), max_length=320, blank=True, editable=False, db_index=True
    )
    text = models.TextField(_("Text"), blank=True)
    quoted = models.TextField(_("Zitat"), blank=True)
    language = models.CharField(_("Sprache"), max_length=16, blank=True)
    translation = models.TextField(_("Übersetzung"), blank=True)
    translation_language = models.CharField(_("Sprache der Übersetzung"), max_length=16, blank=True)
    translated_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("übersetzt von")
    )
    is_machine_translation = models.BooleanField(_("maschinell übersetzt"), default=False)
    author = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("geschrieben von")
    )
    at = models.DateTimeField(_("am"), default=timezone.now, db_index=True)
    delivery = models.CharField(_("Versand"), max_length=16, choices=Delivery.choices, blank=True)
    delivered_at = models.DateTimeField(_("versandt am"), null=True, blank=True)
    delivery_error = models.CharField(_("Fehler beim Versand"), max_length=300, blank=True)
    external_id = models.CharField(_("Kennung draußen"), max_length=300, blank=True, db_index=True)
    hidden_at = models.DateTimeField(_("verborgen am"), null=True, blank=True)
    words = models.TextField(_("Suchwörter"), blank=True, editable=False)
    # What no person wrote is never answered by a program.
    is_automatic = models.BooleanField(_("von einem Programm"), default=False)

    class Meta:
        verbose_name = _("Beitrag")
        verbose_name_plural = _("Beiträge")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("delivery",), name="entry_by_delivery"),)

    def __str__(self) -> str:
        return f"{self.Kind(self.kind).label}, {timezone.localtime(self.at):%d.%m.%Y %H:%M}"

    def get_absolute_url(self) -> str:
        return f"{self.conversation.get_absolute_url()}#{self.pk}"

    def found_by(self) -> tuple[str, ...]:
        return self.text, self.translation, self.sender_name

    @property
    def subject_id(self) -> uuid.UUID | None:
        return self.conversation.person_id


class Arrival(models.Model):
    """That a message of the world outside is here: however often and in whatever order it comes, it is one entry.

    `external_id` is unique within its way: the Message-ID, Facebook's number of a comment or message, the number that
    a form carries.
    """

    way = models.CharField(_("Weg"), max_length=16, choices=Way.choices)
    external_id = models.CharField(_("Kennung draußen"), max_length=300)
    entry = models.ForeignKey(
        Entry, models.SET_NULL, null=True, blank=True, related_name="arrivals", verbose_name=_("Beitrag")
    )
    at = models.DateTimeField(_("am"), default=timezone.now)

    class Meta:
        verbose_name = _("Eingang")
        verbose_name_plural = _("Eingänge")
        constraints = (models.UniqueConstraint(fields=("way", "external_id"), name="one_arrival_per_message"),)

    def __str__(self) -> str:
        return f"{self.way} {self.external_id}"


class Attachment(models.Model):
    """A file that came with an entry; `refused` says why we did not keep it, and then there is no file."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="attachments", verbose_name=_("Beitrag"))
    name = models.CharField(_("Dateiname"), max_length=200)
    media_type = models.CharField(_("Art"), max_length=100)
    size = models.PositiveBigIntegerField(_("Größe in Byte"))
    file = models.FileField(_("Datei"), blank=True, storage=AttachmentStorage())
    refused = models.CharField(_("nicht angenommen"), max_length=16, blank=True, choices=Refusal.choices)

    class Meta:
        verbose_name = _("Anhang")
        verbose_name_plural = _("Anhänge")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("attachments:file", kwargs={"attachment": self.pk})

    @property
    def subject_id(self) -> uuid.UUID | None:
        return self.entry.conversation.person_id


@receiver(post_delete, sender=Attachment)
def _remove_file(instance: Attachment, **_more: object) -> None:
    """The file goes with its row, whichever way the row goes: with its entry, at the end of its time, by erasure."""
    if instance.file:
        transaction.on_commit(partial(instance.file.storage.delete, str(instance.file.name)))


class Snippet(models.Model):
    """A text for answers that come again and again; `texts` by language, German always."""

    name = models.CharField(_("Name"), max_length=200, unique=True)
    texts = models.JSONField(_("Texte"), default=dict)
    topic = models.ForeignKey(
        Category, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Thema")
    )
    changed_at = models.DateTimeField(_("geändert am"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Textbaustein")
        verbose_name_plural = _("Textbausteine")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("inbox:snippet", kwargs={"snippet": self.pk})
