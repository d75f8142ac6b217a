"""Who is like somebody, and which pairs wait for a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product

from django.db.models import Prefetch, Q, QuerySet

from teilhabe.actors.duplicates.comparing import Entry, Likeness, Reason, compare
from teilhabe.actors.duplicates.models import PossibleDuplicate
from teilhabe.actors.duplicates.wording import in_words
from teilhabe.actors.folding import fold
from teilhabe.actors.models import ContactPoint, Merge, Person

OWN_CONTACTS = (ContactPoint.Kind.MAIL, ContactPoint.Kind.PHONE, ContactPoint.Kind.MOBILE, ContactPoint.Kind.MESSENGER)
"""What belongs to few people; a postal address may be that of two hundred people in shared accommodation."""
MOST_LOOKED_AT = 1000
MOST_SHOWN = 5
_BEGINNING = 3
_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True)
class Similar:
    """Somebody who is there already and may be the person at hand, with the reasons in words."""

    person: Person
    likeness: Likeness

    @property
    def reasons(self) -> str:
        return in_words(self.likeness.reasons)


def entry_of(person: Person) -> Entry:
    """What is compared of a person; their contact points should be prefetched by `own_contacts`."""
    contacts = frozenset(point.key for point in person.contact_points.all() if point.kind in OWN_CONTACTS) - {""}
    return Entry(str(person.pk), person.given_name, person.family_name, contacts, fold(person.district))


def own_contacts() -> Prefetch[str, QuerySet[ContactPoint], str]:
    points = ContactPoint.objects.filter(kind__in=OWN_CONTACTS).only("kind", "key", "value", "person")
    return Prefetch("contact_points", points)


def living() -> QuerySet[Person]:
    """People who are neither erased nor part of somebody else."""
    return Person.objects.filter(merged_into=None, erased_at=None)


def similar_people(given_name: str, family_name: str, keys: Collection[str] = ()) -> list[Similar]:
    """At most five people who may be the one described, likeliest first; `keys` are keys of contact points.

    Three queries at most, each over an index: people with one of the keys, people whose name begins alike, their
    contact points. Who shares nothing but a differently written beginning is found at night, not here.
    """
    asked = Entry("", given_name, family_name, frozenset(filter(None, keys)))
    points = ContactPoint.objects.filter(key__in=asked.contacts, kind__in=OWN_CONTACTS)
    reached = set(points.values_list("person", flat=True)) - {None}
    rows = living().filter(Q(pk__in=reached) | _begins_alike(given_name, family_name))
    people = rows.prefetch_related(own_contacts())[:MOST_LOOKED_AT]
    found = [Similar(person, compare(asked, entry_of(person))) for person in people]
    alike = [each for each in found if _is_worth_showing(each.likeness)]
    return sorted(alike, key=lambda each: (-each.likeness.probability, str(each.person)))[:MOST_SHOWN]


def _is_worth_showing(likeness: Likeness) -> bool:
    """While somebody types, any shared contact and any name that is alike is worth a hint."""
    return bool(set(likeness.reasons) - {Reason.SAME_DISTRICT})


def _begins_alike(given_name: str, family_name: str) -> Q:
    """Names that begin as the given or the family name does, with the other one beginning likewise somewhere after."""
    given, family = fold(given_name), fold(family_name)
    found = Q(pk__in=())
    for first, last in ((given, family), (family, given)) if given and family else ((given or family, ""),):
        start = first[:_BEGINNING]
        span = Q(search_key__gte=start, search_key__lt=start + _LAST_LETTER)
        found |= span & Q(search_key__contains=f" {last[:1]}" if last else "")
    return found if given or family else Q(pk__in=())


def waiting() -> QuerySet[PossibleDuplicate]:
    """Pairs that nobody has decided about, likeliest first."""
    return (
        PossibleDuplicate.objects.filter(
            are_two_people_since=None,
            **{f"{side}__{field}": None for side, field in product(("first", "second"), ("merged_into", "erased_at"))},
        )
        .select_related("first", "second")
        .order_by("-probability", "pk")
    )


def entries() -> Iterator[Entry]:
    """Everybody as they are compared, in two queries and without the rest of their row."""
    people = living().only("given_name", "family_name", "district").prefetch_related(own_contacts())
    return map(entry_of, people.iterator(chunk_size=5000))


def waiting_about(person: Person) -> QuerySet[PossibleDuplicate]:
    return waiting().filter(Q(first=person) | Q(second=person))


def told_apart() -> QuerySet[PossibleDuplicate]:
    """Pairs that somebody decided to be two people, the latest decision first."""
    decided = PossibleDuplicate.objects.exclude(are_two_people_since=None)
    return decided.select_related("first", "second").order_by("-are_two_people_since", "-pk")


def merges_in_force() -> QuerySet[Merge]:
    """Merges that can be undone, the latest first."""
    rows = Merge.objects.filter(undone_at=None, kept__erased_at=None, merged__erased_at=None)
    return rows.select_related("kept", "merged").order_by("-at", "-pk")


def pair_of(one: Person, other: Person) -> PossibleDuplicate | None:
    """What is known about these two as a pair, in either order."""
    first, second = sorted((one.pk, other.pk))
    return PossibleDuplicate.objects.filter(first=first, second=second).first()


@dataclass(frozen=True)
class Holdings:
    """What hangs on a person: how many rows of each kind, and the ways to reach them in full."""

    person: Person
    contact_points: list[ContactPoint]
    organisations: list[str]
    consents: list[str]


def holdings_of(person: Person) -> Holdings:
    """Three queries."""
    return Holdings(
        person,
        list(person.contact_points.order_by("-is_preferred", "pk")),
        list(person.affiliations.order_by("pk").values_list("organisation__name", flat=True)),
        list(person.consents.filter(withdrawn_at=None).order_by("pk").values_list("text__title", flat=True)),
    )
