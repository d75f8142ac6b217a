"""The forms about campaigns and categories."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from teilhabe.core.language import page_language
from teilhabe.outreach.content.forms import fields
from teilhabe.outreach.content.keys import key_of
from teilhabe.outreach.content.models import Campaign, Category


class CampaignForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    goal = forms.CharField(
        label=_("Ziel"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Was soll danach anders sein? Daran messen Sie die Kampagne."),
    )
    starts_on = fields.day(_("Von"))
    ends_on = fields.day(_("Bis"))

    @classmethod
    def initial_of(cls, campaign: Campaign) -> dict[str, Any]:
        return {name: getattr(campaign, name) for name in cls.base_fields}

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Das Ende liegt vor dem Anfang."))
        return self.cleaned_data

    def new_key(self) -> str:
        return key_of(self.cleaned_data["name"], lambda key: Campaign.objects.filter(key=key).exists())


class CategoryForm(forms.Form):
    """A category with its name in every language of the site; German has to be there."""

    kind = forms.ChoiceField(label=_("Art"), choices=Category.Kind.choices)
    position = forms.IntegerField(label=_("Reihenfolge"), min_value=0, max_value=9999, initial=100)

    def __init__(self, data: Any = None, category: Category | None = None, kind: str = "") -> None:
        super().__init__(data, initial=_initial_of(category) if category else {"kind": kind})
        self.category = category
        self.fields["parent"] = fields.one_or_none(_("Gehört zu"), self._parents, _("nichts"))
        for code, name in settings.LANGUAGES:
            self.fields[_name_field(code)] = forms.CharField(
                label=_("Name: %(language)s") % {"language": name}, max_length=120, required=code == "de",
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
            )  # fmt: skip

    def _parents(self) -> list[tuple[str, str]]:
        own = self.category.pk if self.category else 0
        rows = Category.objects.filter(parent=None).exclude(pk=own)
        return [(str(row.pk), row.name_in(page_language())) for row in rows]

    def values(self) -> dict[str, Any]:
        given, known = self.cleaned_data, dict(self.category.names) if self.category else {}
        names = {code: given[_name_field(code)] for code, _name in settings.LANGUAGES}
        kept = {code: name for code, name in known.items() if code not in names}
        return {
            "kind": given["kind"],
            "position": given["position"],
            "parent": Category.objects.filter(pk=given["parent"]).first() if given["parent"] else None,
            "names": kept | {code: name for code, name in names.items() if name},
        }

    def new_key(self) -> str:
        return key_of(self.cleaned_data[_name_field("de")], lambda key: Category.objects.filter(key=key).exists())


def _name_field(code: str) -> str:
    return f"name_{code.replace('-', '_')}"


def _initial_of(category: Category) -> dict[str, Any]:
    names = {_name_field(code): category.names.get(code, "") for code, _name in settings.LANGUAGES}
    return {"kind": category.kind, "position": category.position, "parent": category.parent_id, **names}
