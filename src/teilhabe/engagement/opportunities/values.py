"""What is said about an opportunity, as forms and other apps hand it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from teilhabe.engagement.opportunities.models import Opportunity, Requirement

OWN = frozenset(
    {"kind", "title", "task", "fields", "district", "place", "is_remote", "places", "week", "parts_needed"}
    | {"hours_per_week", "starts_on", "ends_on", "contact_name", "contact", "expenses", "insurance"}
)
"""What an organisation says about its opportunity."""
OFFICE = OWN | {"priority", "is_listed", "is_sample"}
"""What the office may say as well."""
CHECKED = ("title", "task")
"""What the office reads before it goes out; changed by an organisation, it is read again."""


@dataclass(frozen=True)
class Asked:
    """One requirement, see `Requirement`."""

    kind: str
    code: str = ""
    level: str = ""
    number: int | None = None
    at_least: int | None = None


def known(values: Mapping[str, Any], *, is_office: bool) -> dict[str, Any]:
    """Of the values those that this side may set."""
    return {name: value for name, value in values.items() if name in (OFFICE if is_office else OWN)}


def put_requirements(opportunity: Opportunity, asked: Iterable[Asked]) -> None:
    """Exactly these from now on; of two of one kind and code the last one counts."""
    opportunity.requirements.all().delete()
    wanted = {(each.kind, each.code): each for each in asked}
    Requirement.objects.bulk_create(
        Requirement(
            opportunity=opportunity,
            kind=each.kind,
            code=each.code,
            level=each.level,
            number=each.number,
            at_least=each.at_least,
        )
        for each in wanted.values()
    )


def requirements_of(opportunity: Opportunity) -> list[Asked]:
    """In the order in which they were given."""
    return [
        Asked(each.kind, each.code, each.level, each.number, each.at_least)
        for each in sorted(opportunity.requirements.all(), key=lambda row: row.pk)
    ]
