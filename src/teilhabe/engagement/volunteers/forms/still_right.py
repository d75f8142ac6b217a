"""What volunteers change by their personal link: languages, the week, hours, a break."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.volunteers.forms.fields import LanguagesField, WeekField
from teilhabe.engagement.volunteers.models import Volunteer


class StillRightForm(forms.Form):
    """Only what matching needs; nothing by which somebody could be recognised."""

    use_required_attribute = False
    week = WeekField(label=_("Wann haben Sie Zeit?"))
    hours_per_week = forms.IntegerField(
        label=_("Wie viele Stunden in der Woche höchstens?"), min_value=1, max_value=40, required=False
    )
    language_levels = LanguagesField(label=_("Welche Sprachen sprechen Sie?"), required=False)

    @classmethod
    def initial_of(cls, volunteer: Volunteer) -> dict[str, Any]:
        levels = volunteer.language_levels
        return {
            "week": volunteer.week,
            "hours_per_week": volunteer.hours_per_week,
            "language_levels": {code: levels.get(code, "") for code in volunteer.person.languages},
        }

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        levels = self.cleaned_data["language_levels"]
        return {
            "week": self.cleaned_data["week"],
            "hours_per_week": self.cleaned_data["hours_per_week"],
            "languages": list(levels),
            "language_levels": {code: level for code, level in levels.items() if level},
        }
