"""Says how easy a German text is to read, and what could be easier."""

# ruff: noqa: N999  # a command is called as its module

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from teilhabe.core.language import page_language
from teilhabe.errors import InputError
from teilhabe.outreach.body.blocks import Block, split
from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.check import Finding, Report, check


class Command(BaseCommand):
    help = "Prüft, wie leicht ein deutscher Text ist. How easy a German text is: teilhabe-office check-text FILE"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="Textdatei, - für die Eingabe · text file, - for standard input")
        parser.add_argument(
            "--level", choices=[str(level) for level in Level], default=Level.PLAIN, help="wofür · for whom"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        blocks = split(_read(options["file"]))
        report = check(blocks, Level(options["level"]))
        for line in (*_scores(report), *(_line(each, blocks[each.block]) for each in report.findings)):
            self.stdout.write(line)


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(
            f"{file} lässt sich nicht lesen ({error.strerror}).", f"{file} cannot be read ({error.strerror})."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file} ist kein Text in UTF-8. Bitte speichern Sie ihn so.",
            f"{file} is no text in UTF-8. Please save it as such.",
        ) from error


def _scores(report: Report) -> list[str]:
    found = report.scores
    return [
        f"level {report.level or '–'}",
        f"words {found.words}  sentences {found.sentences}  words/sentence {found.words_per_sentence:.1f}",
        f"Amstad {found.amstad:.1f}  Wiener Sachtextformel {found.wiener:.1f}  LIX {found.lix:.1f}",
        "",
    ]


def _line(finding: Finding, block: Block) -> str:
    where = f"{finding.block + 1}:{finding.start + 1}"
    said = finding.message.in_language(page_language())
    return f"{where:>7}  {finding.rule:<14} „{block.text[finding.start : finding.end][:60]}“  {said}"
