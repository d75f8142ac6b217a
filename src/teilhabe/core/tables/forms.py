"""The name of a saved view."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.core.tables.models import SavedView


class ViewForm(forms.ModelForm[SavedView]):
    class Meta:
        model = SavedView
        fields = ("name",)
        labels = {"name": _("Name der Ansicht")}  # noqa: RUF012  # Django reads it once
