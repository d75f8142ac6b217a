"""Whoever added a picture hears of its end a month and a week before."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import job, schedule
from teilhabe.core.jobs.rhythm import daily
from teilhabe.core.mail.sending import post
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.selectors import ends_on

DAYS_BEFORE = (30, 7)


@job(max_attempts=3, label=_("An ablaufende Bilder erinnern"))
def remind() -> None:
    for days in DAYS_BEFORE:
        for picture in ends_on(localdate() + timedelta(days=days)):
            if picture.added_by and picture.added_by.is_active:
                _tell(picture.added_by.email, picture, days)


def _tell(address: str, picture: Picture, days: int) -> None:
    said = {"name": picture.name, "days": days}
    with override("de"):
        subject = gettext("Bild läuft ab: %(name)s") % said
        body = gettext(
            "Das Bild „%(name)s“ ist noch %(days)s Tage zu sehen. Dann endet ein Nutzungsrecht oder eine "
            "Einwilligung, und es verschwindet von allen öffentlichen Seiten.\n\nBitte fragen Sie rechtzeitig neu "
            "oder wählen Sie ein anderes Bild."
        )
        post(address, subject, body % said)


schedule(remind, daily("06:40"))
