"""Lists what is and was open to the public."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from teilhabe.monitoring.models import Publication


class Command(BaseCommand):
    help = "Listet alle Veröffentlichungen. Lists all publications, newest first: teilhabe-office list"

    def handle(self, *args: Any, **options: Any) -> None:
        for publication in Publication.objects.order_by("-published_at", "-pk"):
            parts = (publication.city, publication.release_id, f"{publication.published_at:%Y-%m-%d %H:%M}")
            self.stdout.write("\t".join((*parts, publication.published_by, _state(publication))))


def _state(publication: Publication) -> str:
    if publication.withdrawn_at:
        return _("zurückgenommen")
    return _("ersetzt") if publication.replaced_at else _("aktuell")
