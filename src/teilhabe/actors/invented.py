"""Invented people and organisations of Musterstadt, for demonstrations and measurements; the same seed, the same town.

Nobody is real: mail addresses end in a reserved domain, and telephone numbers are those that the Federal Network
Agency keeps free for films (Mitteilung 148/2021). Where they run out, people have no telephone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from teilhabe.actors.folding import fold
from teilhabe.actors.invented_names import DISTRICTS, NAMES, STREETS
from teilhabe.actors.models import Affiliation, ContactPoint, Partner, Person
from teilhabe.actors.reaching import MAIL, MOBILE, PHONE, POST, WEB, contact_key
from teilhabe.core.accounts.selectors import DEMO_DOMAIN
from teilhabe.core.users.models import Organisation

SEED = 20260101

_SHARES = {
    "de": 22, "ar": 13, "uk": 12, "tr": 9, "prs": 6, "ru": 5, "ku": 5, "ro": 4, "pl": 4, "sq": 3, "bg": 3, "ti": 3,
    "so": 2, "fa": 2, "it": 2, "bs": 1, "vi": 1, "fr": 1, "en": 1, "es": 1,
}  # fmt: skip
"""Persons out of a hundred with a first language."""

_LANDLINES = ("030 23125", "069 90009", "040 66969", "0221 4710", "089 99998")
_FOR_ORGANISATIONS = 20
"""The last numbers of each range; people get the others."""
_FUNCTIONS = ("Vorsitz", "Ansprechperson", "Kursleitung", "Beratung", "Ehrenamt", "Büro", "")


@dataclass(frozen=True)
class InventedPerson:
    """`contact_points` are pairs of kind and value, the preferred one first; `days_since_contact` counts from today."""

    given_name: str
    family_name: str
    languages: tuple[str, ...]
    district: str
    contact_points: tuple[tuple[str, str], ...]
    days_since_contact: int


@dataclass(frozen=True)
class InventedOrganisation:
    name: str
    description: str
    fields: tuple[str, ...]
    districts: tuple[str, ...]
    languages: tuple[str, ...]
    is_listed: bool = True


ORGANISATIONS = (
    InventedOrganisation(
        "Begegnungscafé Altstadt e. V.",
        "Offener Treff mit Kaffee, Tee und Gespräch. Dienstags hilft ein Team beim Ausfüllen von Formularen.",
        ("arrival", "participation"), ("Altstadt", "Bahnhofsviertel"), ("de", "ar", "prs", "en"),
    ),
    InventedOrganisation(
        "Lernhaus Nordstadt",
        "Hausaufgabenhilfe für Kinder ab der ersten Klasse und Sprachkurse für Eltern, mit Kinderbetreuung.",
        ("childhood", "education"), ("Nordstadt", "Weberviertel"), ("de", "tr", "ar", "uk"),
    ),
    InventedOrganisation(
        "Werkstatt Arbeit Hafenviertel",
        "Beratung zu Bewerbung, Anerkennung von Abschlüssen und Ausbildung.",
        ("labour",), ("Hafenviertel", "Werksiedlung"), ("de", "en", "fr", "ti"),
    ),
    InventedOrganisation(
        "Mieterrat Gartenstadt",
        "Fragen zu Mietvertrag, Nebenkosten und Wohnungssuche. Sprechstunde ohne Anmeldung.",
        ("housing",), ("Gartenstadt", "Südhang"), ("de", "ru", "uk"),
    ),
    InventedOrganisation(
        "Rechtsberatung Lindengasse",
        "Ehrenamtliche Juristinnen und Juristen beraten zu Aufenthalt und Einbürgerung.",
        ("legal", "arrival"), (), ("de", "en", "fa", "ku"),
    ),
    InventedOrganisation(
        "Sportfreunde Reiherfeld 1921",
        "Fußball, Schwimmen und Turnen für alle. Der erste Monat ist frei.",
        ("participation",), ("Reiherfeld", "Storchenanger", "Amselkamp"), ("de", "pl", "ro"),
    ),
    InventedOrganisation(
        "Frauentreff Ziegelgrund",
        "Deutsch sprechen, kochen, Fahrrad fahren lernen. Nur für Frauen, Kinder sind willkommen.",
        ("childhood", "participation"), ("Ziegelgrund", "Probenau"), ("de", "ar", "so", "ti"),
    ),
    InventedOrganisation(
        "Ukrainischer Kulturverein Musterstadt",
        "Feste, Chor und samstags eine Schule in ukrainischer Sprache.",
        ("arrival", "education", "participation"), (), ("uk", "ru", "de"),
    ),
    InventedOrganisation(
        "Hochschulgruppe Tandem",
        "Studierende und Neuzugewanderte lernen zu zweit voneinander.",
        ("education", "arrival"), ("Hochschulviertel", "Gründerviertel"), ("de", "en", "es", "fr", "ar"),
    ),
    InventedOrganisation(
        "Möbelhilfe Fahlenmoor",
        "Gebrauchte Möbel und Fahrräder für Menschen mit wenig Geld. Noch im Aufbau.",
        ("housing", "labour"), ("Fahlenmoor", "Zirbelhofen"), ("de",), is_listed=False,
    ),
)  # fmt: skip


def invented_people(count: int, seed: int = SEED) -> list[InventedPerson]:
    """`count` people; the first ones are the same for every count."""
    random, numbers, addresses = Random(seed), _numbers(seed), Counter[str]()  # noqa: S311  # nothing is secret here
    return [_person(random, numbers, addresses) for _ in range(count)]


def _person(random: Random, numbers: Iterator[tuple[str, str]], addresses: Counter[str]) -> InventedPerson:
    first = random.choices(tuple(_SHARES), weights=tuple(_SHARES.values()))[0]
    names = NAMES[first]
    given, family = random.choice(names.given), random.choice(names.family)
    if random.random() < 0.1:
        family = f"{family}-{random.choice(NAMES['de'].family)}"
    return InventedPerson(
        given_name=given,
        family_name=family,
        languages=_languages(random, first),
        district=random.choice(DISTRICTS) if random.random() < 0.9 else "",
        contact_points=tuple(_contact_points(random, given, family, numbers, addresses)),
        days_since_contact=int(random.triangular(0, 700, 20)),
    )


def _languages(random: Random, first: str) -> tuple[str, ...]:
    others = [code for code, chance in (("de", 0.7), ("en", 0.3)) if code != first and random.random() < chance]
    return (first, *others)


def _contact_points(
    random: Random, given: str, family: str, numbers: Iterator[tuple[str, str]], addresses: Counter[str]
) -> Iterator[tuple[str, str]]:
    if random.random() < 0.5 and (number := next(numbers, None)):
        yield number
    if random.random() < 0.75:
        yield MAIL, _mail(given, family, addresses)
    if random.random() < 0.4:
        yield POST, f"{random.choice(STREETS)} {random.randint(1, 140)}, 99901 Musterstadt"


def _numbers(seed: int) -> Iterator[tuple[str, str]]:
    """Every number kept free for films once, in a shuffled order."""
    landlines = [(PHONE, f"{area}{line:03}") for area in _LANDLINES for line in range(1000 - _FOR_ORGANISATIONS)]
    mobiles = [(MOBILE, f"0171 39200{line:02}") for line in range(100)]
    every = landlines + mobiles
    Random(seed).shuffle(every)  # noqa: S311  # nothing is secret here
    return iter(every)


def _mail(given: str, family: str, addresses: Counter[str]) -> str:
    local = "".join(c for c in fold(f"{given}.{family}") if c.isascii() and (c.isalnum() or c in ".-"))
    addresses[local] += 1
    again = addresses[local]
    return f"{local}{again if again > 1 else ''}@{DEMO_DOMAIN}"


@transaction.atomic
def insert_invented(count: int, seed: int = SEED) -> list[Person]:
    """Store invented people with their contact points, every twelfth in an organisation of `ORGANISATIONS`.

    For an empty database or one that holds invented people only: whoever calls it makes sure of that. Nothing is
    logged, as no user did it. 10,000 people take a few seconds.
    """
    values, now = invented_people(count, seed), timezone.now()
    people = Person.objects.bulk_create((_row(each, now) for each in values), batch_size=500)
    ContactPoint.objects.bulk_create(
        (point for person, each in zip(people, values, strict=True) for point in _points(person, each)), batch_size=500
    )
    organisations = insert_invented_organisations()
    Affiliation.objects.bulk_create(
        Affiliation(
            person=person,
            organisation=organisations[place % len(organisations)],
            function=_FUNCTIONS[place % len(_FUNCTIONS)],
        )
        for place, person in enumerate(people[::12])
    )
    return people


def insert_invented_organisations() -> list[Organisation]:
    """The organisations of Musterstadt with their partner entries; those that are there are left as they are."""
    return [_organisation(each, place) for place, each in enumerate(ORGANISATIONS)]


def _organisation(invented: InventedOrganisation, place: int) -> Organisation:
    organisation, is_new = Organisation.objects.get_or_create(name=invented.name)
    if is_new:
        Partner.objects.create(
            organisation=organisation,
            description=invented.description,
            fields=list(invented.fields),
            districts=list(invented.districts),
            languages=list(invented.languages),
            is_listed=invented.is_listed,
        )
        local = "".join(c for c in fold(invented.name.split()[0]) if c.isascii() and c.isalpha())
        for kind, value in (
            (MAIL, f"{local}@{DEMO_DOMAIN}"),
            (PHONE, f"030 23125{999 - place}"),
            (WEB, f"https://{local}.{DEMO_DOMAIN}"),
        ):
            ContactPoint.objects.create(organisation=organisation, kind=kind, value=value, is_preferred=kind == MAIL)
    return organisation


def _row(invented: InventedPerson, now: datetime) -> Person:
    return Person(
        given_name=invented.given_name,
        family_name=invented.family_name,
        preferred_language=invented.languages[0],
        languages=list(invented.languages),
        district=invented.district,
        search_key=fold(f"{invented.given_name} {invented.family_name}"),
        last_contact_at=now - timedelta(days=invented.days_since_contact),
        created_at=now - timedelta(days=invented.days_since_contact + 30),
    )


def _points(person: Person, invented: InventedPerson) -> Iterator[ContactPoint]:
    for place, (kind, value) in enumerate(invented.contact_points):
        yield ContactPoint(person=person, kind=kind, value=value, key=contact_key(kind, value), is_preferred=place == 0)
