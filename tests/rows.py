"""For every model that routes ask for two rows: one of the cast's own organisation and volunteer, one foreign to them.

The words `OWN` and `FOREIGN` stand in what is personal about them, so that a page that shows them can be caught.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.cast import Cast

from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.models import Affiliation, Consent, ConsentText, ContactPoint, Merge, Partner, Person
from teilhabe.actors.transfer.models import PeopleImport, Upload
from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.jobs.models import Job
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.tables.models import SavedView
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.allowances.models import AllowancePayment
from teilhabe.engagement.checks.models import CertificateRequest, DeclarationText, Inspection
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.shifts.models import Shift, SignUp
from teilhabe.engagement.tandems.models import Client, ClientIdentity, Tandem
from teilhabe.engagement.volunteers.models import Absence, Skill, Volunteer
from teilhabe.monitoring.models import Publication
from teilhabe.outreach.channels.facebook.models import PageCheck
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.actions.writing import Written, write
from teilhabe.outreach.content.models import Campaign, Category, Fact, InfoItem, Revision, Variant
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.inbox.mailbox.models import Mailbox, SetAside
from teilhabe.outreach.inbox.models import Attachment, Conversation, Entry, Snippet, Way
from teilhabe.outreach.moderation.models import Evidence
from teilhabe.outreach.pictures.models import Appearance, Picture
from teilhabe.outreach.pictures.storing import keep
from teilhabe.outreach.translation.models import Remembered, Term

OWN, FOREIGN = "Eigenkanarie", "Fremdkanarie"


@dataclass(frozen=True)
class Side:
    """One of the two sides: its word, its organisation, its volunteer and its person."""

    word: str
    organisation: Organisation
    volunteer: User
    person: Person


@dataclass
class Rows:
    """The rows of both sides, made when a route asks for their model."""

    own: Side
    foreign: Side
    third: Person
    """Somebody with neither side."""

    def pair(self, model: type[Model]) -> tuple[Model, Model]:
        """KeyError for a model that nobody has told this table how to make: tell it in `MAKERS`."""
        return MAKERS[model](self.own), MAKERS[model](self.foreign)


def make_rows(cast: Cast) -> Rows:
    stranger = User.objects.create_user("fremd@probe.example", name=f"Konto {FOREIGN}")
    Membership.objects.create(user=stranger, role=Role.VOLUNTEER)
    volunteer = cast.user(Role.VOLUNTEER)
    return Rows(
        own=_side(OWN, cast.organisation, volunteer),
        foreign=_side(FOREIGN, cast.other_organisation, stranger),
        third=Person.objects.create(family_name="Dritte"),
    )


def _side(word: str, organisation: Organisation, volunteer: User) -> Side:
    person = Person.objects.create(given_name="Probe", family_name=word, note=f"Notiz {word}", user=volunteer)
    Affiliation.objects.create(person=person, organisation=organisation)
    ContactPoint.objects.create(person=person, kind="mail", value=f"{word.lower()}@probe.example")
    return Side(word, organisation, volunteer, person)


def _job(side: Side) -> Job:
    task = DBTaskResult.objects.create(
        task_path="teilhabe.core.mail.sending.send",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after="2030-01-01T00:00Z",
        exception_class_path="",
        traceback="",
    )
    return Job.objects.create(task=task)


def _entry(side: Side) -> AuditEntry:
    entry = AuditEntry.objects.create(
        action="actors.Probe", target_model="actors.person", target_key=str(side.person.pk), operator="Probe"
    )
    AuditDetail.objects.create(entry=entry, target_label=f"Probe {side.word}", subject=side.person.pk)
    return entry


def _consent(side: Side) -> Consent:
    text, _made = ConsentText.objects.get_or_create(purpose="probe", version=1, language="de", title="Probe")
    return Consent.objects.create(person=side.person, text=text, way="paper")


def _merge(side: Side) -> Merge:
    twin = Person.objects.create(family_name=f"Zwilling {side.word}", merged_into=side.person)
    return Merge.objects.create(kept=side.person, merged=twin)


def _possible_duplicate(side: Side) -> PossibleDuplicate:
    twin = Person.objects.create(family_name=f"Zwilling {side.word}")
    return PossibleDuplicate.objects.create(first=side.person, second=twin, probability=0.9)


def _people_import(side: Side) -> PeopleImport:
    made = PeopleImport.objects.create(user=side.volunteer, form="CSV", row_count=1)
    Upload.objects.create(people_import=made, header=["Nachname"], rows=[[2, [side.word]]])
    return made


def _item(side: Side) -> InfoItem:
    """Texts are nobody's own, so they bear neither word."""
    item, is_new = InfoItem.objects.get_or_create(key="probe")
    if is_new:
        write(Variant.objects.create(item=item, language="de"), Written("Probe"), side.volunteer)
    return item


