"""Which pictures may be shown today, what they say, where they are used, and where their files are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.timezone import localdate

from teilhabe.actors.models import Consent
from teilhabe.actors.selectors.people import matching, people_of
from teilhabe.core.users.models import User
from teilhabe.outreach.languages import language_of
from teilhabe.outreach.pictures.cleaning import WIDTHS
from teilhabe.outreach.pictures.models import Appearance, Picture

SOON = timedelta(days=30)
"""So long before its end a picture is announced to those who keep it."""
PHOTO_PURPOSES = ("foto", "fotos", "photo", "photos", "bild", "bilder")
"""The purposes of consent texts that are about being seen in pictures."""


def _in_force(today: date) -> Q:
    """Appearances to which somebody agrees that day: not over, not withdrawn."""
    lasting = Q(expires_on=None) | Q(expires_on__gte=today)
    return lasting & Q(withdrawn_on=None) & (Q(consent=None) | Q(consent__withdrawn_at=None))


def usable(day: date | None = None) -> QuerySet[Picture]:
    """Pictures whose rights last and on which everybody to be seen agrees; whoever was erased agrees no longer."""
    day = day or localdate()
    refused = Appearance.objects.filter(picture=OuterRef("pk")).exclude(
        pk__in=Appearance.objects.filter(_in_force(day)).values("pk")
    )
    return (
        Picture.objects.filter(Q(usable_until=None) | Q(usable_until__gte=day))
        .filter(~Exists(refused))
        .annotate(agreed=Count("appearances"))
        .filter(agreed__gte=F("people"))
    )


def usable_pictures(ids: Iterable[int]) -> dict[int, Picture]:
    """Those of them that may be shown today, in one query."""
    return {picture.pk: picture for picture in usable().filter(pk__in=set(ids))}


def is_usable() -> Q:
    """As a condition for lists."""
    return Q(pk__in=usable().values("pk"))


def is_ending() -> Q:
    """Usable today, but not in a month."""
    return is_usable() & ~Q(pk__in=usable(localdate() + SOON).values("pk"))


def with_state() -> QuerySet[Any]:
    """All pictures, each with `is_usable` and `is_ending`."""
    return Picture.objects.annotate(
        is_usable=Case(When(is_usable(), then=Value(True)), default=Value(False)),
        is_ending=Case(When(is_ending(), then=Value(True)), default=Value(False)),
    )


def alternative_languages() -> list[str]:
    """The languages in which a picture should say what it shows: those of the site, plain German apart."""
    return list(dict.fromkeys(language_of(code) for code, _name in settings.LANGUAGES))


def missing_languages(picture: Picture) -> list[str]:
    if picture.is_decorative:
        return []
    return [code for code in alternative_languages() if not picture.alternatives.get(code)]


def alternative(picture: Picture, site_language: str) -> tuple[str, str]:
    """What the picture says to those who do not see it, and in which language; ("", "") where it only decorates."""
    if picture.is_decorative:
        return "", ""
    known = (language_of(site_language), "en", "de")
    return next(((picture.alternatives[code], code) for code in known if picture.alternatives.get(code)), ("", ""))


def photo_consents(user: User, text: str) -> QuerySet[Consent]:
    """Consents to pictures, not withdrawn, of the people whom the text finds within the user's reach."""
    people = people_of(user).filter(pk__in=matching(text))
    found = Consent.objects.filter(text__purpose__in=PHOTO_PURPOSES, withdrawn_at=None, person__in=people)
    return found.select_related("person", "text").order_by("person__family_name", "person__given_name", "pk")


def ends_on(day: date) -> QuerySet[Picture]:
    """Pictures that are shown for the last time that day."""
    last = usable(day + timedelta(days=1)).values("pk")
    return usable(day).exclude(pk__in=last).select_related("added_by")


@dataclass(frozen=True)
class Use:
    """Where a picture is used: whatever model of an upper app points at it."""

    label: str
    address: str


def uses(picture: Picture) -> list[Use]:
    """All places, by the relations that lead to pictures."""
    found: list[Use] = []
    for relation in Picture._meta.related_objects:
        if relation.related_model is not Appearance:
            rows = relation.related_model._default_manager.filter(**{relation.field.name: picture})
            found += [Use(str(row), row.get_absolute_url() if hasattr(row, "get_absolute_url") else "") for row in rows]
    return found


def used() -> Q:
    """Pictures that are used anywhere."""
    names = [each.field.related_query_name() for each in Picture._meta.related_objects]
    others = [name for name in names if name != "appearances"]
    condition = Q(pk__in=())
    for name in others:
        condition |= Q(pk__in=Picture.objects.filter(**{f"{name}__isnull": False}).values("pk"))
    return condition


def widths_of(picture: Picture) -> list[int]:
    """The widths in which there are files, the smallest first."""
    return [*(width for width in WIDTHS if width < picture.width), picture.width]


def address_of(picture: Picture, width: int) -> str:
    """Of the file that is at least as wide, else of the widest; the same in every language of the site."""
    widths = widths_of(picture)
    best = next((each for each in widths if each >= width), widths[-1])
    return reverse("media:picture", kwargs={"digest": picture.digest, "width": best})
