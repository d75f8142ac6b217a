"""What the start page and the search show: collected from all apps, within what this user may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from django.apps import apps
from django.db.models import Model, QuerySet

from teilhabe.core.access.policy import ALL, CHANGE, policy_of
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.audit.selectors import entries_of
from teilhabe.core.extensions import SEARCH, WAITING, Hit, Waiting
from teilhabe.core.privacy.declarations import declarations_of
from teilhabe.core.users.models import User
from teilhabe.portal.workspace.addresses import address_of, has_page
from teilhabe.portal.workspace.models import MailChoice

RECENT_ENTRIES = 40
LOOKED_UP = 12
"""More than are shown: some may be gone, or no longer this user's business."""
RECENT_ROWS = 6
MOST_OF_A_HISTORY = 200


def waiting_for(user: User) -> list[Waiting]:
    """What waits for this user: urgent first, else as the apps are installed; what there is none of is left out."""
    found = [each for each in WAITING.collect(user) if each.count > 0]
    return sorted(found, key=lambda each: not each.is_urgent)


@dataclass(frozen=True)
class Found:
    """The hits of one kind, in the order in which their provider gave them."""

    kind: str
    hits: tuple[Hit, ...]


def search(user: User, text: str) -> list[Found]:
    """The hits of all apps by kind, those of one kind together."""
    hits = SEARCH.collect(user, text)
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(hit.kind for hit in hits))}
    ordered = sorted(hits, key=lambda hit: kinds[hit.kind])
    return [Found(kind, tuple(members)) for kind, members in groupby(ordered, key=lambda hit: hit.kind)]


@dataclass(frozen=True)
class Recent:
    """A row on which the user worked lately and that they may still see."""

    kind: str
    label: str
    address: str


def recent_work(user: User) -> list[Recent]:
    """The last rows that this user changed, newest first: one query for the log, one for each kind of row in it."""
    entries = AuditEntry.objects.filter(user=user).order_by("-id").values_list("target_model", "target_key")
    known = dict.fromkeys((model, key) for model, key in entries[:RECENT_ENTRIES] if key)
    keys = list(known)[:LOOKED_UP]
    rows = dict(_rows(user, keys))
    return [_recent(rows[key]) for key in islice((key for key in keys if key in rows), RECENT_ROWS)]


def _rows(user: User, keys: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], Model]]:
    for label, group in groupby(sorted(keys), key=lambda pair: pair[0]):
        model = _model(label)
        if model is not None and has_page(model):
            for row in policy_of(model).reach(user).filter(pk__in=[key for _label, key in group]):
                yield (label, str(row.pk)), row


def _model(label: str) -> type[Model] | None:
    """None where the log tells of a model that later versions do not have."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _recent(row: Model) -> Recent:
    return Recent(str(row._meta.verbose_name), str(row), address_of(row))


def page_of(user: User, label: str, key: str) -> str:
    """The page of a row that the log names; "" where it names none, has none or this user may not see it."""
    return next((address_of(row) for _key, row in _rows(user, [(label, key)] if key else [])), "")


@dataclass(frozen=True)
class History:
    """What happened to one row, the newest first; `hidden` are the columns that say something about people."""

    label: str
    address: str
    entries: list[AuditEntry]
    hidden: frozenset[str]


def history_of(user: User, target: str) -> History | None:
    """None where the row is gone or not the user's business: whoever keeps all rows of a kind reads their history."""
    label, _colon, key = target.partition(":")
    model = _model(label)
    if model is None or not keeps_history(user, model):
        return None
    page = page_of(user, label, key)
    row = policy_of(model).reach(user).filter(pk=key).first() if page else None
    if row is None:
        return None
    return History(str(row), page, entries_of(model, key, MOST_OF_A_HISTORY), _personal_columns(model))


def _personal_columns(model: type[Model]) -> frozenset[str]:
    """As the log names them."""
    personal = {name for each in declarations_of(model) for name in (*each.personal, *each.mentions)}
    return frozenset(field.attname for field in model._meta.concrete_fields if field.name in personal)


def keeps_history(user: User, model: type[Model]) -> bool:
    try:
        return ALL in policy_of(model).scopes(user, CHANGE)
    except KeyError:  # a model of a library
        return False


def mail_choice_of(user: User) -> MailChoice:
    """What the user chose, or what holds while they have chosen nothing."""
    return MailChoice.objects.filter(user=user).first() or MailChoice(user=user)


def who_gets_the_digest() -> QuerySet[User]:
    """Everybody with a role who may sign in and did not say never."""
    wanted = User.objects.filter(is_active=True, memberships__isnull=False)
    return wanted.exclude(mail_choice__rhythm=MailChoice.Rhythm.NEVER).distinct().order_by("pk")


def who_hears_at_once() -> QuerySet[MailChoice]:
    chosen = MailChoice.objects.filter(rhythm=MailChoice.Rhythm.AT_ONCE, user__is_active=True)
    return chosen.select_related("user").order_by("pk")
