"""How a formula asks for sums: it yields questions and is sent the answers.

So every formula reads from top to bottom, and the questions of all indicators can be answered together.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from teilhabe.engine.cube.query import Cube, Sums
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.question import Question
from teilhabe.engine.indicators.values import Scope, Values

T = TypeVar("T")

Asking = Generator[tuple[Question, ...], tuple[Sums, ...], T]
"""A computation that asks questions, perhaps several times, and returns a T."""

Formula = Callable[[Definition, Cube, Scope], Asking[Values | None]]
"""Computes a definition in a scope; None where no data tell of it."""


def answers(*questions: Question) -> Asking[tuple[Sums, ...]]:
    """The sums for these questions, in their order."""
    return (yield questions)