def _conversation(side: Side) -> Conversation:
    """Whoever answers reads it; the person whom it is linked to is for those who know people."""
    return Conversation.objects.get_or_create(person=side.person, way=Way.MAIL, subject_line="Probe")[0]


def _said(side: Side) -> Entry:
    return Entry.objects.get_or_create(
        conversation=_conversation(side), kind=Entry.Kind.INCOMING, way=Way.MAIL, text="Probe"
    )[0]


def _picture(side: Side) -> Picture:
    keep("0" * 64, {480: b""})
    return Picture.objects.get_or_create(digest="0" * 64, name="Probe", width=800, height=600)[0]


def _attachment(side: Side) -> Attachment:
    made = Attachment(entry=_said(side), name="Probe.pdf", media_type="application/pdf", size=5)
    made.file.save("probe", ContentFile(b"Probe"))
    return made


def _set_aside(side: Side) -> SetAside:
    mailbox, _is_new = Mailbox.objects.get_or_create(name="probe")
    return SetAside.objects.create(
        mailbox=mailbox,
        uid_validity=1,
        uid=mailbox.set_aside.count(),
        arrived_at=timezone.now(),
        size=5,
        reason="Probe",
    )


def _volunteer(side: Side) -> Volunteer:
    return Volunteer.objects.get_or_create(person=side.person, limits=f"Grenze {side.word}")[0]


def _opportunity(side: Side) -> Opportunity:
    """What is wanted is public, so it bears neither word."""
    return Opportunity.objects.get_or_create(
        organisation=side.organisation, title="Probe", kind="shifts", state="open", task="Probe"
    )[0]


def _shift(side: Side) -> Shift:
    return Shift.objects.get_or_create(
        opportunity=_opportunity(side), starts_at="2031-05-05T10:00Z", ends_at="2031-05-05T12:00Z", places=2
    )[0]


def _sign_up(side: Side) -> SignUp:
    return SignUp.objects.get_or_create(shift=_shift(side), volunteer=_volunteer(side))[0]


def _hour_entry(side: Side) -> HourEntry:
    day = {"day": "2026-01-02", "minutes": 60, "note": f"Notiz {side.word}"}
    return HourEntry.objects.get_or_create(volunteer=_volunteer(side), opportunity=_opportunity(side), **day)[0]


def _client(side: Side) -> Client:
    """Looked after by nobody, so that no visitor may learn who it is; the note bears no word that a page could show."""
    made = Client.objects.get_or_create(pseudonym=f"Probe {side.organisation.pk}")[0]
    ClientIdentity.objects.get_or_create(client=made, defaults={"person": side.person})
    return made


