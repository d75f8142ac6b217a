"""What a foresight says in a sentence, once for each path; nothing is said that does not read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from teilhabe.engine.forecasts.shocks.scenarios import Path, Scenario
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.foresight.making import Foresight
from teilhabe.engine.pipeline.results import Result
from teilhabe.engine.pipeline.stating import reads_back
from teilhabe.engine.pipeline.topics import topic_of
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.forecasts import Expected, forecast

LEVEL = 80
"""The band that a sentence names, in per cent."""


@dataclass(frozen=True)
class Told:
    """A foresight with the claim of each path that reads back in every language."""

    foresight: Foresight
    claims: Mapping[Path, Claim]


def told(city: City, result: Result, foresight: Foresight) -> Told:
    """The claims are about the last period of each path."""
    return Told(foresight, dict(_claims(city, result, foresight, foresight.scenarios)))


def _claims(
    city: City, result: Result, foresight: Foresight, scenarios: Sequence[Scenario]
) -> Iterator[tuple[Path, Claim]]:
    if not scenarios:
        return
    topic = topic_of(city, result)
    for scenario in scenarios:
        found = scenario.forecast
        low, high = float(found.low[LEVEL][-1]), float(found.high[LEVEL][-1])
        period = foresight.numbered.period(found.first + len(found.point) - 1)
        claim = forecast(topic, city.code, Expected(period, float(found.point[-1]), low, high, LEVEL))
        if reads_back(claim):
            yield scenario.path, claim
