"""A list of skills to begin with: `skills.toml`, taken over with one press while the office has none of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD
from teilhabe.core.audit.action import Action
from teilhabe.engagement.volunteers.models import Skill


@cache
def starting_skills() -> Mapping[str, dict[str, str]]:
    """The names by language, by key."""
    return tomllib.loads(Path(__file__).with_name("skills.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True)
class AddStartingSkills(Action[list[Skill]]):
    """Those that the list has not; what is there stays as it is."""

    verb = ADD
    sentence = _("hat die Fähigkeiten zum Anfangen übernommen")

    @property
    def target(self) -> type[Skill]:
        return Skill

    def perform(self) -> list[Skill]:
        known = set(Skill.objects.values_list("key", flat=True))
        return Skill.objects.bulk_create(
            Skill(key=key, names=names) for key, names in starting_skills().items() if key not in known
        )
