"""The list of proofs."""

from __future__ import annotations

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from teilhabe.core.privacy.actions import ON_REQUEST, RESTORED, TERM_OVER
from teilhabe.core.privacy.declarations import declarations
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.privacy.names import model_name
from teilhabe.core.tables.table import Column, Table

RULES = {
    ON_REQUEST: _("auf Wunsch (Art. 17 DSGVO)"),
    TERM_OVER: _("Frist abgelaufen"),
    RESTORED: _("nach einer Wiederherstellung erneut"),
}


def _purpose(proof: DeletionProof) -> str:
    names = {each.purpose.id: str(each.purpose.name) for each in declarations()}
    return names.get(proof.purpose, proof.purpose)


def _kind(proof: DeletionProof) -> str:
    """Of a model that may be gone since."""
    app, _dot, name = proof.model.partition(".")
    known = apps.all_models.get(app, {}).get(name)
    return model_name(known, 2) if known else proof.model


PROOFS = Table(
    name="proofs",
    title=_("Löschnachweise"),
    columns=(
        Column(
            "at",
            _("Zeitpunkt"),
            value=lambda proof: date_format(timezone.localtime(proof.at), "SHORT_DATETIME_FORMAT"),
            order_by=("at",),
        ),
        Column("purpose", _("Zweck"), value=_purpose, order_by=("purpose",)),
        Column("model", _("Was"), value=_kind, order_by=("model",)),
        Column("rows", _("Anzahl"), order_by=("rows",), is_number=True),
        Column("rule", _("Warum"), value=lambda proof: RULES.get(proof.rule, proof.rule), order_by=("rule",)),
    ),
    order=("-at",),
    empty=_("Noch wurde nichts gelöscht. Jede Löschung steht hier mit Zeitpunkt und Anzahl, ohne Namen."),
    template="privacy/proofs.html",
)