MAKERS: dict[type[Model], Callable[[Side], Model]] = {
    User: lambda side: side.volunteer,
    Membership: lambda side: side.volunteer.memberships.get(),
    Organisation: lambda side: side.organisation,
    Person: lambda side: side.person,
    Affiliation: lambda side: side.person.affiliations.get(),
    ContactPoint: lambda side: side.person.contact_points.first(),
    Consent: _consent,
    ConsentText: lambda side: _consent(side).text,
    Partner: lambda side: Partner.objects.get_or_create(organisation=side.organisation)[0],
    Merge: _merge,
    PossibleDuplicate: _possible_duplicate,
    PeopleImport: _people_import,
    SavedView: lambda side: SavedView.objects.get_or_create(user=side.volunteer, table="people", name=side.word)[0],
    Job: _job,
    AuditEntry: _entry,
    DeletionProof: lambda side: DeletionProof.objects.create(model="actors.person", purpose="probe", rule="x", rows=1),
    Opportunity: _opportunity,
    Shift: _shift,
    SignUp: _sign_up,
    HourEntry: _hour_entry,
    Proposal: lambda side: Proposal.objects.get_or_create(volunteer=_volunteer(side), opportunity=_opportunity(side))[
        0
    ],
    Assignment: lambda side: Assignment.objects.get_or_create(
        volunteer=_volunteer(side), opportunity=_opportunity(side), task=f"Aufgabe {side.word}", starts_on="2026-01-01"
    )[0],
    InfoItem: _item,
    Variant: lambda side: _item(side).variants.get(),
    Revision: lambda side: Revision.objects.get(variant__item=_item(side)),
    Campaign: lambda side: Campaign.objects.get_or_create(key="probe")[0],
    Category: lambda side: Category.objects.get_or_create(key="probe", kind="topic")[0],
    Fact: lambda side: Fact.objects.get_or_create(key="probe", kind="text", value={"text": "Probe"})[0],
    Feedback: lambda side: Feedback.objects.create(item=_item(side), language="de", was_helpful=True),
    Conversation: _conversation,
    Entry: _said,
    Attachment: _attachment,
    Dispatch: lambda side: Dispatch.objects.create(item=_item(side), channel="mail", language="de", text="Probe"),
    Evidence: lambda side: Evidence.objects.create(reason="spam", text="Probe", said_at="2026-01-01T00:00Z"),
    PageCheck: lambda side: PageCheck.objects.get_or_create(page="probe")[0],
    Snippet: lambda side: Snippet.objects.get_or_create(name="Probe", texts={"de": "Probe"})[0],
    SetAside: _set_aside,
    Picture: _picture,
    Appearance: lambda side: Appearance.objects.create(picture=_picture(side), paper="Probe"),
    Term: lambda side: Term.objects.get_or_create(text="Probe")[0],
    Remembered: lambda side: Remembered.objects.get_or_create(
        source_language="de", language="ar", level="standard", source_hash="0" * 16, source="Probe", text="Probe"
    )[0],
    Volunteer: _volunteer,
    CertificateRequest: lambda side: CertificateRequest.objects.get_or_create(
        volunteer=_volunteer(side), opportunity=_opportunity(side), due_on=timezone.localdate()
    )[0],
    Inspection: lambda side: Inspection.objects.get_or_create(
        volunteer=_volunteer(side), inspected_on="2026-05-02", certificate_date="2026-05-01", has_entry=False
    )[0],
    DeclarationText: lambda side: DeclarationText.objects.create(
        kind="secrecy", version=DeclarationText.objects.count() + 1, text="Probe"
    ),
    AllowancePayment: lambda side: AllowancePayment.objects.get_or_create(
        volunteer=_volunteer(side), kind="trainer", cents=10000, paid_on="2026-05-02", activity=f"Kurs {side.word}"
    )[0],
    Client: _client,
    ClientIdentity: lambda side: _client(side).identity,
    Tandem: lambda side: Tandem.objects.get_or_create(volunteer=_volunteer(side), client=_client(side))[0],
    Absence: lambda side: Absence.objects.create(
        volunteer=_volunteer(side), first_day="2031-01-01", last_day="2031-01-02"
    ),
    Offer: lambda side: Offer.objects.create(text=f"Angebot {side.word}", person=side.person, due_on="2031-01-01"),
    Skill: lambda side: Skill.objects.get_or_create(key="probe", names={"de": "Probe"})[0],
    Publication: lambda side: Publication.objects.create(
        city="probestadt", release_id="0" * 16, directory="none", published_by="Probe", published_at="2026-01-01T00:00Z"
    ),
}
