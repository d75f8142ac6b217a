"""Which value stays in each field when two entries become one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from teilhabe.actors.duplicates.merging import Choice, can_join, offered_fields, proposed
from teilhabe.actors.duplicates.wording import value_in_words
from teilhabe.actors.models import Person


class MergeForm(forms.Form):
    """One choice for each field in which the entries differ; what is right for most is chosen already."""

    template_name = "duplicates/_merge_form.html"

    def __init__(self, kept: Person, merged: Person, data: Any = None) -> None:
        super().__init__(data)
        self.agreed: list[tuple[str, str]] = []
        for field in offered_fields():
            mine, theirs = value_in_words(kept, field), value_in_words(merged, field)
            label = capfirst(str(field.verbose_name))
            if mine != theirs:
                self.fields[field.name] = _choice(field, label, kept, merged)
            elif mine:
                self.agreed.append((label, mine))

    @property
    def choices(self) -> dict[str, Choice]:
        return {name: Choice(value) for name, value in self.cleaned_data.items()}


def _choice(field: Field[Any, Any], label: str, kept: Person, merged: Person) -> forms.ChoiceField:
    nothing = _("(keine Angabe)")
    mine, theirs = value_in_words(kept, field), value_in_words(merged, field)
    offered = [(Choice.KEPT, mine or nothing), (Choice.MERGED, theirs or nothing)]
    if can_join(field) and mine and theirs:
        offered.append((Choice.BOTH, _("beides übernehmen")))
    return forms.ChoiceField(
        label=label,
        choices=[(str(value), text) for value, text in offered],
        initial=str(proposed(field, kept, merged)),
        widget=forms.RadioSelect,
    )
