"""Content as files: to keep in version control, to hand to another city, to start with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from teilhabe.core.audit.action import Operator
from teilhabe.core.language import page_language, told
from teilhabe.errors import InputError
from teilhabe.outreach.content.exchange.collecting import collect
from teilhabe.outreach.content.exchange.folders import write
from teilhabe.outreach.content.exchange.importing import Importer, Outcome, Part, Report
from teilhabe.outreach.content.exchange.starting import start
from teilhabe.outreach.content.exchange.writing import files_of
from teilhabe.text import Text

PARTS = {
    Part.CATEGORY: Text("Rubriken", "categories"),
    Part.CAMPAIGN: Text("Kampagnen", "campaigns"),
    Part.FACT: Text("Angaben", "facts"),
    Part.ITEM: Text("Informationen", "items"),
}
OUTCOMES = {
    Outcome.ADDED: Text("neu", "added"),
    Outcome.CHANGED: Text("geändert", "changed"),
    Outcome.UNCHANGED: Text("unverändert", "unchanged"),
}


class Command(BaseCommand):
    help = (
        "Inhalte als Dateien. Content as files: teilhabe-office content export FOLDER, content import FOLDER, "
        "content start"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        below = parser.add_subparsers(dest="task", required=True)
        exporting = below.add_parser("export", help="schreibt alle Inhalte in einen Ordner · writes all content")
        exporting.add_argument("folder", type=Path)
        importing = below.add_parser("import", help="übernimmt einen Ordner · takes a folder over")
        importing.add_argument("folder", type=Path)
        importing.add_argument("--dry-run", action="store_true", help="nur berichten · report only")
        importing.add_argument("--publish", action="store_true", help="auch veröffentlichen · publish as well")
        importing.add_argument("--today", type=_day, help="wovon „+5 days“ zählt · what “+5 days” counts from")
        below.add_parser("start", help="legt übliche Rubriken an · adds common categories")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["task"]:
            case "export":
                self._export(options["folder"])
            case "import":
                importer = Importer(Operator("teilhabe-office content"), options["publish"], options["dry_run"])
                self._tell(importer.take_folder(options["folder"], options["today"]), is_trial=options["dry_run"])
            case _:
                self._tell(start(Operator("teilhabe-office content")))

    def _export(self, folder: Path) -> None:
        parcel = collect()
        changed, gone = write(folder, files_of(parcel))
        self._say(
            f"{len(parcel.items)} Informationen stehen in {folder}: {changed} Dateien geschrieben, {gone} gelöscht.",
            f"{len(parcel.items)} items are in {folder}: {changed} files written, {gone} deleted.",
        )

    def _tell(self, report: Report, *, is_trial: bool = False) -> None:
        for refused in report.refused:
            self.stderr.write(told(refused))
        if report.refused:
            count = len(report.refused)
            raise InputError(
                f"Nichts wurde übernommen: {count} Stellen sind zu ändern.",
                f"Nothing was taken over: {count} places are to be mended.",
            )
        for part, name in PARTS.items():
            self._tell_part(report, part, name.in_language(page_language()))
        if is_trial:
            self._say("Das war eine Probe: nichts wurde geändert.", "This was a trial: nothing has changed.")

    def _tell_part(self, report: Report, part: Part, name: str) -> None:
        found = {outcome: report.done.get((part, outcome), []) for outcome in Outcome}
        if any(found.values()):
            counts = ", ".join(
                f"{len(keys)} {OUTCOMES[each].in_language(page_language())}" for each, keys in found.items()
            )
            self.stdout.write(f"{name}: {counts}")
        for outcome in (Outcome.ADDED, Outcome.CHANGED):
            for key in found[outcome]:
                self.stdout.write(f"  {OUTCOMES[outcome].in_language(page_language())}: {key}")

    def _say(self, de: str, en: str) -> None:
        self.stdout.write(Text(de, en).in_language(page_language()))


def _day(text: str) -> date:
    return date.fromisoformat(text)
