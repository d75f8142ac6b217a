"""For whom a dispatch is: everybody in the language they take best of those it is sent in, on their topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import QuerySet

from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.languages import SIMPLE, Level, language_of, wishes
from teilhabe.outreach.newsletter.models import Subscription


def version_for(site_language: str, offered: Sequence[str]) -> str:
    """Which of the languages a reader gets; "" where they would take none of them."""
    if site_language in offered:
        return site_language
    for language, level in wishes(site_language):
        same = [code for code in offered if language_of(code) == language]
        plain = [code for code in same if code.endswith(SIMPLE)] if level is not Level.STANDARD else []
        if same:
            return (plain or same)[0]
    return ""


def readers_of(dispatch: Dispatch) -> Iterator[int]:
    """Keys of the subscriptions, rising; a correction goes to those who got what it corrects."""
    if dispatch.corrects is not None:
        yield from _who_got(dispatch.corrects).order_by("pk").values_list("pk", flat=True)
        return
    yield from readers(dispatch.audience, dispatch.language)


def readers(audience: Mapping[str, object], language: str) -> Iterator[int]:
    topics, offered = _words(audience, "topics"), _words(audience, "languages") or [language]
    rows = active().order_by("pk").values_list("pk", "language", "topics")
    for key, wanted, chosen in rows.iterator():
        if version_for(wanted, offered) == language and wants(chosen, topics):
            yield key


def wants(chosen: Iterable[str], topics: Sequence[str]) -> bool:
    """Whether somebody who chose these topics wants to read about those; nothing chosen stands for everything."""
    return not topics or not chosen or not set(chosen).isdisjoint(topics)


def active() -> QuerySet[Subscription]:
    return Subscription.objects.filter(confirmed_at__isnull=False, ended_at=None)


def _who_got(dispatch: Dispatch) -> QuerySet[Subscription]:
    got = dispatch.deliveries.filter(attempted_at__isnull=False, bounced_at=None)
    return active().filter(pk__in=got.values("subscription"))


def _words(audience: Mapping[str, object], name: str) -> list[str]:
    found = audience.get(name)
    return [str(each) for each in found] if isinstance(found, list | tuple) else []
