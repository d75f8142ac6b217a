"""Feedback of readers, without an account and without an address; the code in their hands leads to the answer."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import InfoItem


class Feedback(models.Model):
    """A press on yes or no, or a message with a text that gets an answer.

    `code_hash` is all that is kept of the code; the text goes when its time is over, the count stays. `answer` is what
    the asker reads, in their language; where it is empty they read `answer_original`, marked as German.
    """

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        ANSWERED = "answered", _("beantwortet")
        CLOSED = "closed", _("ohne Antwort erledigt")
        EXPIRED = "expired", _("unbeantwortet abgelaufen")
        SPAM = "spam", _("Papierkorb")

    class Closing(models.TextChoices):
        """Why there is no answer in words; readers get a sentence of ours instead, in their language."""

        CORRECTED = "corrected", _("Der Text ist berichtigt")
        NOTED = "noted", _("Ein Hinweis, der keine Antwort braucht")
        UNCLEAR = "unclear", _("Nicht zu verstehen")
        ELSEWHERE = "elsewhere", _("Dafür sind andere zuständig")

    item = models.ForeignKey(
        InfoItem, models.SET_NULL, null=True, blank=True, related_name="feedback", verbose_name=_("Information")
    )
    path = models.CharField(_("Seite"), max_length=300, blank=True)
    language = models.CharField(_("Sprache"), max_length=16)
    was_helpful = models.BooleanField(_("war hilfreich"), null=True)
    is_message = models.BooleanField(_("Nachricht"), default=False)
    text = models.TextField(_("Text"), blank=True, max_length=4000)
    code_hash = models.CharField(_("Prüfsumme des Codes"), max_length=64, blank=True, db_index=True)
    at = models.DateTimeField(_("am"), default=timezone.now, db_index=True)
    answer = models.TextField(_("Antwort"), blank=True)
    answer_original = models.TextField(_("Antwort auf Deutsch"), blank=True)
    answered_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("beantwortet von")
    )
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)
    closed_at = models.DateTimeField(_("erledigt am"), null=True, blank=True, db_index=True)
    closing = models.CharField(_("Grund"), max_length=16, choices=Closing.choices, blank=True)
    is_spam = models.BooleanField(_("im Papierkorb"), default=False)
    emptied_at = models.DateTimeField(_("geleert am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        ordering = ("-at",)

    def __str__(self) -> str:
        return str(_("Rückmeldung vom %(day)s") % {"day": f"{timezone.localtime(self.at):%d.%m.%Y}"})

    def get_absolute_url(self) -> str:
        return reverse("feedback:message", kwargs={"feedback": self.pk})

    @property
    def state(self) -> State:
        if self.is_spam:
            return self.State.SPAM
        if self.answered_at is not None:
            return self.State.ANSWERED
        if self.closed_at is not None:
            return self.State.CLOSED
        return self.State.EXPIRED if self.emptied_at is not None else self.State.OPEN
