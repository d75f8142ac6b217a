"""Forms of proposals and assignments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.placements.models import Assignment, Proposal

NOTE = forms.Textarea(attrs={"rows": 3})


def _day(label: Any, **options: Any) -> forms.DateField:
    control = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=control, input_formats=["%Y-%m-%d"], **options)


class AgreeForm(forms.Form):
    starts_on = _day(_("ab wann"), initial=localdate)
    hours_per_week = forms.IntegerField(label=_("Stunden in der Woche"), min_value=1, max_value=60, required=False)


class DeclineForm(forms.Form):
    side = forms.ChoiceField(label=_("Wer sagt nein?"), choices=Proposal.Side.choices)
    reason = forms.ChoiceField(label=_("Warum?"), choices=Proposal.Reason.choices)
    note = forms.CharField(label=_("Notiz"), widget=NOTE, max_length=2000, required=False)


class ReasonForm(forms.Form):
    """For whoever says no themselves: without the reasons that only the office can have."""

    reason = forms.ChoiceField(label=_("Warum?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            choice for choice in Proposal.Reason.choices if choice[0] not in ("unreached", "taken")
        ]


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Notiz"), widget=NOTE, max_length=5000, required=False)
    follow_up_on = _day(_("wieder nachfragen am"), required=False)


class FollowUpForm(forms.Form):
    note = forms.CharField(label=_("Wie läuft es?"), widget=NOTE, max_length=2000, required=False)


class EndForm(forms.Form):
    ends_on = _day(_("letzter Tag"), initial=localdate)
    ending = forms.ChoiceField(label=_("Warum endet es?"), choices=Assignment.Ending.choices)
    note = forms.CharField(label=_("Notiz"), widget=NOTE, max_length=2000, required=False)
