"""The plain frequency threshold: no published figure stands on fewer than so many persons.

Primary suppression only, after the rule of minimum frequency (Handbook on Statistical Disclosure Control, ch. 4).
It does not stop anybody from recomputing a hidden cell from the margins; secondary suppression is the gate's task.
"""

from __future__ import annotations


def is_below(count: float | None, threshold: int) -> bool:
    """Whether a count of persons must stay hidden: more than none and fewer than `threshold`."""
    return count is not None and 0 < count < threshold
