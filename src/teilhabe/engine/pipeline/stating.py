"""What an indicator has to tell: claims about its released figures, each sentence of which reads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.results import Result
from teilhabe.engine.pipeline.topics import topic_of
from teilhabe.engine.statements.checking import disagreements
from teilhabe.engine.statements.choosing import judge_together, most_telling
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims import candidates
from teilhabe.text import LANGUAGES
from teilhabe.wording.sentences import say


@dataclass(frozen=True)
class Stated:
    """`claims`: the most telling, first things first; `tests`: the p values of all comparisons that were made."""

    claims: tuple[Claim, ...] = ()
    tests: tuple[float, ...] = ()


NOTHING = Stated()


def stated(city: City, result: Result, variants: Sequence[Result] = ()) -> Stated:
    """What may be said of the city by this indicator and its variants; its page's comparisons are judged together."""
    judged = judge_together(candidates(topic_of(city, result, variants), city.code))
    tests = tuple(claim.evidence.p for claim in judged if claim.evidence.p is not None)
    chosen = most_telling(judged)
    while unread := [claim for claim in chosen if not reads_back(claim)]:
        judged = [claim for claim in judged if claim not in unread]
        chosen = most_telling(judged)
    return Stated(tuple(chosen), tests)


def reads_back(claim: Claim) -> bool:
    """Whether its sentence tells the same again in every language: otherwise nothing of it is published."""
    sentences = [(say(claim.message, language), language) for language in LANGUAGES]
    sentences.append((say(claim.message, "de", "plain"), "de"))
    return not any(disagreements(claim, sentence, language) for sentence, language in sentences)
