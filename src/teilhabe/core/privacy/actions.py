"""What is written for the sake of privacy: erasures, on request or because a term is over, each with its proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import DELETE, EXPORT
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.audit.values import Values
from teilhabe.core.privacy.declarations import PersonalData
from teilhabe.core.privacy.erasing import Counts, end, forget
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.privacy.policies import accounts_behind, may_erase, may_erase_account, may_see_everything_about
from teilhabe.core.privacy.retention import Due
from teilhabe.core.privacy.scrubbing import scrub
from teilhabe.core.privacy.subjects import human_behind
from teilhabe.core.privacy.tombstones import raise_tombstones, write_tombstones
from teilhabe.core.users.models import User

ON_REQUEST = "Art. 17"
TERM_OVER = "term"
RESTORED = "restored"
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class EraseSubject(Action[Counts]):
    """Erase a person with all their duplicates, or an account: everywhere, for good (Art. 17 GDPR).

    What stays counts people and names nobody. `with_account` ends what they sign in with too.
    """

    verb = DELETE
    sentence = _("hat eine Person oder ein Konto endgültig gelöscht")
    row: Model
    with_account: bool = False
    rule: str = ON_REQUEST

    @property
    def target(self) -> Model:
        return self.row

    def is_allowed(self) -> bool:
        if isinstance(self.by, Operator):
            return True
        return may_erase(self.by, self.row) and (not self.with_account or may_erase_account(self.by, self.row))

    def perform(self) -> Counts:
        now = timezone.now()
        # An account may end without the person behind it, who is known for other reasons.
        human = human_behind(self.row, with_account=self.with_account and not isinstance(self.row, User))
        counts = forget(human, now)
        raise_tombstones(human, now)
        for declared, rows in counts.items():
            prove(declared, rows, self.rule, now)
        models = [declared.model for declared in counts]
        transaction.on_commit(write_tombstones)
        transaction.on_commit(lambda: scrub(models))
        return counts

    # The entry of the erasure itself must not keep what was erased.
    def _label_before(self) -> str:
        return gettext("gelöscht")

    def _stored(self) -> Values:
        return {}

    def after(self, row: Model | type[Model]) -> Values:
        return {}


@dataclass(frozen=True, kw_only=True)
class EndTerm(Action[DeletionProof]):
    """Delete or empty these rows, whose term is over; the proof says how many."""

    verb = DELETE
    sentence = _("hat Daten gelöscht, deren Frist abgelaufen ist")
    target: ClassVar[type[Model]] = DeletionProof
    declared: PersonalData
    keys: Sequence[Any]

    def perform(self) -> DeletionProof:
        now = timezone.now()
        ended = end(self.declared, self.declared.model._base_manager.filter(pk__in=self.keys), now)
        return prove(self.declared, ended, TERM_OVER, now)


@dataclass(frozen=True, kw_only=True)
class ExportSubject(Action[Any]):
    """That everything about somebody was handed out (Art. 15, 20 GDPR), as what; the log keeps that it happened."""

    verb = EXPORT
    sentence = _("hat alle gespeicherten Angaben zu „{target}“ ausgegeben")
    row: Model
    form: str

    @property
    def target(self) -> Model:
        return self.row

    def is_allowed(self) -> bool:
        return isinstance(self.by, Operator) or may_see_everything_about(self.by, self.row)

    def perform(self) -> None:
        """Nothing changes; what counts is the entry."""

    def after(self, row: Model | type[Model]) -> Values:
        return {**super().after(row), "format": self.form}


def prove(declared: PersonalData, rows: int, rule: str, now: datetime) -> DeletionProof:
    return DeletionProof.objects.create(
        at=now, model=declared.model._meta.label_lower, purpose=declared.purpose.id, rule=rule, rows=rows
    )


def end_terms(dues: list[Due], by: Operator) -> Counter[PersonalData]:
    """Delete all that is due, in small transactions; how many rows of what."""
    counts: Counter[PersonalData] = Counter()
    for each in dues:
        counts[each.declared] += _end_subjects(each, by) if each.is_about_subjects else _end_rows(each, by)
    return +counts


def _end_subjects(each: Due, by: Operator) -> int:
    rows = list(each.rows)
    for row in rows:
        EraseSubject(by=by, row=row, with_account=_ends_with_account(row), rule=TERM_OVER).run()
    return len(rows)


def _ends_with_account(row: Model) -> bool:
    accounts = accounts_behind(row)
    return bool(accounts) and not any(account.standing.is_staff for account in accounts)


def _end_rows(each: Due, by: Operator) -> int:
    keys = list(each.rows.values_list("pk", flat=True))
    batches = (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
    return sum(EndTerm(by=by, declared=each.declared, keys=batch).run().rows for batch in batches)
