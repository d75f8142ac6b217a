"""Is it still right? Twice a year volunteers are asked, by a mail in their language, with a link that needs no account.

One mail, one reminder; then the question waits for the coordinator, as it does at once where no mail can be sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.reaching import MAIL
from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.mail.sending import post
from teilhabe.engagement.rules.periods import later
from teilhabe.engagement.rules.tables import value_on
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer

ASKED = (Volunteer.State.INTERESTED, Volunteer.State.ACTIVE)


def to_ask(now: datetime) -> QuerySet[Volunteer]:
    """Whose details nobody has confirmed for too long, and whom nobody has asked since."""
    stale = _from(now, months=-value_on("freshness.volunteers", localdate(now)))
    mine = Volunteer.objects.filter(state__in=ASKED, may_ask=True, person__merged_into=None, person__erased_at=None)
    return mine.filter(Q(asked_at=None) | Q(asked_at__lte=F("checked_at")), checked_at__lt=stale)


def to_remind(now: datetime) -> QuerySet[Volunteer]:
    """Who was asked a while ago and has not answered."""
    since = _from(now, weeks=-value_on("freshness.volunteers_reminder", localdate(now)))
    unanswered = Volunteer.objects.filter(state__in=ASKED, may_ask=True, asked_at__gt=F("checked_at"))
    return unanswered.filter(reminded_at=None, asked_at__lt=since)


def _from(now: datetime, *, months: int = 0, weeks: int = 0) -> datetime:
    """The same time so much later."""
    return now + (later(localdate(now), months=months, weeks=weeks) - localdate(now))


@dataclass(frozen=True, kw_only=True)
class _Asked(Action[Volunteer]):
    verb = CHANGE
    volunteer: Volunteer

    @property
    def target(self) -> Volunteer:
        return self.volunteer


@dataclass(frozen=True, kw_only=True)
class AskAgain(_Asked):
    """Ask whether all is still right; whoever has no mail address waits for the coordinator's call."""

    sentence = _("hat „{target}“ gefragt, ob die Angaben noch stimmen")

    def perform(self) -> Volunteer:
        now, volunteer = timezone.now(), self.volunteer
        volunteer.asked_at, volunteer.reminded_at = now, None if _written_to(volunteer) else now
        volunteer.save(update_fields=["asked_at", "reminded_at"])
        return volunteer


@dataclass(frozen=True, kw_only=True)
class RemindToConfirm(_Asked):
    sentence = _("hat „{target}“ daran erinnert, die Angaben zu bestätigen")

    def perform(self) -> Volunteer:
        _written_to(self.volunteer)
        self.volunteer.reminded_at = timezone.now()
        self.volunteer.save(update_fields=["reminded_at"])
        return self.volunteer


def _written_to(volunteer: Volunteer) -> bool:
    """Whether a mail goes out; none does where they have no address or the site does not know its own."""
    point = volunteer.person.contact_points.filter(kind=MAIL).order_by("-is_preferred", "pk").first()
    if point is None or not settings.PUBLIC_ADDRESS:
        return False
    language = _language_of(volunteer)
    with override(language):
        subject_line, body = _letter(volunteer)
    post(point.value, subject_line, body, language=language, subject=volunteer.person_id)
    return True


def _language_of(volunteer: Volunteer) -> str:
    """The person's own where the site has it, else German."""
    wanted = volunteer.person.preferred_language
    return wanted if wanted in dict(settings.LANGUAGES) else "de"


def _letter(volunteer: Volunteer) -> tuple[str, str]:
    address = f"{settings.PUBLIC_ADDRESS}{reverse('still_right:page', kwargs={'token': token_of(volunteer)})}"
    paragraphs = (
        gettext("Guten Tag!"),
        gettext(
            "Sie haben uns gesagt, wann Sie sich engagieren möchten und welche Sprachen Sie sprechen. Stimmt das noch?"
        ),
        gettext("Auf dieser Seite bestätigen oder ändern Sie es. Sie brauchen kein Passwort:"),
        address,
        gettext(
            "Geben Sie den Link bitte nicht weiter. Auf der Seite können Sie auch sagen, dass wir nicht mehr fragen."
        ),
        settings.OFFICE_NAME or gettext("Ihr Integrationsbüro"),
    )
    return gettext("Stimmt das noch?"), "\n\n".join(paragraphs) + "\n"
