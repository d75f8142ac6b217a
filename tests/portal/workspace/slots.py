"""Slots that a test fills for its own time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from teilhabe.core.extensions import Slot


@contextmanager
def only(slot: Slot[Any, Any], *providers: Callable[..., Iterable[Any]]) -> Iterator[None]:
    """The slot as if these were its only providers."""
    before, slot._providers = slot._providers, list(providers)
    try:
        yield
    finally:
        slot._providers = before
