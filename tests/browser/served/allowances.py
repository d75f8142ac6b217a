"""Lump sums: near the limit, above it, and none."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from teilhabe.engagement.allowances.models import AllowancePayment


def fill(helping: str) -> dict[str, str]:
    """`helping` is the key of a volunteer who gets two kinds from several payers."""
    year = localdate().year
    for kind, euros, activity in (
        ("trainer", 3400, "Deutschkurs am Abend"),
        ("volunteer", 800, "Kasse des Sprachcafés"),
        ("volunteer", 40, "Fest im Viertel"),
    ):
        payment = AllowancePayment.objects.create(
            volunteer_id=int(helping),
            kind=kind,
            cents=euros * 100,
            paid_on=date(year, 1, 15),
            activity=activity,
            other_payer="Turnverein Probe",
            is_declared=True,
        )
    return {"payment": str(payment.pk)}
