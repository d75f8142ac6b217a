"""A forecast is told as a claim: its middle, its probability and its limits, and it reads back in every language."""

from __future__ import annotations

import pytest

from teilhabe.engine.statements.checking import disagreements
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.forecasts import Expected, forecast
from teilhabe.engine.statements.topic import Cut, DataKind, Key, Measure, Point, Series, Topic
from teilhabe.text import LANGUAGES, Text, same
from teilhabe.wording.message import Verdict
from teilhabe.wording.sentences import say

POINTS = tuple(Point(f"{year}-12-31", 10.0 + year - 2010, f"c{year}") for year in range(2010, 2020))
TOPIC = Topic(
    id="t",
    name=Text("Ausländeranteil", "Share of foreign nationals"),
    unit="percent",
    decimals=1,
    data=DataKind.FULL_COUNT,
    measure=Measure.SHARE,
    series=(Series(Key("here"), POINTS, (Cut(4, same("Zensus")),)),),
    labels={("", "here"): same("Musterstadt")},
    home="here",
    factor=100.0,
)


@pytest.fixture
def claim() -> Claim:
    return forecast(TOPIC, "here", Expected("2024-12-31", 24.06, 21.96, 26.74, 80))


def test_it_rests_on_the_points_since_the_last_break(claim: Claim) -> None:
    assert claim.cells == tuple(f"c{year}" for year in range(2014, 2020))


def test_its_sentence_reads_back_in_every_language_and_register(claim: Claim) -> None:
    assert claim.verdict == Verdict.SUPPORTED
    for language in LANGUAGES:
        assert disagreements(claim, say(claim.message, language), language) == ()
    assert disagreements(claim, say(claim.message, "de", "plain"), "de") == ()


@pytest.mark.parametrize(
    ("said", "changed"),
    [("24,1", "24,2"), ("80 %", "95 %"), ("22,0", "21,0"), ("26,7", "27,6"), ("2024", "2025"), ("Muster", "Neu")],
)
def test_a_sentence_that_says_anything_else_does_not_read_back(claim: Claim, said: str, changed: str) -> None:
    sentence = say(claim.message, "de").replace("\u00a0", " ")
    assert said in sentence
    assert disagreements(claim, sentence.replace(said, changed), "de", {"Neustadt"})
