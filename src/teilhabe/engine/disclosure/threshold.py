"""The plain frequency threshold: no published figure stands on fewer than so many persons.

Primary suppression only, after the rule of minimum frequency (Handbook on Statistical Disclosure Control, ch. 4).
It does not stop anybody from recomputing a hidden cell from the margins; secondary suppression is the gate's task.
"""

from __future__ import annotations

RULES = ("standard", "sensitive", "aggregate")
SENSITIVE = 5
"""The lowest threshold of a sensitive topic: health, residence status, offences."""


def of_rule(rule: str, declared: int) -> int:
    """The threshold of an indicator with this rule over a source with the threshold `declared`.

    A source that its publisher has protected (0) needs none; what counts no persons ("aggregate") neither.
    """
    if rule == "aggregate" or not declared:
        return 0
    return max(declared, SENSITIVE) if rule == "sensitive" else declared


def is_below(count: float | None, threshold: int) -> bool:
    """Whether a count of persons must stay hidden: more than none and fewer than `threshold`.

    A balance below 0 counts people as well: where two left and nobody came, it is -2.
    """
    return count is not None and 0 < abs(count) < threshold
