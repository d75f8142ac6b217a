"""What is known about an indicator beside its formula: reference group, range, target, codes elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.text import Text

LEVELS = ("land", "county", "city", "district")
CATALOGUES = ("laender", "lower_saxony", "wiesbaden", "zaragoza", "destatis", "basel", "kgst")
"""Other catalogues of integration indicators whose codes may be named; KGSt's are licensed and come from the city."""


@dataclass(frozen=True)
class Reference:
    """The group that is compared and the group it is compared to, along one breakdown."""

    by: str
    group: str
    to: str


@dataclass(frozen=True)
class Range:
    """Between which values, both included, the indicator can lie; None is no bound."""

    low: float | None = None
    high: float | None = None

    def holds(self, value: float) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Target:
    """A value somebody has decided to reach, and where the decision can be read."""

    value: float
    period: str
    source: Text


ANYTHING = Range()


def read_reference(declaration: Declaration) -> Reference | None:
    reference = declaration.optional("reference")
    if reference is None:
        return None
    reference.allow({"by", "group", "to"})
    return Reference(reference.get("by", str), reference.get("group", str), reference.get("to", str))


def read_codes(declaration: Declaration) -> Mapping[str, str]:
    """The indicator's codes by catalogue."""
    codes = declaration.optional("codes")
    if codes is None:
        return {}
    codes.allow(CATALOGUES)
    return {catalogue: codes.get(catalogue, str) for catalogue in codes.values}


def read_range(declaration: Declaration, default: Range) -> Range:
    declared = declaration.optional("range")
    if declared is None:
        return default
    declared.allow({"low", "high"})
    return Range(declared.number("low"), declared.number("high"))


def read_target(declaration: Declaration) -> Target | None:
    target = declaration.optional("target")
    if target is None:
        return None
    target.allow({"value", "period", "source"})
    value = target.number("value")
    if value is None:
        raise target.missing("value")
    return Target(value, target.get("period", str), target.text("source"))
