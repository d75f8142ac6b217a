"""The plain frequency threshold: no published figure stands on fewer than so many persons.

Primary suppression only, after the rule of minimum frequency (Handbook on Statistical Disclosure Control, ch. 4).
It does not stop anybody from recomputing a hidden cell from the margins; secondary suppression is the gate's task.
"""

from __future__ import annotations


def is_below(count: float | None, threshold: int) -> bool:
    """Whether a count of persons must stay hidden: more than none and fewer than `threshold`."""
    return count is not None and 0 < count < threshold


def needs_suppression(numerator: float | None, denominator: float | None, threshold: int) -> bool:
    """Whether a figure must stay hidden because it tells of fewer than `threshold` persons, or of all but so few.

    A share that leaves out only one or two persons tells about them as surely as one that counts them.
    """
    rest = None if numerator is None or denominator is None else denominator - numerator
    return any(is_below(count, threshold) for count in (numerator, denominator, rest))
