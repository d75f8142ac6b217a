"""Fields that several forms of this app share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import field_choices, language_choices
from teilhabe.actors.reaching import written
from teilhabe.actors.selectors.organisations import all_districts
from teilhabe.core.answers import said_in_form


class Suggested(forms.TextInput):
    """A line of text with suggestions, read when the form is drawn; anything else can be typed too."""

    template_name = "actors/widgets/suggested.html"

    def __init__(self, suggestions: Callable[[], list[str]]) -> None:
        super().__init__()
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, {**(attrs or {}), "list": f"{name}-suggestions"})
        context["widget"]["suggestions"] = self.suggestions()
        return context


def district() -> forms.CharField:
    return forms.CharField(label=_("Stadtteil"), max_length=100, required=False, widget=Suggested(all_districts))


def languages(help_text: Any = "") -> forms.MultipleChoiceField:
    return _several(_("Sprachen"), language_choices, help_text)


def fields_of_action(help_text: Any = "") -> forms.MultipleChoiceField:
    return _several(_("Handlungsfelder"), field_choices, help_text)


def _several(label: Any, choices: Callable[[], Any], help_text: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"})
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget, help_text=help_text)


def clean_reaching(form: forms.Form, kind: str, field: str) -> None:
    """Checks a way to reach somebody and puts it as it is kept; an empty one is left to the field."""
    value = form.cleaned_data.get(field, "")
    if value:
        with said_in_form(form, field):
            form.cleaned_data[field] = written(kind, value)
