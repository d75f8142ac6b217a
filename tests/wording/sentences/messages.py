"""All messages that can be said, for the laws that sentences keep."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from hypothesis import strategies as st

from teilhabe.text import Text, same
from teilhabe.wording.message import Direction, Kind, Message, Noise, Quantity, Strength, Verdict
from teilhabe.wording.sentences.shapes import SHAPES
from teilhabe.wording.units import UNITS, Unit

TOPICS = (
    Text("Ausländeranteil", "Foreign population share"),
    Text("Ausländische Bevölkerung", "Foreign population"),
    Text("Einbürgerungen", "Naturalisations"),
    Text("Neue Teilnehmende in Deutschkursen", "New participants in German courses"),
    Text("Ohne Schulabschluss", "Leaving school without certificate"),
    Text("Durchschnittsalter der Zugezogenen", "Mean age of arrivals"),
    same("Xyloqual"),
    same("Brüllquote"),
)
PLACES = (same("Kaiserslautern"), Text("Stadtteil Ost", "Eastend"), same("Am Bruchberg"))
SUBJECTS = (
    *(Text("Frauen", "Women"), Text("Männer", "Men"), Text("Ausland", "Abroad"), same("C"), same("Vierlande")),
    Text("Menschen mit Migrationshintergrund", "people with migration background"),
)
CODES = (
    *("2004", "2011", "2024-12-31", "2024-06-30", "2019-03", "2022-Q3", "2020-S1", "2018-W05"),
    *("2015/2016", "2023/2024", "1990-01-01/P5Y"),
)
DIRECTIONS: dict[Kind, tuple[Direction, ...]] = {
    **dict.fromkeys((Kind.CHANGE, Kind.TREND, Kind.DECOMPOSITION), (Direction.UP, Direction.DOWN)),
    **dict.fromkeys(
        (Kind.SHIFT, Kind.GAP, Kind.RATIO, Kind.TARGET, Kind.DIFFERENCE, Kind.STRUCTURE),
        (Direction.ABOVE, Direction.BELOW),
    ),
    **dict.fromkeys((Kind.RANK, Kind.LEADING, Kind.RECORD), (Direction.HIGHEST, Direction.LOWEST)),
    Kind.CONVERGENCE: (Direction.NARROWER, Direction.WIDER),
}
STRONG = frozenset(
    {Kind.CHANGE, Kind.TREND, Kind.SHIFT, Kind.DECOMPOSITION, Kind.GAP, Kind.RATIO, Kind.DIFFERENCE, Kind.CONVERGENCE}
)
"""Kinds whose sentences have a word for strength."""

_REASONS = (None, Text("Zensus mit neuer Zählung", "Census with a new count"))
_VALUES = st.decimals(min_value=0, max_value=2_000_000, places=1) | st.integers(0, 2_000_000).map(Decimal)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """Any message that fits its kind."""
    kind = draw(st.sampled_from(Kind))
    shape = SHAPES[kind]
    verdict = draw(st.sampled_from(Verdict)) if kind != Kind.BREAK else Verdict.SUPPORTED
    count = draw(st.sampled_from(sorted(shape.numbers)))
    periods = draw(st.permutations(CODES))[: draw(st.sampled_from(sorted(shape.periods)))]
    subjects = _subjects(kind, count, draw(st.sampled_from(sorted(shape.subjects))), len(periods))
    direction = draw(st.sampled_from(DIRECTIONS.get(kind, (Direction.NONE,))))
    return Message(
        kind,
        verdict,
        draw(st.sampled_from(TOPICS)),
        tuple(
            Quantity(draw(_VALUES), _unit(draw(st.sampled_from(UNITS)), place in shape.bare)) for place in range(count)
        ),
        tuple(periods),
        draw(st.none() | st.sampled_from(PLACES)),
        tuple(draw(st.permutations(SUBJECTS))[:subjects]),
        direction,
        draw(st.sampled_from(Strength)) if kind in STRONG and direction else Strength.NONE,
        draw(st.tuples(st.integers(1 + (kind == Kind.LEADING), 40), st.integers(41, 60)))
        if kind in (Kind.RANK, Kind.LEADING)
        else None,
        draw(st.sampled_from(_REASONS)),
        draw(st.sampled_from(Noise)),
    )


def _unit(unit: Unit, is_bare: bool) -> Unit | Literal[""]:
    """None is drawn as an index, which has no word either."""
    return "" if is_bare or unit == "index" else unit


def _subjects(kind: Kind, numbers: int, drawn: int, periods: int) -> int:
    """Values and their subjects come in pairs; the ends of a span of times have no names."""
    if kind == Kind.SPREAD and periods > 1:
        return min(drawn, 2)
    if kind == Kind.LEVEL:
        return min(drawn, 1) if numbers == 1 else numbers
    return numbers - 1 if kind == Kind.COMPOSITION else drawn
