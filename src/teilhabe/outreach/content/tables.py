"""The list of items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.language import page_language
from teilhabe.core.tables.table import BulkAction, Choice, Column, Label, Table, YesNo, label_of
from teilhabe.core.users.models import User
from teilhabe.outreach.content.actions.checking import CheckLater, next_check
from teilhabe.outreach.content.actions.items import WithdrawItem
from teilhabe.outreach.content.actions.scheduling import ReturnItem
from teilhabe.outreach.content.models import Category, Edition, InfoItem
from teilhabe.outreach.content.policies import PUBLISH
from teilhabe.outreach.content.selectors.categories import campaign_choices, category_choices
from teilhabe.outreach.content.selectors.items import due_for_check, edition_of, items_in_state, matching, writers
from teilhabe.outreach.content.states import State, state_of


def _state(item: InfoItem) -> str:
    is_out = item.published_number is not None  # type: ignore[attr-defined]  # annotated
    newest = item.newest_state or ""  # type: ignore[attr-defined]
    label = str(state_of(item, newest, is_out=is_out, now=timezone.now()).label)
    has_more = is_out and item.published_number != item.newest_number  # type: ignore[attr-defined]
    return f"{label} + {State(newest).label}" if has_more and newest else label


def _audiences(item: InfoItem) -> str:
    names = [each.name_in(page_language()) for each in item.categories.all() if each.kind == Category.Kind.AUDIENCE]
    return ", ".join(names)


def _languages(item: InfoItem) -> str:
    return ", ".join(sorted({each.language for each in item.variants.all() if edition_of(each) is not None}))


def _categories() -> list[tuple[str, Label]]:
    return [
        (key, f"{kind.label}: {name}")
        for kind in Category.Kind
        for key, name in category_choices(kind, page_language())
    ]


def _check_later(user: User, rows: Iterable[InfoItem]) -> str:
    done = [CheckLater(by=user, item=row, check_by=next_check()).run() for row in rows]
    return ngettext(
        "%(count)s Information ist geprüft; die nächste Prüfung ist in sechs Monaten.",
        "%(count)s Informationen sind geprüft; die nächste Prüfung ist in sechs Monaten.",
        len(done),
    ) % {"count": len(done)}


def _withdraw(user: User, rows: Iterable[InfoItem]) -> str:
    done = [WithdrawItem(by=user, item=row).run() for row in rows]
    return ngettext(
        "%(count)s Information ist zurückgezogen.", "%(count)s Informationen sind zurückgezogen.", len(done)
    ) % {"count": len(done)}


def _return(user: User, keys: Sequence[int]) -> str:
    rows: QuerySet[InfoItem] = InfoItem.objects.filter(pk__in=keys)
    done = [ReturnItem(by=user, item=row).run() for row in rows]
    return ngettext(
        "%(count)s Information ist wieder zu sehen.", "%(count)s Informationen sind wieder zu sehen.", len(done)
    ) % {"count": len(done)}


CHECK_LATER = BulkAction(
    "check",
    _("Geprüft, wieder in 6 Monaten"),
    CHANGE,
    _check_later,
    question=_("Haben Sie diese Informationen gelesen und stimmen sie noch?"),
)
WITHDRAW = BulkAction(
    "withdraw",
    _("Zurückziehen"),
    PUBLISH,
    _withdraw,
    question=_("Diese Informationen zurückziehen? Niemand sieht sie dann mehr, in keiner Sprache. Die Texte bleiben."),
    undo=_return,
    is_dangerous=True,
    only=Q(withdrawn_at=None, pk__in=Edition.objects.values("variant__item")),
)

ITEMS_LIST = Table(
    name="items",
    title=_("Informationen"),
    columns=(
        Column(
            "title",
            _("Titel"),
            value=str,
            order_by=("original_title",),
            address=lambda item: str(item.get_absolute_url()),
        ),
        Column("kind", _("Art"), value=label_of("kind"), order_by=("kind",)),
        Column("state", _("Zustand"), value=_state),
        Column("audiences", _("Zielgruppen"), value=_audiences, only_exported=True),
        Column("languages", _("zu lesen auf"), value=_languages),
        Column("check_by", _("zu prüfen bis"), order_by=("check_by",)),
        Column("owner", _("zuständig"), order_by=("owner__name",)),
        Column("changed", _("geändert"), value=lambda item: item.changed_at, order_by=("changed_at",)),
    ),
    filters=(
        Choice("state", _("Zustand"), lookup=items_in_state, choices=lambda: State.choices),
        Choice("kind", _("Art"), lookup="kind", choices=lambda: InfoItem.Kind.choices),
        Choice("category", _("Rubrik"), lookup="categories__pk", choices=_categories),
        Choice("risk", _("Risiko"), lookup="risk", choices=lambda: InfoItem.Risk.choices),
        Choice("campaign", _("Kampagne"), lookup="campaign", choices=campaign_choices),
        Choice(
            "owner",
            _("Zuständig"),
            lookup="owner",
            choices=lambda: [(str(user.pk), str(user)) for user in writers()],
        ),
        YesNo("due", _("Prüfung fällig"), lookup=lambda wanted: _due(is_due=wanted)),
    ),
    search=("pk__in", matching),
    order=("-changed_at",),
    bulk=(CHECK_LATER, WITHDRAW),
    empty=_("Schreiben Sie die erste: einen Titel, ein paar Sätze, für wen sie ist. Sichtbar wird sie erst nach der "
            "Freigabe."),
    template="content/items.html",
)  # fmt: skip


def _due(*, is_due: bool) -> Q:
    due = due_for_check(timezone.localdate())
    return due if is_due else ~due
