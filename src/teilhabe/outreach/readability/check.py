"""How easy a German text is to read: scores for the whole, findings with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.outreach.body.blocks import Block
from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.rules import grammar, length, wording
from teilhabe.outreach.readability.rules.rule import Passage
from teilhabe.outreach.readability.scores import Scores, level_of, scores
from teilhabe.outreach.readability.sentences import sentences
from teilhabe.outreach.readability.visible import Visible, visible
from teilhabe.text import Text

__all__ = ["Finding", "Report", "Scores", "check"]

RULES = (*length.RULES, *grammar.RULES, *wording.RULES)


@dataclass(frozen=True)
class Finding:
    """What could be easier in `blocks[block].text[start:end]`, and what to do about it."""

    block: int
    start: int
    end: int
    rule: str
    message: Text


@dataclass(frozen=True)
class Report:
    """A hint, no proof: whether a text is understood, only its readers can say."""

    scores: Scores
    findings: tuple[Finding, ...]

    @property
    def level(self) -> Level | None:
        """The easiest level the text reaches; None where it is too short to tell."""
        return level_of(self.scores)


def check(blocks: Sequence[Block], level: Level = Level.PLAIN) -> Report:
    """Scores, and what stands in the way of a text of this level, in the order of the text."""
    shown = [visible(block.text) for block in blocks]
    found = [sentences(each.text) for each in shown]
    findings = (
        finding
        for number, (seen, cut) in enumerate(zip(shown, found, strict=True))
        for finding in _findings(number, seen, Passage(seen.text, cut, level))
    )
    return Report(scores(found), tuple(findings))


def _findings(block: int, seen: Visible, passage: Passage) -> list[Finding]:
    found = [
        Finding(block, *seen.source(spotted.start, spotted.end), rule.id, spotted.message)
        for rule in RULES
        if passage.level in rule.levels
        for spotted in rule.find(passage)
    ]
    return sorted(found, key=lambda each: (each.start, each.end, each.rule))
