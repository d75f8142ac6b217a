"""A breakdown: along which dimension, and in which groups, an indicator is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Breakdown:
    """Written "sex" (all codes there are) or "age=Y_LT15,Y15T64" (these groups)."""

    dimension: str
    codes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, declared: str) -> Breakdown:
        dimension, _, codes = declared.partition("=")
        return cls(dimension, tuple(codes.split(",")) if codes else ())

    def __str__(self) -> str:
        return f"{self.dimension}={','.join(self.codes)}" if self.codes else self.dimension
