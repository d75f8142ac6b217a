"""Who gets a mail: people who have agreed to it and organisations, by language and district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from teilhabe.actors.models import ConsentText, ContactPoint, Partner, Person
from teilhabe.actors.selectors.consents import consenting, newest_version
from teilhabe.core.users.models import Organisation
from teilhabe.outreach.channels.models import Addressee
from teilhabe.outreach.languages import language_of

Audience = Mapping[str, Any]
"""`purpose`: the consent that people must have given. `districts`: one of them, [] for all. `organisations`: whether
they get it too. `others_than`: languages in which the same is sent besides; who reads none of them gets this.
`answers`: the dispatch whose addressees these are, for a correction."""


@dataclass(frozen=True)
class Reader:
    """One address, and whose it is."""

    address: str
    person: UUID | None = None
    organisation: int | None = None

    @property
    def key(self) -> str:
        return self.address.strip().lower()


def readers_of(audience: Audience, site_language: str) -> list[Reader]:
    """In a few queries, however many; whoever has withdrawn meanwhile is not among them."""
    if corrected := audience.get("answers"):
        return _readers_of_dispatch(int(corrected), audience)
    people = _people(audience, language_of(site_language))
    is_main = audience.get("others_than") is not None
    organisations = _organisations(audience) if audience.get("organisations") and is_main else ()
    return [*_at_people(people), *_at_organisations(organisations)]


def reasons(audience: Audience, site_language: str) -> str:
    """The title of the consent, in this language where it stands in it: why somebody gets the mail."""
    purpose = str(audience.get("purpose", ""))
    texts = ConsentText.objects.filter(purpose=purpose, version=newest_version(purpose)).values_list(
        "language", "title"
    )
    titles = dict(texts)
    return str(titles.get(language_of(site_language)) or titles.get("de") or "")


def _people(audience: Audience, language: str) -> QuerySet[Person]:
    people = consenting(str(audience.get("purpose", "")))
    if districts := audience.get("districts"):
        people = people.filter(district__in=districts)
    others = audience.get("others_than")
    mine = Q(preferred_language=language)
    return people.filter(mine if others is None else mine | ~Q(preferred_language__in=[*map(language_of, others)]))


def _organisations(audience: Audience) -> list[int]:
    """By the districts of their entry as partners, which is a list and compared here; who names none works in all."""
    wanted = set(audience.get("districts") or ())
    rows = Partner.objects.values_list("organisation_id", "districts")
    return [organisation for organisation, own in rows if not wanted or not own or wanted & set(own)]


def _readers_of_dispatch(dispatch: int, audience: Audience) -> list[Reader]:
    got = Addressee.objects.filter(dispatch=dispatch)
    people = consenting(str(audience.get("purpose", ""))).filter(pk__in=got.exclude(person=None).values("person"))
    return [
        *_at_people(people),
        *_at_organisations(Organisation.objects.filter(pk__in=got.exclude(organisation=None).values("organisation"))),
    ]


def _at_people(people: QuerySet[Person]) -> list[Reader]:
    points = _mail().filter(person__in=people.values("pk")).values_list("person_id", "value")
    return [Reader(value, person=key) for key, value in _first_of_each(points)]


def _at_organisations(organisations: Iterable[Any]) -> list[Reader]:
    points = _mail().filter(organisation__in=organisations).values_list("organisation_id", "value")
    return [Reader(value, organisation=key) for key, value in _first_of_each(points)]


def _mail() -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(kind=ContactPoint.Kind.MAIL).order_by("-is_preferred", "pk")


def _first_of_each(points: Iterable[tuple[Any, str]]) -> list[tuple[Any, str]]:
    best: dict[Any, str] = {}
    for key, value in points:
        best.setdefault(key, value)
    return list(best.items())
