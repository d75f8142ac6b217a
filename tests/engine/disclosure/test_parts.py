"""Parts of what is told can be protected one by one, with the same result as all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.disclosure.test_gate import PLACES, districts, fact, left_out, telling

from teilhabe.engine.cube.sums import Addend
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.disclosure.gate import Verdict, protect
from teilhabe.engine.disclosure.parts import parts


def in_year(entry: PublishedFact, period: str) -> PublishedFact:
    return replace(entry, addends=tuple(replace(each, box=replace(each.box, period=period)) for each in entry.addends))


def of_year(tellings: Sequence[Telling], period: str) -> list[Telling]:
    return [
        Telling(f"{each.figure} {period}", tuple(in_year(entry, period) for entry in each.facts), each.is_open)
        for each in tellings
    ]


VALUES = st.lists(st.integers(0, 6).map(float), min_size=4, max_size=4)


@settings(max_examples=30, deadline=None)
@given(VALUES, VALUES)
def test_years_are_parts_and_parts_are_protected_alike(first: list[float], second: list[float]) -> None:
    tellings = [*of_year(districts(first), "2020"), *of_year(districts(second), "2021")]
    found = parts(tellings, ())
    assert [part.fields for part in found] == [
        (("register", "population", "2020"),), (("register", "population", "2021"),)
    ]  # fmt: skip
    together = sum((protect(part.tellings, part.earlier, PLACES) for part in found), Verdict(frozenset()))
    assert together == replace(protect(tellings, (), PLACES), work=together.work)


def test_what_a_share_leaves_out_ties_the_data_it_is_made_of() -> None:
    above, below = in_year(fact(4, "11"), "2020"), in_year(fact(6, "11"), "2021")
    (part,) = parts([Telling("share", (above, below, left_out(below, above)), is_open=True)], ())
    assert [period for _, _, period in part.fields] == ["2020", "2021"]


def test_a_sum_of_years_tells_each_year_in_its_own_part() -> None:
    years = (
        Addend(1.0, in_year(fact(4, "11"), "2020").addends[0].box, 4.0),
        Addend(1.0, fact(5, "11").addends[0].box, 5),
    )
    (entry,) = parts([telling("both", PublishedFact(years, 9, 3))], ())[:1]
    assert [(each.value, each.is_told) for each in entry.tellings[0].facts] == [(4, True), (5, True)]
    apart = (years[0], replace(years[1], box=replace(years[1].box, period="2021")))
    assert len(parts([telling("both", PublishedFact(apart, 9, 3))], [[telling("then", fact(4, "11"))]])) == 2


def test_what_is_not_known_tells_nothing() -> None:
    unknown = PublishedFact((Addend(1.0, fact(4, "11").addends[0].box, None),), 0, 3)
    assert parts([telling("gap", unknown)], [[telling("gap", unknown)]]) == ()


def test_a_fingerprint_tells_every_difference() -> None:
    ones = districts([2, 40, 50, 60])
    others = [ones[:-1], [replace(ones[0], is_open=False), *ones[1:]], districts([2, 40, 51, 60])]
    (part,), *rest = (
        parts(ones, ()),
        *(parts(other, ()) for other in others),
        parts(ones, [[telling("then", fact(40, "12"))]]),
    )
    prints = {part.fingerprint, *(entry.fingerprint for (entry,) in rest)}
    assert len(prints) == 5
    assert part.fingerprint == parts(districts([2, 40, 50, 60]), ())[0].fingerprint
