"""Whole numbers from shares: nobody is split, and totals are kept."""

from __future__ import annotations

import numpy as np

from teilhabe.engine.generator.curves import Counts, Rates


def whole(parts: Rates, totals: Counts) -> Counts:
    """Persons in proportion to the parts, whose sum over the last axis is the total: largest remainders go up."""
    sums = parts.sum(axis=-1, keepdims=True)
    scaled = np.divide(parts * totals[..., None], sums, out=np.zeros_like(parts), where=sums > 0)
    floors = np.floor(scaled).astype(np.int64)
    missing = totals - floors.sum(axis=-1)
    ranks = np.argsort(np.argsort(floors - scaled, axis=-1, kind="stable"), axis=-1, kind="stable")
    counts: Counts = floors + (ranks < missing[..., None])
    return counts


def in_steps(values: Rates, step: int) -> Counts:
    """The nearest multiples of a step."""
    return (np.rint(values / step) * step).astype(np.int64)
