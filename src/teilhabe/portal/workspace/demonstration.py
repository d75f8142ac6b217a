"""The office of Musterstadt: one account per role, organisations, people, consents and some work. All are invented.

Every address ends in a domain that is reserved for examples, and `DEMO=1` says so at the top of every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from random import Random

from django.utils import timezone

from teilhabe.actors.actions.consents import AddConsentText
from teilhabe.actors.actions.people import ChangePerson, NoteContact
from teilhabe.actors.invented import insert_invented
from teilhabe.actors.models import Consent, ConsentText, ContactPoint, Partner, Person
from teilhabe.core.accounts.selectors import DEMO_DOMAIN
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import InfoItem
from teilhabe.portal.workspace.demonstrated_conversations import fill_conversations
from teilhabe.portal.workspace.demonstrated_dispatches import fill_dispatches
from teilhabe.portal.workspace.demonstrated_engagement import fill_engagement
from teilhabe.portal.workspace.demonstrated_texts import fill_texts

NAMES = {
    Role.STATISTICIAN: "Jana Sommer",
    Role.MONITORING_OFFICER: "Emre Aydın",
    Role.COORDINATOR: "Anna Muster",
    Role.EDITOR: "Lina Haddad",
    Role.HEAD_OF_OFFICE: "Dr. Ruth Berger",
    Role.ORGANISATION_MEMBER: "Oksana Melnyk",
    Role.VOLUNTEER: "Peter Winter",
    Role.AUDITOR: "Karin Vogt",
    Role.ADMINISTRATOR: "Jonas Kraft",
}
SECOND_MEMBER = "Yusuf Demir"
CONSENT_TEXTS = (
    ("contact", "Kontakt für das Ehrenamt", "Das Büro darf mich anrufen und mir schreiben, wenn Hilfe fehlt."),
    ("newsletter", "Rundbrief", "Das Büro darf mir einmal im Monat den Rundbrief per E-Mail schicken."),
    ("photos", "Fotos", "Das Büro darf Fotos von Veranstaltungen zeigen, auf denen ich zu sehen bin."),
)  # fmt: skip
RENEWED = {
    "de": "Das Büro darf mir zweimal im Monat den Rundbrief per E-Mail schicken. Ich kann ihn jederzeit abbestellen.",
    "en": "The office may send me the newsletter twice a month by e-mail. I can unsubscribe at any time.",
    "ar": "يجوز للمكتب أن يرسل إليّ النشرة بالبريد الإلكتروني مرتين في الشهر. يمكنني إلغاؤها في أي وقت.",
}
TITLES = {"de": "Rundbrief", "en": "Newsletter", "ar": "النشرة البريدية"}
NOTES = ("Möchte dolmetschen.", "Hat am Wochenende Zeit.", "Sucht eine Patenschaft.", "Bitte nachmittags anrufen.")
TWICE = 4
"""So many people were entered a second time, a little differently."""
LONG_AGO = timedelta(days=3 * 366)
FORGOTTEN = 3
"""With so many people nobody has spoken for years: soon their data must go."""


def is_empty() -> bool:
    """Whether nobody would meet invented people among real ones."""
    return not any(model._default_manager.exists() for model in (User, Person, Organisation, InfoItem))


def fill(persons: int) -> int:
    """Write it all, in the caller's transaction; the number of people, duplicates included."""
    people = insert_invented(persons)
    organisations = list(Organisation.objects.order_by("pk"))
    accounts = _accounts(organisations[:2])
    _tie(accounts[Role.VOLUNTEER], people)
    _consents(people)
    doubles = _twice(people[1 : TWICE + 1])
    Person.objects.filter(pk__in=[each.pk for each in people[-FORGOTTEN:]]).update(
        last_contact_at=timezone.now() - LONG_AGO
    )
    _work(accounts, people)
    fill_engagement(accounts, people, organisations)
    fill_texts(accounts)
    fill_dispatches(accounts[Role.EDITOR])
    fill_conversations(accounts, people)
    return len(people) + len(doubles)


def _accounts(organisations: Sequence[Organisation]) -> dict[Role, User]:
    """Nobody can sign in with a password; the sign-in page of a demonstration offers these accounts."""
    accounts = {role: _account(f"{role}", name, role, organisations[0]) for role, name in NAMES.items()}
    _account(f"{Role.ORGANISATION_MEMBER}-2", SECOND_MEMBER, Role.ORGANISATION_MEMBER, organisations[1])
    return accounts


def _account(local: str, name: str, role: Role, organisation: Organisation) -> User:
    user = User.objects.create_user(f"{local}@{DEMO_DOMAIN}", name=name)
    home = organisation if role is Role.ORGANISATION_MEMBER else None
    Membership.objects.create(user=user, role=role, organisation=home)
    return user


def _tie(volunteer: User, people: Sequence[Person]) -> None:
    """The volunteer's account belongs to the first of the people, who is called like the account then."""
    if people:
        first = people[0]
        first.given_name, _blank, first.family_name = volunteer.name.partition(" ")
        first.user = volunteer
        first.save()


def _work(accounts: dict[Role, User], people: Sequence[Person]) -> None:
    """What the office did lately and what is left to do: a renewed text, an entry that its organisation must write."""
    coordinator, head = accounts[Role.COORDINATOR], accounts[Role.HEAD_OF_OFFICE]
    for place, person in enumerate(people[5:9]):
        NoteContact(by=coordinator, person=person).run()
        ChangePerson(by=coordinator, person=person, values={"note": NOTES[place % len(NOTES)]}).run()
    for language, text in RENEWED.items():
        AddConsentText(
            by=head, purpose="newsletter", language=language, title=TITLES[language], text=text,
            is_translation=language != "de",
        ).run()  # fmt: skip
    member = accounts[Role.ORGANISATION_MEMBER]
    Partner.objects.filter(organisation__memberships__user=member).update(description="", fields=[])


def _consents(people: Sequence[Person]) -> None:
    texts = [
        ConsentText.objects.create(purpose=purpose, version=1, language="de", title=title, text=text)
        for purpose, title, text in CONSENT_TEXTS
    ]
    Consent.objects.bulk_create(_given(Random(len(people)), people, texts), batch_size=500)  # noqa: S311  # no secret


def _given(random: Random, people: Sequence[Person], texts: Sequence[ConsentText]) -> Iterator[Consent]:
    now, ways = timezone.now(), Consent.Way.values
    for person in people:
        for text in random.sample(texts, random.choice((0, 1, 1, 2))):
            given_at = now - timedelta(days=random.randint(10, 400))
            withdrawn_at = given_at + timedelta(days=9) if random.random() < 0.05 else None
            yield Consent(
                person=person, text=text, way=random.choice(ways), given_at=given_at, withdrawn_at=withdrawn_at
            )


def _twice(people: Sequence[Person]) -> list[Person]:
    """The same people as somebody else would have entered them: another writing, one way to reach them."""
    doubles = [
        Person(given_name=each.given_name, family_name=each.family_name.upper(), languages=each.languages)
        for each in people
    ]
    for double, person in zip(doubles, people, strict=True):
        double.save()
        for point in islice(person.contact_points.all(), 1):
            ContactPoint.objects.create(person=double, kind=point.kind, value=point.value, key=point.key)
    return doubles
