"""Writes about opportunities: an organisation says what it needs, the office looks at it and puts it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.policies import keeps
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, By, Operator
from teilhabe.core.users.models import Organisation, User
from teilhabe.engagement.opportunities import letters
from teilhabe.engagement.opportunities.models import Opportunity, Translation
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.opportunities.values import CHECKED, Asked, known, put_requirements, requirements_of
from teilhabe.errors import InputError

State = Opportunity.State


def is_office(by: By) -> bool:
    """Whether they look after all opportunities, not only after those of their organisation."""
    return isinstance(by, Operator) or keeps(by, OPPORTUNITIES)


@dataclass(frozen=True, kw_only=True)
class AddOpportunity(Action[Opportunity]):
    """A draft, by the office or by a member of the organisation."""

    verb = ADD
    sentence = _("hat die Einsatzmöglichkeit „{target}“ angelegt")
    organisation_row: Organisation
    values: Mapping[str, Any]
    requirements: Sequence[Asked] = ()

    @property
    def target(self) -> type[Opportunity]:
        return Opportunity

    def is_allowed(self) -> bool:
        by = self.by
        is_own = not isinstance(by, Operator) and self.organisation_row.pk in by.standing.organisations
        return super().is_allowed() and (is_office(by) or is_own)

    def perform(self) -> Opportunity:
        given = known(self.values, is_office=is_office(self.by))
        made = Opportunity.objects.create(organisation=self.organisation_row, **given)
        put_requirements(made, self.requirements)
        return made

    def organisation(self) -> Organisation:
        return self.organisation_row


@dataclass(frozen=True, kw_only=True)
class _OfOpportunity(Action[Opportunity]):
    """A write about one opportunity; `starts` are the states in which it can be done, none for any."""

    verb = CHANGE
    starts: ClassVar[tuple[str, ...]] = ()
    opportunity: Opportunity

    @property
    def target(self) -> Opportunity:
        return self.opportunity

    def organisation(self) -> Organisation:
        return self.opportunity.organisation

    def perform(self) -> Opportunity:
        """The row is locked by now: what it says counts, not what the page showed a while ago."""
        self.opportunity.refresh_from_db()
        if self.starts and self.opportunity.state not in self.starts:
            state = self.opportunity.get_state_display()
            raise InputError(
                f"„{self.opportunity}“ ist inzwischen anders: {state}. Bitte laden Sie die Seite neu.",
                f"“{self.opportunity}” has changed meanwhile ({self.opportunity.state}). Please reload the page.",
            )
        self.change(self.opportunity)
        self.opportunity.save()
        return self.opportunity

    def change(self, row: Opportunity) -> None:
        """What is different afterwards."""
        raise NotImplementedError  # each step says what it changes


@dataclass(frozen=True, kw_only=True)
class ChangeOpportunity(_OfOpportunity):
    """Other values, and with `requirements` exactly these; a text changed by the organisation is looked at again."""

    sentence = _("hat die Einsatzmöglichkeit „{target}“ geändert")
    values: Mapping[str, Any]
    requirements: Sequence[Asked] | None = None

    def change(self, row: Opportunity) -> None:
        former = [getattr(row, name) for name in CHECKED]
        for name, value in known(self.values, is_office=is_office(self.by)).items():
            setattr(row, name, value)
        is_rewritten = former != [getattr(row, name) for name in CHECKED]
        if is_rewritten and row.state == State.OPEN and not is_office(self.by):
            row.state = State.SUBMITTED
        if self.requirements is not None:
            put_requirements(row, self.requirements)


@dataclass(frozen=True, kw_only=True)
class TranslateOpportunity(_OfOpportunity):
    """Title and task in another language; empty ones take it away."""

    sentence = _("hat die Einsatzmöglichkeit „{target}“ übersetzt")
    language: str
    title: str
    task: str

    def change(self, row: Opportunity) -> None:
        texts = {"title": self.title.strip(), "task": self.task.strip()}
        if bool(texts["title"]) != bool(texts["task"]):
            raise InputError(
                "Eine Übersetzung hat Titel und Aufgabe. Bitte füllen Sie beides aus oder leeren Sie beides.",
                "A translation has a title and a task. Please fill in both, or empty both.",
            )
        if not texts["title"]:
            row.translations.filter(language=self.language).delete()
            return
        Translation.objects.update_or_create(opportunity=row, language=self.language, defaults=texts)
        if row.state == State.OPEN and not is_office(self.by):
            row.state = State.SUBMITTED


@dataclass(frozen=True, kw_only=True)
class SubmitOpportunity(_OfOpportunity):
    """The organisation is done: now it waits for the office."""

    sentence = _("hat die Einsatzmöglichkeit „{target}“ zur Prüfung gegeben")
    starts = (State.DRAFT,)

    def change(self, row: Opportunity) -> None:
        row.state, row.remark, row.checked_on = State.SUBMITTED, "", timezone.localdate()


@dataclass(frozen=True, kw_only=True)
class _ByOffice(_OfOpportunity):
    """What only the office decides."""

    def is_allowed(self) -> bool:
        return super().is_allowed() and is_office(self.by)


@dataclass(frozen=True, kw_only=True)
class PublishOpportunity(_ByOffice):
    """It is wanted from now on, and its organisation hears of it."""

    sentence = _("hat die Einsatzmöglichkeit „{target}“ veröffentlicht")
    starts = (State.DRAFT, State.SUBMITTED, State.PAUSED, State.FILLED)

    def change(self, row: Opportunity) -> None:
        was_submitted = row.state == State.SUBMITTED
        row.state, row.remark, row.asked_at = State.OPEN, "", None
        row.published_at, row.filled_at = row.published_at or timezone.now(), None
        row.checked_on = timezone.localdate()
        if was_submitted:
            letters.tell_published(row)


@dataclass(frozen=True, kw_only=True)
class SendBackOpportunity(_ByOffice):
    """The organisation gets a mail that says what to change; it is a draft again."""

    sentence = _("hat die Einsatzmöglichkeit „{target}“ zurückgegeben")
    starts = (State.SUBMITTED,)
    remark: str

    def change(self, row: Opportunity) -> None:
        if not self.remark.strip():
            raise InputError("Bitte schreiben Sie, was sich ändern soll.", "Please write what should change.")
        row.state, row.remark = State.DRAFT, self.remark.strip()
        letters.tell_sent_back(row)


@dataclass(frozen=True, kw_only=True)
class FillOpportunity(_OfOpportunity):
    """Everybody is found."""

    sentence = _("hat die Einsatzmöglichkeit „{target}“ als besetzt vermerkt")
    starts = (State.OPEN, State.PAUSED)

    def change(self, row: Opportunity) -> None:
        row.state, row.filled_at = State.FILLED, timezone.now()


@dataclass(frozen=True, kw_only=True)
class PauseOpportunity(_OfOpportunity):
    """Nobody is looked for at the moment; what is agreed goes on."""

    sentence = _("hat die Einsatzmöglichkeit „{target}“ angehalten")
    starts = (State.OPEN, State.FILLED)

    def change(self, row: Opportunity) -> None:
        row.state = State.PAUSED


@dataclass(frozen=True, kw_only=True)
class CloseOpportunity(_OfOpportunity):
    """It is over; it stays to be read and can be copied."""

    sentence = _("hat die Einsatzmöglichkeit „{target}“ beendet")
    starts = (State.DRAFT, State.SUBMITTED, State.OPEN, State.PAUSED, State.FILLED)

    def change(self, row: Opportunity) -> None:
        row.state, row.closed_at = State.CLOSED, timezone.now()


@dataclass(frozen=True, kw_only=True)
class ConfirmOpportunity(_OfOpportunity):
    """It is still right. One that paused is wanted again where the office says so, else the office looks at it."""

    sentence = _("hat bestätigt, dass die Einsatzmöglichkeit „{target}“ noch stimmt")
    starts = (State.OPEN, State.PAUSED, State.FILLED)

    def change(self, row: Opportunity) -> None:
        row.checked_on, row.asked_at = timezone.localdate(), None
        if row.state == State.PAUSED:
            is_decided = isinstance(self.by, User) and is_office(self.by)
            row.state = State.OPEN if is_decided else State.SUBMITTED


@dataclass(frozen=True, kw_only=True)
class AskWhetherRight(_ByOffice):
    """The organisation gets a mail with a link; asked once until it has answered."""

    sentence = _("hat gefragt, ob die Einsatzmöglichkeit „{target}“ noch stimmt")
    starts = (State.OPEN, State.PAUSED)

    def change(self, row: Opportunity) -> None:
        row.asked_at = timezone.now()
        letters.ask_whether_right(row)


@dataclass(frozen=True, kw_only=True)
class CopyOpportunity(Action[Opportunity]):
    """A new draft that says the same, with its requirements and translations, without its dates."""

    verb = CHANGE
    sentence = _("hat die Einsatzmöglichkeit „{target}“ kopiert")
    opportunity: Opportunity

    @property
    def target(self) -> Opportunity:
        return self.opportunity

    def organisation(self) -> Organisation:
        return self.opportunity.organisation

    def perform(self) -> Opportunity:
        former = self.opportunity
        values = known(vars(former), is_office=is_office(self.by)) | {"starts_on": None, "ends_on": None}
        made = Opportunity.objects.create(organisation=former.organisation, **values)
        put_requirements(made, requirements_of(former))
        Translation.objects.bulk_create(
            Translation(opportunity=made, language=each.language, title=each.title, task=each.task)
            for each in former.translations.all()
        )
        return made
