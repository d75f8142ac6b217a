"""Fields that several forms about information share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone

from teilhabe.core.tables.filters import FIRST_DAY


def day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, help_text=help_text, widget=widget, input_formats=["%Y-%m-%d"], required=False,
        validators=[MinValueValidator(FIRST_DAY)],
    )  # fmt: skip


def moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    """Local time, as a browser asks for it."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    return forms.DateTimeField(label=label, help_text=help_text, widget=widget, input_formats=formats, required=False)


def several(label: Any, choices: Callable[[], Any], help_text: Any = "") -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"})
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget, help_text=help_text)


def one_or_none(label: Any, choices: Callable[[], Any], none: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=lambda: [("", none), *choices()], required=False, help_text=help_text)


def local(value: Any) -> Any:
    """A moment as the field shows it; None stays."""
    return timezone.localtime(value) if value is not None else None
