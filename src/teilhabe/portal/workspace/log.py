"""The list of the audit log, as its readers filter, search and export it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.core.access.policy import policies
from teilhabe.core.audit.action import ACTIONS
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.audit.selectors import label_of, people_who_acted
from teilhabe.core.audit.wording import changes, deed, kind_of, predicate_of, who
from teilhabe.core.tables.filters import Chip, Chosen, Fields, Filter
from teilhabe.core.tables.table import Choice, Column, DateSpan, Label, Table


@dataclass(frozen=True)
class OneRow(Filter):
    """The history of one row, named by its model and its key: `actors.person:…`; pages link to it."""

    def fields(self) -> Fields:
        return {self.name: forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)}

    def condition(self, chosen: Chosen) -> Q | None:
        model, _colon, key = (chosen.get(self.name) or "").partition(":")
        return Q(target_model=model, target_key=key) if model else None

    def chips(self, chosen: Chosen) -> Iterator[Chip]:
        model, _colon, key = (chosen.get(self.name) or "").partition(":")
        if model:
            names = {"kind": kind_of(model), "label": label_of(model, key) or key}
            yield Chip(_("Verlauf: %(kind)s „%(label)s“") % names, self.name)


def _users() -> Sequence[tuple[str, Label]]:
    return [(str(user.pk), str(user)) for user in people_who_acted()]


def _actions() -> Sequence[tuple[str, Label]]:
    return sorted(((name, predicate_of(name)) for name in ACTIONS), key=lambda choice: choice[1])


def _kinds() -> Sequence[tuple[str, Label]]:
    models = (policy.model._meta for policy in policies())
    return sorted(((meta.label_lower, str(meta.verbose_name)) for meta in models), key=lambda choice: choice[1])


def _changed(entry: AuditEntry) -> str:
    """Rows that others refer to stand here by their key: a file may hold many thousand entries."""
    return "; ".join(f"{each.label}: {each.before} → {each.after}" for each in changes(entry))


LOG = Table(
    name="log",
    title=gettext_lazy("Protokoll"),
    columns=(
        Column(
            "at",
            gettext_lazy("Zeitpunkt"),
            order_by=("at",),
            address=lambda entry: reverse("workspace:entry", kwargs={"entry": entry.pk}),
        ),
        Column("who", gettext_lazy("Wer"), value=who),
        Column("deed", gettext_lazy("Was"), value=deed),
        Column("kind", gettext_lazy("Art"), value=lambda entry: kind_of(entry.target_model)),
        Column("changed", gettext_lazy("Änderungen"), value=_changed, only_exported=True),
    ),
    filters=(
        Choice("user", gettext_lazy("Wer"), "user", _users),
        Choice("action", gettext_lazy("Vorgang"), "action", _actions),
        Choice("kind", gettext_lazy("Art"), "target_model", _kinds),
        DateSpan("at", gettext_lazy("Zeitpunkt"), "at", is_moment=True),
        OneRow("target", "", ""),
    ),
    search=("detail__target_label__icontains", str.strip),
    order=("-at",),
    empty=gettext_lazy("Was im Büro angelegt, geändert oder gelöscht wird, steht dann hier."),
)
