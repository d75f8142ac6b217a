"""Which column of a finished indicator only divides what another one has divided: region within country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

Edge = tuple[str, str]  # the wider column, the narrower one


def edges(dimensions: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[Edge, ...]:
    """The direct steps from wider to narrower columns, as Open SDG defines them.

    A column is wider than another that is never filled without it, while it is itself sometimes filled without that
    other; of two that are only filled together the left one is wider. A step that leads over a third column is none.
    """
    patterns = {tuple(map(bool, codes)) for codes in rows}
    filled = [place for place in range(len(dimensions)) if any(pattern[place] for pattern in patterns)]
    wider = {step for pair in combinations(filled, 2) if (step := _wider(*pair, patterns))}
    direct = sorted(edge for edge in wider if not _leads_over_a_third(edge, wider))
    return tuple((dimensions[above], dimensions[below]) for above, below in direct)


def _wider(left: int, right: int, patterns: Collection[tuple[bool, ...]]) -> tuple[int, int] | None:
    left_alone = any(pattern[left] and not pattern[right] for pattern in patterns)
    right_alone = any(pattern[right] and not pattern[left] for pattern in patterns)
    if left_alone and right_alone:
        return None
    return (right, left) if right_alone else (left, right)


def _leads_over_a_third(edge: tuple[int, int], wider: Collection[tuple[int, int]]) -> bool:
    above, below = edge
    return any((above, third) in wider for third, end in wider if end == below)


def ancestors(dimension: str, known: Iterable[Edge]) -> frozenset[str]:
    """All columns that are wider than this one, over any number of steps."""
    steps = list(known)
    direct = {above for above, below in steps if below == dimension}
    return frozenset(direct.union(*(ancestors(above, steps) for above in direct)))
