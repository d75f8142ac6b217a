"""Writes about consent: what is asked, that somebody agreed, that they withdrew it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.extensions import CONSEQUENCES
from teilhabe.actors.models import Consent, ConsentText, Person
from teilhabe.actors.selectors.consents import newest_version
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.errors import InputError


@dataclass(frozen=True, kw_only=True)
class AddConsentText(Action[ConsentText]):
    """A new purpose or a new version; with `is_translation` the newest version in one more language."""

    verb = ADD
    sentence = _("hat den Einwilligungstext „{target}“ angelegt")
    purpose: str
    language: str
    title: str
    text: str
    is_translation: bool = False

    @property
    def target(self) -> type[ConsentText]:
        return ConsentText

    def perform(self) -> ConsentText:
        newest = newest_version(self.purpose)
        version = newest if self.is_translation and newest else newest + 1
        if ConsentText.objects.filter(purpose=self.purpose, version=version, language=self.language).exists():
            raise InputError(
                "In dieser Sprache gibt es den Text schon. Wer ihn ändert, legt eine neue Fassung an.",
                "The text exists in this language already. To change it, add a new version.",
            )
        return ConsentText.objects.create(
            purpose=self.purpose, version=version, language=self.language, title=self.title, text=self.text
        )


@dataclass(frozen=True, kw_only=True)
class RecordConsent(Action[Consent]):
    """InputError where the text is not the newest version, the day lies ahead, or the person agreed to it already."""

    verb = ADD
    sentence = _("hat eine Einwilligung festgehalten: {target}")
    person: Person
    text: ConsentText
    way: str
    given_at: datetime

    @property
    def target(self) -> type[Consent]:
        return Consent

    def perform(self) -> Consent:
        if self.text.version != newest_version(self.text.purpose):
            raise InputError("Von diesem Text gibt es eine neuere Fassung.", "There is a newer version of this text.")
        if self.given_at > timezone.now():
            raise InputError("Das Datum liegt in der Zukunft.", "The date lies in the future.")
        held = self.person.consents.filter(text__purpose=self.text.purpose, withdrawn_at=None)
        if held.filter(text__version=self.text.version).exists():
            raise InputError("Diese Einwilligung ist schon festgehalten.", "This consent has been recorded already.")
        return Consent.objects.create(person=self.person, text=self.text, way=self.way, given_at=self.given_at)


@dataclass(frozen=True, kw_only=True)
class WithdrawConsent(Action[Consent]):
    """What rests on it ends; the record stays as proof that there was one. Withdrawing twice changes nothing."""

    verb = CHANGE
    sentence = _("hat eine Einwilligung widerrufen: {target}")
    consent: Consent

    @property
    def target(self) -> Consent:
        return self.consent

    def perform(self) -> Consent:
        if self.consent.withdrawn_at is None:
            consequences = CONSEQUENCES.collect(self.consent)
            self.consent.withdrawn_at = timezone.now()
            self.consent.save(update_fields=["withdrawn_at"])
            for each in consequences:
                each.perform()
        return self.consent
