"""What upper apps tell about volunteers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models.expressions import Combinable

from teilhabe.core.extensions import Slot
from teilhabe.engagement.volunteers.models import Volunteer


@dataclass(frozen=True)
class Holding:
    """Something that a volunteer holds beside languages and skills: `kind` and `code` as in a `Requirement`."""

    volunteer: int
    kind: str
    code: str


HOLDINGS: Slot[[Collection[int]], Holding] = Slot("what volunteers hold, by their keys: checks, declarations, modules")


@dataclass(frozen=True)
class Ending:
    """Something that ends when the volunteer stops: what it is; `end` gets why they stop, a `Volunteer.Reason`."""

    label: str
    end: Callable[[str], object]


ENDINGS: Slot[[Volunteer], Ending] = Slot("what a volunteer still does or has promised")
RUNNING: Slot[[], Combinable] = Slot("how many tasks of a volunteer are running, as expressions of their queries")
