"""Fields that the forms of engagement share: the parts of a week, languages with how well they are spoken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.engagement.volunteers.choices import spoken_languages
from teilhabe.engagement.volunteers.models import Level
from teilhabe.engagement.volunteers.timetable import DAYS, PART_NAMES, name_of_part
from teilhabe.engagement.week import PARTS, SLOTS, mask, slot, slots

SPARE_ROWS = 2
LEAST_ROWS = 3


class WeekGrid(forms.CheckboxSelectMultiple):
    """21 boxes to tick, a row for each day."""

    template_name = "volunteers/widgets/week.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = {str(each) for each in value or ()}
        days = [(WEEKDAYS[day], [_box(slot(day, part), chosen) for part in range(PARTS)]) for day in DAYS]
        context["widget"] |= {"days": days, "parts": PART_NAMES}
        return context


def _box(number: int, chosen: set[str]) -> dict[str, Any]:
    return {"value": str(number), "label": name_of_part(number), "is_free": str(number) in chosen}


class WeekField(forms.TypedMultipleChoiceField):
    """The parts of a week; cleaned to the number that holds them."""

    def __init__(self, **options: Any) -> None:
        given = {"label": _("Zeit in der Woche"), "required": False, "widget": WeekGrid, **options}
        super().__init__(choices=[(each, each) for each in range(SLOTS)], coerce=int, **given)

    def prepare_value(self, value: Any) -> Any:
        return [str(each) for each in slots(value)] if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        return mask(super().clean(value) or ())


class LanguageRows(forms.Widget):
    """Pairs of menus, language and level, and some spare ones."""

    template_name = "volunteers/widgets/languages.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        rows = list(value.items()) if isinstance(value, Mapping) else list(value or ())
        spare = max(LEAST_ROWS - len(rows), SPARE_ROWS)
        context["widget"] |= {
            "rows": [*rows, *[("", "")] * spare],
            "languages": spoken_languages(),
            "levels": Level.choices,
        }
        return context

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[tuple[str, str]]:
        if not hasattr(data, "getlist"):
            return []
        pairs = zip(data.getlist(name), data.getlist(f"{name}-level"), strict=False)
        return [(language, level) for language, level in pairs if language]

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # Django passes it
        return f"{id_}_0"


class LanguagesField(forms.Field):
    """Languages with levels; cleaned to a mapping from code to `Level`, "" where it is not known."""

    widget = LanguageRows

    def clean(self, value: Any) -> dict[str, str]:
        known, levels = SPOKEN_LANGUAGES, {"", *Level.values}
        found = dict(value or ())
        if any(code not in known or level not in levels for code, level in found.items()):
            raise ValidationError(_("Bitte wählen Sie eine Sprache und ein Niveau aus der Liste."))
        return found
