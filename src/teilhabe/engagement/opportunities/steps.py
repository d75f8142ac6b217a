"""What can be done with an opportunity in its state by this user, in the order of the buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.actions import (
    AskWhetherRight,
    CloseOpportunity,
    ConfirmOpportunity,
    CopyOpportunity,
    FillOpportunity,
    PauseOpportunity,
    PublishOpportunity,
    SubmitOpportunity,
    is_office,
)
from teilhabe.engagement.opportunities.models import Opportunity

State = Opportunity.State
ANY = tuple(State)
Doing = Callable[[User, Opportunity], Opportunity]


@dataclass(frozen=True)
class Step:
    """A button: `question` is asked first where it is given; `sides` are those who have it."""

    name: str
    label: str | Promise
    done: str | Promise
    starts: tuple[str, ...]
    run: Doing
    for_office: bool = True
    for_members: bool = True
    question: str | Promise = ""

    def is_for(self, user: User, opportunity: Opportunity) -> bool:
        return opportunity.state in self.starts and (self.for_office if is_office(user) else self.for_members)


STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step(
            "submit", _("Zur Prüfung absenden"), _("Danke! Wir sehen es uns an und melden uns per E-Mail."),
            SubmitOpportunity.starts, lambda by, row: SubmitOpportunity(by=by, opportunity=row).run(),
            for_office=False,
        ),
        Step(
            "publish", _("Veröffentlichen"), _("Veröffentlicht."),
            PublishOpportunity.starts, lambda by, row: PublishOpportunity(by=by, opportunity=row).run(),
            for_members=False,
        ),
        Step(
            "confirm", _("Stimmt noch"), _("Bestätigt."),
            ConfirmOpportunity.starts, lambda by, row: ConfirmOpportunity(by=by, opportunity=row).run(),
        ),
        Step(
            "fill", _("Alle gefunden"), _("Vermerkt: alle gefunden. Von der Webseite ist es jetzt weg."),
            FillOpportunity.starts, lambda by, row: FillOpportunity(by=by, opportunity=row).run(),
        ),
        Step(
            "pause", _("Pause machen"), _("Macht jetzt Pause. Was vereinbart ist, geht weiter."),
            PauseOpportunity.starts, lambda by, row: PauseOpportunity(by=by, opportunity=row).run(),
        ),
        Step(
            "ask", _("Organisation fragen"), _("Die Organisation bekommt eine E-Mail mit einem Link."),
            AskWhetherRight.starts, lambda by, row: AskWhetherRight(by=by, opportunity=row).run(),
            for_members=False,
        ),
        Step(
            "copy", _("Kopieren"), _("Das ist die Kopie, ein Entwurf. Das Original bleibt, wie es ist."),
            ANY, lambda by, row: CopyOpportunity(by=by, opportunity=row).run(),
        ),
        Step(
            "close", _("Beenden"), _("Beendet. Sie können es jederzeit kopieren."),
            CloseOpportunity.starts, lambda by, row: CloseOpportunity(by=by, opportunity=row).run(),
            question=_("Niemand findet es dann mehr, und es lässt sich nicht wieder öffnen, nur kopieren."),
        ),
    )
}  # fmt: skip


def steps_for(user: User, opportunity: Opportunity) -> list[Step]:
    return [step for step in STEPS.values() if step.is_for(user, opportunity)]
