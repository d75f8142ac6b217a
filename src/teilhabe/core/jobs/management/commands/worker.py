"""Works off what must not happen inside a request."""

from __future__ import annotations

import os
import signal
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from teilhabe.core.jobs.worker import Shift


class Command(BaseCommand):
    help = "Erledigt Hintergrundaufträge. Does background jobs: teilhabe-office worker"
    requires_system_checks = ()  # they are the developers'; what waits in the queue is not to wait for them

    def add_arguments(self, parser: CommandParser) -> None:
        amount = parser.add_mutually_exclusive_group()
        amount.add_argument("--once", action="store_true", help="höchstens einen Auftrag · at most one job")
        amount.add_argument("--burst", action="store_true", help="alles Fällige, dann Ende · all that is due, then end")
        parser.add_argument(
            "--with-parent", action="store_true", help="endet mit seinem Elternprozess · ends with its parent"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        shift = Shift(partial(_has_lost, os.getppid()) if options["with_parent"] else lambda: False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, shift.stop)
        if options["once"] or options["burst"]:
            ran = shift.work(limit=1 if options["once"] else None)
            self.stdout.write(_("Erledigte Aufträge: %(count)s") % {"count": ran})
            return
        self.stdout.write(_("Hintergrundaufträge werden erledigt (Ende mit Strg+C)."))
        self.stdout.flush()
        shift.watch()


def _has_lost(parent: int) -> bool:
    return os.getppid() != parent
