"""What can be decided by itself: data of different files, variables and times are tied by no sum of the gate's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from teilhabe.engine.cube.sums import Box
from teilhabe.engine.disclosure import facts
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.disclosure.relations import components

Field: TypeAlias = tuple[str, str, str]
"""A variable of a dataset at one time."""


@dataclass(frozen=True)
class Part:
    """Some fields, what figures tell of them, and what each earlier release told of them."""

    fields: tuple[Field, ...]
    tellings: tuple[Telling, ...]
    earlier: tuple[tuple[Telling, ...], ...]

    @property
    def fingerprint(self) -> str:
        """The same for the same facts in the same order."""
        texts = [facts.to_json(told) for told in (self.tellings, *self.earlier)]
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def parts(tellings: Sequence[Telling], earlier: Sequence[Sequence[Telling]]) -> tuple[Part, ...]:
    """The smallest parts of which each can be protected without the others, in a canonical order."""
    releases = [[replace(entry, facts=tuple(_single(entry.facts))) for entry in told] for told in (tellings, *earlier)]
    tied = [_fields(fact) for told in releases for entry in told for fact in entry.facts]
    found = components(sorted({field for row in tied for field in row}), tied)
    number = {field: number for number, fields in enumerate(found) for field in fields}
    now, *before = (_divided(told, number) for told in releases)
    return tuple(
        Part(fields, tuple(now.get(place, ())), tuple(tuple(told.get(place, ())) for told in before))
        for place, fields in enumerate(found)
    )


def _single(entries: Iterable[PublishedFact]) -> Iterator[PublishedFact]:
    """Told facts that have several addends are taken apart (see `PublishedFact`); what is not known tells nothing.

    Sums of ages are reckoned with among the finest groups of people only, and by the audit.
    """
    for fact in entries:
        if fact.of_ages or any(addend.value is None for addend in fact.addends):
            continue
        if len(fact.addends) == 1 or not fact.is_told:
            yield fact
            continue
        for addend in fact.addends:
            assert addend.value is not None
            yield replace(fact, addends=(addend,), value=addend.value)


def _divided(told: Sequence[Telling], number: Mapping[Field, int]) -> Mapping[int, Sequence[Telling]]:
    """Each telling in all parts that it tells of, with its facts about them."""
    found: dict[int, list[Telling]] = {}
    for entry in told:
        own: dict[int, list[PublishedFact]] = {}
        for fact in entry.facts:
            own.setdefault(number[_field(fact.addends[0].box)], []).append(fact)
        for place, about in own.items():
            found.setdefault(place, []).append(replace(entry, facts=tuple(about)))
    return found


def _fields(fact: PublishedFact) -> list[Field]:
    return [_field(addend.box) for addend in fact.addends]


def _field(box: Box) -> Field:
    return (box.dataset, box.variable, box.period)
