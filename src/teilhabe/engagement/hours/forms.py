"""Forms about given time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.models import Volunteer


class ReportForm(forms.Form):
    """Hours of one day."""

    opportunity = forms.ModelChoiceField(label=_("Wofür?"), queryset=Opportunity.objects.none())
    day = forms.DateField(
        label=_("Tag"), initial=localdate, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    hours = forms.DecimalField(
        label=_("Stunden"), min_value=Decimal("0.25"), max_value=24, decimal_places=2, localize=True,
        help_text=_("Zum Beispiel 2 oder 1,5."),
    )  # fmt: skip
    note = forms.CharField(label=_("Notiz"), max_length=300, required=False)

    def __init__(self, opportunities: QuerySet[Opportunity], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["opportunity"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = opportunities

    def minutes(self) -> int:
        hours: Decimal = self.cleaned_data["hours"]
        return int(hours * 60)


class ReportForSomebodyForm(ReportForm):
    """With whose time it was."""

    volunteer = forms.ModelChoiceField(label=_("Wer?"), queryset=Volunteer.objects.none())
    field_order = ("volunteer", "opportunity", "day", "hours", "note")

    def __init__(
        self, people: QuerySet[Volunteer], opportunities: QuerySet[Opportunity], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(opportunities, *args, **kwargs)
        field = self.fields["volunteer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Grund"), max_length=300, help_text=_("Die ehrenamtliche Person liest das auf ihrer Seite.")
    )
