"""Mails around a shift, in the language of whoever gets them; without an address nobody is written to."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.mail.attachments import Attachment
from teilhabe.core.mail.sending import post
from teilhabe.engagement.opportunities.selectors import title_in
from teilhabe.engagement.shifts.calendars import for_mail
from teilhabe.engagement.shifts.models import Call, Shift, SignUp
from teilhabe.engagement.volunteers.links import token_of
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.outreach.calendar.occurrences import Happening, in_words
from teilhabe.outreach.languages import language_of as language_of_site

Written = Callable[[], tuple[str, ...]]


def tell_signed_up(sign_up: SignUp) -> None:
    """When and where, and how to give the place back; or that they wait."""
    if sign_up.state == SignUp.State.WAITING:
        _tell(sign_up, lambda: (_("Sie stehen auf der Warteliste"), _what_waits()))
    else:
        _tell(sign_up, lambda: (_("Sie sind dabei"), _("danke! Sie sind dabei:")))


def tell_moved_up(sign_up: SignUp) -> None:
    _tell(
        sign_up,
        lambda: (
            _("Ein Platz ist frei geworden: Sie sind dabei"),
            _("Sie standen auf der Warteliste. Jetzt haben Sie einen Platz:"),
        ),
    )


def remind(sign_up: SignUp) -> None:
    _tell(sign_up, lambda: (_("Erinnerung an Ihren Einsatz"), _("bald ist es so weit. Wir zählen auf Sie:")))


def tell_cancelled(sign_up: SignUp) -> None:
    _tell(
        sign_up,
        lambda: (_("Ihr Einsatz fällt aus"), _("leider fällt dieser Einsatz aus. Sie brauchen nicht zu kommen:")),
        may_give_back=False,
    )


def tell_given_back(sign_up: SignUp) -> None:
    """That they need not come, whoever took it back; their calendar forgets it."""
    _tell(
        sign_up,
        lambda: (_("Ihre Zusage ist zurückgenommen"), _("das ist notiert. Zu diesem Einsatz kommen Sie nicht:")),
        may_give_back=False,
    )


def tell_changed(sign_up: SignUp) -> None:
    _tell(sign_up, lambda: (_("Ihr Einsatz hat sich geändert"), _("an diesem Einsatz hat sich etwas geändert:")))


def ask_to_help(call: Call) -> None:
    """Yes or no with one press, each answer is fine."""
    person = call.volunteer.person
    language = person.preferred_language or "de"
    with override(language):
        begins = localtime(call.shift.starts_at)
        paragraphs = [
            _("können Sie einspringen? Hier fehlt noch jemand:"),
            _facts(call.shift, language),
            _("Auf dieser Seite sagen Sie ja oder nein. Beides ist in Ordnung:"),
            own_page(call.volunteer, language),
        ]
        subject_line = f"{_('Können Sie einspringen?')} {title_in(call.shift.opportunity, language)}, {begins:%d.%m.}"
        send(person, subject_line, paragraphs, language)


def language_of(sign_up: SignUp) -> str:
    """In which they signed up, else which they prefer; German where nobody knows."""
    return sign_up.language or sign_up.volunteer.person.preferred_language or "de"


def when(shift: Shift, language: str) -> str:
    """ "Dienstag, 12. Januar 2027, 18–20 Uhr"."""
    return in_words(Happening(shift.starts_at, shift.ends_at), language_of_site(language))


def address_of(person: Person) -> str:
    """Where to write to: the preferred of their mail addresses; "" for none."""
    found = person.contact_points.filter(kind=ContactPoint.Kind.MAIL).order_by("-is_preferred", "pk").first()
    return found.value if found else ""


def own_page(volunteer: Volunteer, language: str) -> str:
    """Where they see and give back their places without an account."""
    with override(language):
        return f"{settings.PUBLIC_ADDRESS}{own_path(token_of(volunteer))}"


def own_path(token: str) -> str:
    return reverse("own_shifts:page", kwargs={"token": token})


def _what_waits() -> str:
    return _("gerade sind alle Plätze vergeben. Wird einer frei, schreiben wir Ihnen. Sie warten auf:")


def _facts(shift: Shift, language: str) -> str:
    place = shift.place or shift.opportunity.place
    lines = (title_in(shift.opportunity, language), when(shift, language), place, shift.note, shift.opportunity.contact)
    return "\n".join(filter(None, lines))


def _tell(sign_up: SignUp, written: Written, *, may_give_back: bool = True) -> None:
    language, person = language_of(sign_up), sign_up.volunteer.person
    with override(language):
        subject_line, opening = written()
        paragraphs = [opening, _facts(sign_up.shift, language)]
        if may_give_back:
            paragraphs += [
                _("Können Sie doch nicht? Hier sagen Sie ab:"),
                own_page(sign_up.volunteer, language),
                _("Auf dieser Seite nehmen Sie auch Ihre Einwilligung zurück, wenn Sie das möchten."),
            ]
        begins = localtime(sign_up.shift.starts_at)
        subject_line = f"{subject_line}: {title_in(sign_up.shift.opportunity, language)}, {begins:%d.%m.}"
        send(person, subject_line, paragraphs, language, _calendar(sign_up, language))


def _calendar(sign_up: SignUp, language: str) -> tuple[Attachment, ...]:
    """Whoever waits for a place has nothing to put into a calendar yet."""
    if sign_up.state == SignUp.State.WAITING:
        return ()
    return (for_mail(sign_up, own_page(sign_up.volunteer, language), language_of_site(language)),)


def send(
    person: Person, subject_line: str, paragraphs: list[str], language: str, files: tuple[Attachment, ...] = ()
) -> bool:
    """Whether there was an address to write to; in the language that is active."""
    address = address_of(person)
    if not address:
        return False
    greeting = _("Guten Tag %(name)s,") % {"name": person}
    ending = settings.OFFICE_NAME or _("Ihr Integrationsbüro")
    body = "\n\n".join((greeting, *paragraphs, ending)) + "\n"
    post(address, subject_line, body, language=language, subject=person.pk, attachments=files)
    return True
