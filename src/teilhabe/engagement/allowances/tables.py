"""The lists of payments and of their sums by person and year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import organisation_choices
from teilhabe.core.tables.table import Choice, Column, DateSpan, Table, YesNo, label_of
from teilhabe.engagement.allowances.models import CENTS, AllowancePayment, euros
from teilhabe.engagement.allowances.selectors import STANDINGS, matching, years


def _in_euros(field: str) -> dict[str, Any]:
    """How a column of cents reads on the page and in a file."""
    return {
        "value": lambda row: euros(getattr(row, field)),
        "exported": lambda row: getattr(row, field) / CENTS,
        "order_by": (field,),
        "is_number": True,
    }


NAME = Column("volunteer", _("Wer"), value=lambda row: str(row.volunteer),
              order_by=("volunteer__person__family_name", "volunteer__person__given_name"),
              address=lambda row: row.get_absolute_url())  # fmt: skip
KIND = Column("kind", _("Pauschale"), value=label_of("kind"), order_by=("kind",))
TOTAL = Column("total", _("im Jahr zusammen"), **_in_euros("total"))
STANDING = Column("standing", _("Zustand"), value=lambda row: STANDINGS[row.standing])
IN_YEAR = Choice(
    "year", _("Jahr"), lookup="paid_on__year", choices=lambda: [(str(year), str(year)) for year in years()]
)
IS_KIND = Choice("kind", _("Pauschale"), lookup="kind", choices=lambda: AllowancePayment.Kind.choices)
STANDS = Choice("standing", _("Zustand"), lookup="standing",
                choices=lambda: [(key, str(name)) for key, name in STANDINGS.items()])  # fmt: skip

TOTALS = Table(
    name="allowance_totals",
    title=_("Aufwandspauschalen"),
    columns=(
        NAME,
        Column("year", _("Jahr"), value=lambda row: str(row.year), order_by=("year",)),
        KIND,
        replace(TOTAL, label=_("Summe")),
        Column("limit", _("Grenze"), value=lambda row: euros(row.limit), exported=lambda row: row.limit / CENTS,
               is_number=True),
        Column("left", _("noch frei"), value=lambda row: euros(max(0, row.limit - row.total)),
               exported=lambda row: max(0, row.limit - row.total) / CENTS, is_number=True),
        STANDING,
        Column("has_declared", _("Erklärung liegt vor")),
    ),
    filters=(IN_YEAR, IS_KIND, STANDS, YesNo("declared", _("Erklärung liegt vor"), lookup="has_declared")),
    search=("pk__in", matching),
    order=("-year", "volunteer__person__family_name", "volunteer__person__given_name", "kind"),
    empty=_("Noch ist keine Pauschale vermerkt. Das geht auf der Seite der ehrenamtlichen Person."),
)  # fmt: skip
PAYMENTS_LIST = Table(
    name="allowances",
    title=_("Einzelne Zahlungen"),
    columns=(
        NAME,
        Column("paid_on", _("gezahlt am"), order_by=("paid_on",)),
        Column("cents", _("Betrag"), **_in_euros("cents")),
        KIND,
        Column("activity", _("Tätigkeit"), order_by=("activity",)),
        Column("payer", _("gezahlt von"), order_by=("organisation__name", "other_payer")),
        TOTAL,
        STANDING,
        Column("is_declared", _("selbst angegeben"), only_exported=True),
    ),
    filters=(
        IN_YEAR, IS_KIND, STANDS,
        Choice("organisation", _("gezahlt von"), lookup="organisation", choices=organisation_choices),
        DateSpan("paid_on", _("gezahlt"), lookup="paid_on"),
    ),
    search=("pk__in", matching),
    order=("-paid_on", "-pk"),
    empty=_("Noch ist keine Pauschale vermerkt. Das geht auf der Seite der ehrenamtlichen Person."),
)  # fmt: skip
