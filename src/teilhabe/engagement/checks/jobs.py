"""What is done about certificates without anybody asking for it: reminders, and what must be deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.action import Operator
from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.engagement.checks.actions import DeleteInspection, RemindOfCertificate
from teilhabe.engagement.checks.models import CertificateRequest, Inspection
from teilhabe.engagement.checks.selectors import ends_of_activities
from teilhabe.engagement.checks.terms import delete_on

BY = Operator("teilhabe-office")


@job(label=_("An Führungszeugnisse erinnern"), in_transaction=False)
def remind_of_certificates() -> None:
    """Once, on the day after it was to be shown; from then on the coordinator sees it."""
    overdue = CertificateRequest.objects.filter(due_on__lt=localdate(), reminded_on=None)
    for key in list(overdue.values_list("pk", flat=True)):
        with transaction.atomic():
            row = overdue.select_for_update(of=("self",)).filter(pk=key).first()
            if row is not None:
                RemindOfCertificate(by=BY, request=row).run()


@job(label=_("Vermerke über Führungszeugnisse löschen"), in_transaction=False)
def delete_inspections() -> None:
    """Those whose activity ended so long ago, or never began, that the dated rule wants them gone."""
    rows = list(Inspection.objects.select_related("volunteer__person"))
    ends = ends_of_activities([row.volunteer_id for row in rows])
    for row in rows:
        due = delete_on(row.inspected_on, ends[row.volunteer_id])
        if due is not None and due <= localdate():
            DeleteInspection(by=BY, inspection=row).run()


schedule(remind_of_certificates, daily(at="08:20"))
schedule(delete_inspections, daily(at="03:05"))
