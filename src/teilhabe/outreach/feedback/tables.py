"""The list of messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Q
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.tables.table import BulkAction, Choice, Column, DateSpan, Label, Table
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.feedback.actions import ReopenFeedback, ThrowAway
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.feedback.selectors import CONDITIONS

EXCERPT = 90


def language_names() -> dict[str, str]:
    """Site languages by code, as they call themselves."""
    return dict(settings.LANGUAGES)


def _languages() -> Sequence[tuple[str, Label]]:
    return list(settings.LANGUAGES)


def _items() -> Sequence[tuple[str, Label]]:
    items = InfoItem.objects.filter(feedback__is_message=True).distinct().prefetch_related("variants")
    return sorted(((str(item.pk), str(item)) for item in items), key=lambda pair: pair[1].casefold())


def _excerpt(row: Feedback) -> str:
    """On its own between words of the office: it may run the other way."""
    return format_html('<bdi dir="auto">{}</bdi>', Truncator(row.text).chars(EXCERPT) or gettext("(Text gelöscht)"))


def _helpful(row: Feedback) -> str:
    """Of the item: how many of those who pressed found it helpful."""
    yes, presses = getattr(row, "presses_yes", None), getattr(row, "presses", None)
    return f"{round(100 * yes / presses)} % ({presses})" if yes is not None and presses else ""


def _throw_away(user: User, rows: Iterable[Feedback]) -> str:
    count = len([ThrowAway(by=user, feedback=row).run() for row in rows])
    return ngettext("%(count)s Nachricht ist im Papierkorb.", "%(count)s Nachrichten sind im Papierkorb.", count) % {
        "count": count
    }


def _take_back(user: User, rows: Iterable[Feedback]) -> str:
    count = len([ReopenFeedback(by=user, feedback=row).run() for row in rows])
    return ngettext("%(count)s Nachricht ist wieder offen.", "%(count)s Nachrichten sind wieder offen.", count) % {
        "count": count
    }


MESSAGES = Table(
    name="feedback",
    title=_("Rückmeldungen"),
    columns=(
        Column("text", _("Nachricht"), value=_excerpt, address=lambda row: str(row.get_absolute_url())),
        Column("state", _("Zustand"), value=lambda row: row.state.label),
        Column("language", _("Sprache"), value=lambda row: language_names().get(row.language, row.language)),
        Column("item", _("Information"), value=lambda row: str(row.item) if row.item else row.path),
        Column("helpful", _("hilfreich"), value=_helpful),
        Column("at", _("eingegangen"), order_by=("at",)),
    ),
    filters=(
        Choice("state", _("Zustand"), lambda state: CONDITIONS[state], lambda: Feedback.State.choices),
        Choice("language", _("Sprache"), lookup="language", choices=_languages),
        Choice("item", _("Information"), lookup="item", choices=_items),
        DateSpan("at", _("eingegangen"), lookup="at", is_moment=True),
    ),
    order=("-at",),
    template="feedback/list.html",
    bulk=(
        BulkAction(
            "throw_away",
            _("In den Papierkorb"),
            CHANGE,
            _throw_away,
            undo=lambda user, keys: _take_back(user, Feedback.objects.filter(pk__in=keys)),
            only=Q(is_spam=False, closed_at=None, emptied_at=None),
        ),
        BulkAction(
            "take_back",
            _("Wieder öffnen"),
            CHANGE,
            _take_back,
            only=Q(is_spam=True, emptied_at=None),
        ),
    ),
    empty=_("Noch hat niemand geschrieben. Unter jeder öffentlichen Information steht „Frage oder Fehler melden“."),
)
