"""What upper apps do when somebody takes a consent back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from teilhabe.actors.models import Consent
from teilhabe.core.extensions import Slot


@dataclass(frozen=True)
class Consequence:
    """`told` is said before it is withdrawn, `perform` is done with it, in the same transaction."""

    told: str
    perform: Callable[[], object]


CONSEQUENCES: Slot[[Consent], Consequence] = Slot("what ends when a consent is withdrawn")
