"""Writes about how many people read a language, as the office estimates it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.audit.values import Values
from teilhabe.outreach.translation.models import SpeakerEstimate


@dataclass(frozen=True, kw_only=True)
class EstimateSpeakers(Action[None]):
    """`people` by site language; None takes an estimate back, and the monitor's number counts again."""

    verb = CHANGE
    sentence = _("hat die Schätzung der Sprechenden geändert")
    people: Mapping[str, int | None]
    note: str = ""

    @property
    def target(self) -> type[SpeakerEstimate]:
        return SpeakerEstimate

    def perform(self) -> None:
        known = {each.site_language: each.people for each in SpeakerEstimate.objects.all()}
        for language, people in self.people.items():
            if people is None:
                SpeakerEstimate.objects.filter(site_language=language).delete()
            elif known.get(language) != people:
                values = {"people": people, "note": self.note, "changed_at": timezone.now()}
                SpeakerEstimate.objects.update_or_create(site_language=language, defaults=values)

    def after(self, row: object) -> Values:
        return {language: people for language, people in self.people.items() if people is not None}
