"""One look at a text while it is written: how it will look, what is wrong in it, how hard it is to read."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.errors import InputError
from teilhabe.outreach.body.blocks import Block, split
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.advising import Advice, Noted, mistakes, placed
from teilhabe.outreach.content.models import Fact, Variant
from teilhabe.outreach.content.previewing import Preview, preview
from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.check import Report, check

CHECKED = "de"
"""The language whose readability can be judged."""
_ORDER = (Level.EASY, Level.PLAIN, Level.STANDARD)


@dataclass(frozen=True)
class Examined:
    """`report` is None in languages that nobody can judge; it reaches no level where the text is too short to tell."""

    preview: Preview
    mistakes: tuple[Advice, ...]
    findings: tuple[Advice, ...]
    report: Report | None
    level: str

    @property
    def wanted(self) -> str:
        return str(Variant.Level(self.level).label)

    @property
    def reached(self) -> str:
        reached = self.report.level if self.report else None
        return str(Variant.Level(reached).label) if reached else ""

    @property
    def is_hard(self) -> bool:
        """Whether the text misses the level that it should have."""
        reached = self.report.level if self.report else None
        return reached is not None and _ORDER.index(reached) > _ORDER.index(Level(self.level))


def examine(written: Written, language: str, level: str) -> Examined:
    """Two queries: the facts by key and their values."""
    blocks = blocks_of(written)
    known = set(Fact.objects.values_list("key", flat=True))
    report = check(blocks, Level(level)) if language == CHECKED else None
    notes = [Noted(each.block, each.start, each.end, each.message) for each in report.findings] if report else []
    return Examined(
        preview(blocks, language), tuple(mistakes(written, known)), tuple(placed(written, blocks, notes)), report, level
    )


def blocks_of(written: Written) -> list[Block]:
    """The blocks as far as there are any: an unfinished text has perhaps no title yet."""
    try:
        return written.blocks()
    except InputError:
        return split(written.text[:50_000])
