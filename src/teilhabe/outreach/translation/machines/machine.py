"""The port: what a machine must be able to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class MachineFailure(Exception):
    """No answer, or none that can be used; `reason` is "refused", "silent", "language" or "answer"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Machine(Protocol):
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The texts, which are HTML, in the same order in the target language; MachineFailure otherwise."""
        ...
