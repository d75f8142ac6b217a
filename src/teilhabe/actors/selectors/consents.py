"""What people were asked, what they agreed to, and who agreed to it as it stands today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from teilhabe.actors.models import Consent, ConsentText, Person


def newest_version(purpose: str) -> int:
    """0 where the purpose has no text yet."""
    return ConsentText.objects.filter(purpose=purpose).aggregate(newest=Max("version"))["newest"] or 0


def _newest(purpose: str) -> Subquery:
    """The newest version of the purpose that the lookup `purpose` leads to."""
    versions = ConsentText.objects.filter(purpose=OuterRef(purpose)).order_by("-version").values("version")
    return Subquery(versions[:1])


def texts_in_force() -> QuerySet[ConsentText]:
    """The newest version of every purpose, in all its languages."""
    return (
        ConsentText.objects.annotate(newest=_newest("purpose"))
        .filter(version=F("newest"))
        .order_by("purpose", "language")
    )


def consenting(purpose: str) -> QuerySet[Person]:
    """People who agreed to the newest version of the purpose, in whichever language, and have not withdrawn it."""
    agreed = Consent.objects.filter(text__purpose=purpose, text__version=newest_version(purpose), withdrawn_at=None)
    return Person.objects.filter(pk__in=agreed.values("person"), merged_into=None, erased_at=None)


def asked_before(purpose: str) -> QuerySet[Person]:
    """People whose consent is to an earlier version only: it does not cover what the newest one asks."""
    earlier = Consent.objects.filter(text__purpose=purpose, withdrawn_at=None)
    agreed = Person.objects.filter(pk__in=earlier.values("person"), merged_into=None, erased_at=None)
    return agreed.exclude(pk__in=consenting(purpose).values("pk"))


def with_being_outdated(consents: QuerySet[Consent]) -> QuerySet[Consent]:
    """Each with `is_outdated`: in force, but to an earlier version than the newest, to which there is none."""
    newer = Consent.objects.filter(
        person=OuterRef("person"), text__purpose=OuterRef("text__purpose"), withdrawn_at=None
    ).filter(text__version=OuterRef("newest"))
    return consents.annotate(newest=_newest("text__purpose")).annotate(
        is_outdated=Case(
            When(~Exists(newer) & Q(withdrawn_at=None, text__version__lt=F("newest")), then=Value(True)),
            default=Value(False),
        )
    )


@dataclass(frozen=True)
class Purpose:
    """One purpose with its newest title, in which languages it stands, and how many people it covers."""

    id: str
    title: str
    version: int
    languages: list[str]
    agreed: int


def purposes() -> list[Purpose]:
    """All purposes in two queries."""
    counted = (
        Consent.objects.filter(withdrawn_at=None, person__merged_into=None, person__erased_at=None)
        .values("text__purpose", "text__version")
        .annotate(people=Count("person", distinct=True))
    )
    agreed = {(row["text__purpose"], row["text__version"]): row["people"] for row in counted}
    return [
        Purpose(purpose, texts[0].title, version, [text.language for text in texts], agreed.get((purpose, version), 0))
        for (purpose, version), texts in _by_version(texts_in_force())
    ]


def versions(purpose: str) -> list[tuple[int, list[ConsentText]]]:
    """The versions of a purpose, newest first, each with its texts; each text counts those who agreed (`agreed`)."""
    texts = ConsentText.objects.filter(purpose=purpose).annotate(
        agreed=Count("consents", filter=Q(consents__withdrawn_at=None))
    )
    return [(version, found) for (_purpose, version), found in _by_version(texts.order_by("-version", "language"))]


def _by_version(texts: Iterable[ConsentText]) -> list[tuple[tuple[str, int], list[ConsentText]]]:
    """German first, as the office's own wording, then the others by language."""
    grouped = groupby(texts, key=lambda text: (text.purpose, text.version))
    return [(key, sorted(found, key=lambda text: (text.language != "de", text.language))) for key, found in grouped]


def outdated_count() -> int:
    """For how many people, counted per purpose, consent is to an earlier version only.

    One query for the renewed purposes and one for each of them: what stands on every start page must be quick.
    """
    texts = ConsentText.objects.order_by().values_list("purpose").annotate(newest=Max("version"))
    return sum(_outdated(purpose, newest) for purpose, newest in texts.filter(newest__gt=1))


def _outdated(purpose: str, newest: int) -> int:
    given = Consent.objects.filter(withdrawn_at=None, text__purpose=purpose)
    gone = Person.objects.exclude(merged_into=None, erased_at=None).values("pk")
    covered = given.filter(text__version=newest).values("person")
    asked = given.filter(text__version__lt=newest).exclude(person__in=covered).exclude(person__in=gone)
    return asked.aggregate(people=Count("person", distinct=True))["people"] or 0
