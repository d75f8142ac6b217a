"""A certificate that was asked for, one that was inspected, somebody who works without one, and what is signed."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.engagement.checks.models import CertificateRequest, Declaration, DeclarationText, Inspection
from teilhabe.engagement.opportunities.values import Asked, put_requirements
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.volunteers.models import Volunteer


def fill(cast: Cast, helping: str) -> dict[str, str]:
    """`helping` is the key of a volunteer who has been asked for a certificate again."""
    today, task = localdate(), make_opportunity(cast.organisation, "Lesepatenschaft in der Grundschule")
    put_requirements(task, [Asked("check", "conduct")])
    asked = CertificateRequest.objects.create(
        volunteer_id=int(helping), opportunity=task, due_on=today + timedelta(weeks=8)
    )
    seen = Inspection.objects.create(
        volunteer=make_volunteer("Gesehen-Probe"), inspected_on=today, certificate_date=today, has_entry=False
    )
    Assignment.objects.create(
        volunteer=make_volunteer("Ohne-Zeugnis-Probe"), opportunity=task, task=task.title, starts_on=today
    )
    old = DeclarationText.objects.create(kind="secrecy", version=1, text="Ich behalte für mich, was ich erfahre.")
    DeclarationText.objects.create(
        kind="secrecy", version=2, text="Ich behalte für mich, was ich erfahre, auch wenn ich nicht mehr mitmache."
    )
    privacy = DeclarationText.objects.create(kind="privacy", version=1, text="Ich gebe keine Daten weiter.")
    helper = Volunteer.objects.get(pk=helping)
    for text in (old, privacy):
        Declaration.objects.create(volunteer=helper, text=text, signed_on=today)
    return {"certificate": str(asked.pk), "inspection": str(seen.pk), "declaration_text": str(old.pk)}
