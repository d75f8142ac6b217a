"""What forms and filters of the inbox offer."""

from __future__ import annotations

from collections.abc import Sequence

from teilhabe.codes.language import SPOKEN_LANGUAGES, language_name
from teilhabe.core.language import page_language
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Category, Variant
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.policies import ANSWERERS
from teilhabe.outreach.languages import language_of


def name_of(language: str) -> str:
    """A language in that of the page; also of a site language as `de-simple`; "" for none."""
    return language_name(language_of(language), page_language()) if language else ""


def all_languages() -> list[tuple[str, str]]:
    """Every language that people may speak, by their names."""
    return sorted(((code, name_of(code)) for code in SPOKEN_LANGUAGES), key=lambda pair: pair[1].casefold())


def languages_asked_in() -> Sequence[tuple[str, str]]:
    codes = Conversation.objects.exclude(language="").order_by().values_list("language", flat=True).distinct()
    return sorted(((code, name_of(code)) for code in codes), key=lambda pair: pair[1].casefold())


def topics() -> list[tuple[str, str]]:
    language = page_language()
    rows = Category.objects.filter(kind=Category.Kind.TOPIC)
    return [(str(each.pk), each.name_in(language)) for each in rows]


def districts_asked_from() -> Sequence[tuple[str, str]]:
    names = Conversation.objects.exclude(district="").order_by("district").values_list("district", flat=True)
    return [(name, name) for name in names.distinct()]


def items_asked_about() -> Sequence[tuple[str, str]]:
    """Items below which somebody wrote, by their titles."""
    asked = Conversation.objects.exclude(item=None).order_by().values("item")
    titles = Variant.objects.filter(translated_from=None, item__in=asked).values_list("item", "title", "item__key")
    return sorted(((str(item), title or key) for item, title, key in titles), key=lambda pair: pair[1].casefold())


def answerers() -> list[tuple[str, str]]:
    """Accounts that may answer, by name."""
    users = User.objects.filter(is_active=True, memberships__role__in=ANSWERERS).distinct().order_by("name", "email")
    return [(str(user.pk), user.name or user.email) for user in users]
