"""Checks whether this installation can do its work."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from teilhabe.core.extensions import Examined
from teilhabe.errors import CheckFailed
from teilhabe.project.examination import examinations


class Command(BaseCommand):
    help = "Prüft die Installation. Checks the installation: teilhabe-office doctor --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="für Programme · for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(examinations())
        if options["json"]:
            self.stdout.write(json.dumps([{"state": _state(each), "text": each.text} for each in found], indent=1))
        else:
            for each in found:
                self.stdout.write(f"{_state(each):<4}  {each.text}")
        failed = sum(_state(each) == "FAIL" for each in found)
        if failed:
            raise CheckFailed(
                f"{failed} von {len(found)} Prüfungen sind fehlgeschlagen.",
                f"{failed} of {len(found)} checks failed.",
            )


def _state(examined: Examined) -> str:
    if examined.is_good:
        return "ok"
    return "warn" if examined.is_warning else "FAIL"
