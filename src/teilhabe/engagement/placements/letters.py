"""Mails about a proposal: to the volunteer in the language they prefer, to the organisation in that of each member."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.mail.sending import post
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Assignment, Proposal

SALT = "placements:answer"
LINK_DAYS = 90
Paragraphs = Callable[[], tuple[str, ...]]


def address_of(person: Person) -> str:
    """Where to write to: the preferred of their mail addresses; "" for none."""
    found = person.contact_points.filter(kind=ContactPoint.Kind.MAIL).order_by("-is_preferred", "pk").first()
    return found.value if found else ""


def ask(proposal: Proposal) -> bool:
    """What it is about, and the link to say yes or no; whether a mail goes out.

    None does where they have no address or the site does not know its own.
    """
    if not settings.PUBLIC_ADDRESS:
        return False
    link = answer_address(proposal)
    return _to_volunteer(
        proposal.volunteer.person,
        lambda: (
            _("Hätten Sie Lust? „%(title)s“") % {"title": title_of(proposal.opportunity)},
            _("wir haben eine Aufgabe gefunden, die zu Ihnen passen könnte:"),
            described(proposal.opportunity),
            _("Möchten Sie das machen? Hier können Sie Ja oder Nein sagen, ohne Konto und ohne Passwort:"),
            link,
            _("Ein Nein ist völlig in Ordnung. Bei Fragen antworten Sie einfach auf diese E-Mail."),
        ),
    )


def tell_agreed(assignment: Assignment) -> bool:
    """What was agreed, and whom to turn to."""
    return _to_volunteer(
        assignment.volunteer.person,
        lambda: (
            _("Vereinbart: „%(title)s“") % {"title": title_of(assignment.opportunity)},
            _("schön, dass Sie mitmachen! Das ist vereinbart:"),
            _agreed(assignment),
            _("Wir melden uns nach den ersten Wochen bei Ihnen und fragen, wie es läuft."),
        ),
    )


def tell_not_taken(proposal: Proposal) -> bool:
    """A yes that comes to nothing gets a word of thanks."""
    return _to_volunteer(
        proposal.volunteer.person,
        lambda: (
            _("Zu „%(title)s“") % {"title": title_of(proposal.opportunity)},
            _("danke, dass Sie bei „%(title)s“ mitmachen wollten. Diesmal hat es leider nicht geklappt.")
            % {"title": title_of(proposal.opportunity)},
            _("Wir suchen weiter nach einer Aufgabe, die zu Ihnen passt, und melden uns."),
        ),
    )


def tell_willing(proposal: Proposal) -> None:
    """Members of the organisation hear that somebody would like to; they decide on their page."""
    opportunity = proposal.opportunity
    path = reverse("placements:willing", kwargs={"opportunity": opportunity.pk})
    for member in _members(opportunity):
        with override(member.page_language):
            subject_line = _("Jemand möchte mitmachen: „%(title)s“") % {"title": opportunity.title}
            paragraphs = (
                _("jemand möchte bei „%(title)s“ mitmachen. Passt das für Sie?") % {"title": opportunity.title},
                _("Bitte sagen Sie hier Ja oder Nein, am besten in den nächsten Tagen:"),
                f"{settings.PUBLIC_ADDRESS}{path}",
            )
            body = _letter(member.name, paragraphs)
            post(member.email, subject_line, body, language=member.page_language, subject=member.pk)


def title_of(opportunity: Opportunity) -> str:
    """In the language of the page where there is a translation, else in German."""
    return text_of(opportunity)[0]


def described(opportunity: Opportunity) -> str:
    """What it is about, for which organisation and where."""
    title, task = text_of(opportunity)
    place = opportunity.place or opportunity.district
    return "\n".join(filter(None, (title, task, str(opportunity.organisation), place)))


def answer_token(proposal: Proposal) -> str:
    return signing.dumps(proposal.pk, salt=SALT)


def proposal_by_token(token: str) -> Proposal | None:
    """None where the link is not ours, too old, or its proposal is gone."""
    try:
        key = signing.loads(token, salt=SALT, max_age=LINK_DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    known = Proposal.objects.select_related("volunteer__person", "opportunity__organisation")
    return known.filter(pk=key, volunteer__person__erased_at=None).first()


def answer_address(proposal: Proposal) -> str:
    with override(language_of(proposal.volunteer.person)):
        path = reverse("placement_answer:answer", kwargs={"token": answer_token(proposal)})
    return f"{settings.PUBLIC_ADDRESS}{path}"


def language_of(person: Person) -> str:
    """The one they prefer where the site has it, else German."""
    known = dict(settings.LANGUAGES)
    return person.preferred_language if person.preferred_language in known else "de"


def text_of(opportunity: Opportunity) -> tuple[str, str]:
    found = opportunity.translations.filter(language=get_language()).values_list("title", "task").first()
    return found or (opportunity.title, opportunity.task)


def _agreed(assignment: Assignment) -> str:
    opportunity = assignment.opportunity
    begins = _("ab %(day)s") % {"day": date_format(assignment.starts_on)}
    contact = " ".join(filter(None, (opportunity.contact_name, opportunity.contact)))
    lines = (title_of(opportunity), str(opportunity.organisation), assignment.place, begins, contact)
    return "\n".join(filter(None, lines))


def _to_volunteer(person: Person, written: Paragraphs) -> bool:
    address, language = address_of(person), language_of(person)
    if not address:
        return False
    with override(language):
        subject_line, *paragraphs = written()
        post(address, subject_line, _letter(str(person), paragraphs), language=language, subject=person.pk)
    return True


def _letter(name: str, paragraphs: Iterable[str]) -> str:
    greeting = _("Guten Tag %(name)s,") % {"name": name}
    ending = settings.OFFICE_NAME or _("Ihr Integrationsbüro")
    return "\n\n".join((greeting, *paragraphs, ending)) + "\n"


def _members(opportunity: Opportunity) -> QuerySet[User]:
    rows = User.objects.filter(memberships__organisation=opportunity.organisation_id, is_active=True)
    return rows.distinct().order_by("pk")
