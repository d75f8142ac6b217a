"""How requirements read to people."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from teilhabe.codes.language import language_name
from teilhabe.core.language import page_language
from teilhabe.engagement.opportunities.extensions import REQUIRABLES
from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.volunteers.models import Level, Skill

Kind = Requirement.Kind


@dataclass(frozen=True)
class Names:
    """The names of skills and of what else can be required, in the language of the page; read once per page."""

    skills: dict[str, str]
    others: dict[tuple[str, str], str]

    @classmethod
    def now(cls) -> Names:
        language = (get_language() or "de").partition("-")[0]
        rows = Skill.objects.values_list("key", "names")
        skills = {
            key: str(names.get(language) or names.get(page_language()) or names.get("de") or key) for key, names in rows
        }
        return cls(skills, {(each.kind, each.code): each.name for each in REQUIRABLES.collect()})

    def of(self, row: Requirement) -> str:
        """ "Arabisch ab B1: mindestens 2 Personen im Team"."""
        if not row.at_least:
            return self._bare(row)
        said = ngettext(
            "%(what)s: mindestens eine Person im Team", "%(what)s: mindestens %(count)s Personen im Team", row.at_least
        )
        return said % {"what": self._bare(row), "count": row.at_least}

    def _bare(self, row: Requirement) -> str:
        if row.kind == Kind.AGE:
            return _("ab %(age)s Jahren") % {"age": row.number}
        if row.kind == Kind.LANGUAGE:
            return _language(row)
        if row.kind == Kind.SKILL:
            return self.skills.get(row.code, row.code)
        return self.others.get((row.kind, row.code), row.code)

    def of_all(self, opportunity: Opportunity) -> list[str]:
        return [self.of(each) for each in sorted(opportunity.requirements.all(), key=lambda row: row.pk)]


def _language(row: Requirement) -> str:
    name = language_name(row.code, page_language())
    return _("%(language)s ab %(level)s") % {"language": name, "level": Level(row.level).name} if row.level else name
