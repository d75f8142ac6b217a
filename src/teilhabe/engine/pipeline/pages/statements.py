"""Statements as a page shows them: the sentence first, and everything that stands behind it on request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from teilhabe.engine.pipeline.pages.lineages import lineage_id
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Result, figure_id
from teilhabe.engine.pipeline.stating import Stated
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.testing import PROCEDURES
from teilhabe.engine.statements.topic import DataKind
from teilhabe.release.pages import Statement
from teilhabe.text import Text
from teilhabe.wording.message import Noise, Verdict
from teilhabe.wording.sentences import say

JUDGEMENTS: Mapping[Verdict, Text] = {
    Verdict.SUPPORTED: Text("belegt", "supported"),
    Verdict.CHANCE: Text("vom Zufall nicht zu unterscheiden", "not distinguishable from chance"),
    Verdict.NOT_COMPARABLE: Text("nicht vergleichbar", "not comparable"),
    Verdict.TOO_FEW: Text("zu wenige Fälle oder Zeitpunkte", "too few cases or points in time"),
}
_USUAL = Text("im Rahmen der üblichen Schwankung", "within the usual variation")
_DATA: Mapping[DataKind, Text] = {
    DataKind.FULL_COUNT: Text(
        "Alle werden gezählt; geprüft wird gegen das, was von Jahr zu Jahr ohnehin schwankt.",
        "Everybody is counted; tested against what varies from year to year anyway.",
    ),
    DataKind.SURVEY: Text(
        "Einige werden befragt; geprüft wird gegen den Fehler der Stichprobe.",
        "Some are asked; tested against the error of the sample.",
    ),
    DataKind.PUBLISHED: Text(
        "Fertige Werte; geprüft wird gegen die eigene Reihe.", "Finished figures; tested against their own series."
    ),
}
_VERDICT, _HOW, _KIND = Text("Urteil", "Verdict"), Text("Verfahren", "Procedure"), Text("Daten", "Data")
_WHY, _ESTIMATE = Text("Grund", "Reason"), Text("Schätzung", "Estimate")
_INTERVAL = Text("{value} (95 %: {low} bis {high})", "{value} (95%: {low} to {high})")
_CHANCE: Mapping[Noise, Text] = {
    Noise.CHANCE: Text("Zufall würde das so oder stärker bewirken", "Chance would do this or more"),
    Noise.VARIATION: Text("So oder stärker schwanken die Werte ohnehin", "The values vary so much or more anyway"),
}
_OFTEN = Text("in {share} von 100 Fällen", "in {share} of 100 cases")
_SELDOM = Text("in weniger als 0,1 von 100 Fällen", "in fewer than 0.1 of 100 cases")
_TOGETHER = Text("Nach allen {tests} Vergleichen dieser Seite", "After all {tests} comparisons of this page")
MOST_OF_A_FIELD = 4
"""So many sentences the paragraph of a field has at most."""


def statements(words: Words, result: Result, stated: Stated) -> tuple[Statement, ...]:
    """The sentences of an indicator's page, the most telling first."""
    figures = {figure_id(result.definition, f.value): lineage_id(result.definition, f) for f in result.figures}
    return tuple(_statement(words, result, claim, len(stated.tests), figures) for claim in stated.claims)


def _statement(words: Words, result: Result, claim: Claim, tests: int, figures: Mapping[str, str]) -> Statement:
    return Statement(
        text=say(claim.message, words.language),
        plain=say(claim.message, "de", "plain") if words.language == "de" else "",
        verdict=claim.verdict,
        judgement=words(_judgement(claim)),
        evidence=tuple(_evidence(words, result, claim, tests)),
        lineages=tuple(dict.fromkeys(figures[cell] for cell in claim.cells if cell in figures)),
        indicator=result.definition.id,
        name=words(result.definition.name),
    )


def _judgement(claim: Claim) -> Text:
    """The verdict in words; where everybody is counted, what is not supported is usual variation and no chance."""
    if claim.verdict == Verdict.CHANCE and claim.message.noise == Noise.VARIATION:
        return _USUAL
    return JUDGEMENTS[claim.verdict]


def _evidence(words: Words, result: Result, claim: Claim, tests: int) -> Iterator[tuple[str, str]]:
    evidence = claim.evidence
    yield words(_VERDICT), words(_judgement(claim))
    if evidence.reason:
        yield words(_WHY), words(evidence.reason)
    if evidence.procedure:
        yield words(_HOW), words(PROCEDURES[evidence.procedure])
        yield from _estimate(words, result, claim)
    if evidence.p is not None:
        yield words(_CHANCE[claim.message.noise]), _share(words, evidence.p)
    if evidence.q is not None and tests > 1:
        yield words(_TOGETHER).format(tests=tests), _share(words, evidence.q)
    if evidence.procedure:
        yield words(_KIND), words(_DATA[claim.data])


def _estimate(words: Words, result: Result, claim: Claim) -> Iterator[tuple[str, str]]:
    evidence, decimals = claim.evidence, result.definition.decimals + 1
    if evidence.estimate is None:
        return
    value = words.rounded(evidence.estimate, decimals)
    if evidence.low is not None and evidence.high is not None:
        low, high = (words.rounded(bound, decimals) for bound in (evidence.low, evidence.high))
        value = words(_INTERVAL).format(value=value, low=low, high=high)
    yield words(_ESTIMATE), value


def _share(words: Words, chance: float) -> str:
    """A chance as a part of a hundred."""
    if chance < 0.001:
        return words(_SELDOM)
    return words(_OFTEN).format(share=words.rounded(100 * chance, 1))


@dataclass(frozen=True)
class Spoken:
    """Statements in one language: by indicator what may stand in the paragraph of its field, and the headlines."""

    headlines: tuple[Statement, ...] = ()
    by_indicator: Mapping[str, Statement] = field(default_factory=dict)
    tests: int = 0  # how many comparisons were judged together for them

    def of_field(self, indicators: Sequence[str]) -> tuple[Statement, ...]:
        """One sentence for each of its indicators, in their order."""
        found = (self.by_indicator[name] for name in indicators if name in self.by_indicator)
        return tuple(islice(found, MOST_OF_A_FIELD))
