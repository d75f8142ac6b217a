"""Claims: everything that can be told of a topic, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims.changes import changes
from teilhabe.engine.statements.claims.groups import groups
from teilhabe.engine.statements.claims.levels import levels
from teilhabe.engine.statements.claims.places import places, target
from teilhabe.engine.statements.claims.records import records
from teilhabe.engine.statements.claims.wholes import wholes
from teilhabe.engine.statements.topic import Topic

_FAMILIES: tuple[Callable[[Topic, str], Iterator[Claim]], ...] = (
    levels,
    changes,
    groups,
    wholes,
    records,
    places,
    target,
)


def candidates(topic: Topic, place: str = "") -> Iterator[Claim]:
    """What a topic tells of a place (of its home where none is named), before it is chosen among.

    Every comparison has been tested alone; `choosing.judge_together` judges those of a page or a release together.
    """
    where = place or topic.home
    for family in _FAMILIES:
        yield from family(topic, where)
