"""What is filled in about a payment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.forms.fields import Suggested
from teilhabe.core.users.models import Organisation
from teilhabe.engagement.allowances.models import CENTS, AllowancePayment
from teilhabe.engagement.hours.selectors import opportunities_of
from teilhabe.engagement.volunteers.models import Volunteer


class PaymentForm(forms.Form):
    """One payment of one payer for one activity."""

    kind = forms.ChoiceField(
        label=_("Welche Pauschale?"), choices=AllowancePayment.Kind.choices, widget=forms.RadioSelect
    )
    amount = forms.DecimalField(
        label=_("Betrag in Euro"),
        min_value=Decimal("0.01"),
        max_value=99_999,
        decimal_places=2,
        localize=True,
        help_text=_("Nur pauschale Zahlungen. Ersatz von Auslagen gegen Beleg gehört nicht hierher."),
    )
    paid_on = forms.DateField(
        label=_("Gezahlt am"), initial=localdate, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    activity = forms.CharField(label=_("Wofür?"), max_length=200, help_text=_("Die Tätigkeit, nicht die Organisation."))
    payer = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Gezahlt von"), required=False, empty_label=_("jemand anderem")
    )
    other_payer = forms.CharField(
        label=_("Name der anderen Stelle"), max_length=200, required=False, help_text=_("Zum Beispiel ein Sportverein.")
    )
    is_declared = forms.BooleanField(
        label=_("Das hat die Person selbst angegeben"),
        required=False,
        help_text=_("Zahlungen anderer Stellen zählen mit; das Büro erfährt von ihnen nur so."),
    )

    def __init__(self, volunteer: Volunteer, data: Any = None) -> None:
        super().__init__(data)
        done = opportunities_of(volunteer)
        self.fields["activity"].widget = Suggested(lambda: [each.title for each in done])
        field: Any = self.fields["payer"]
        field.queryset = Organisation.objects.filter(is_active=True).order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("payer")) == bool(cleaned.get("other_payer")):
            self.add_error(
                "other_payer", gettext("Wer hat gezahlt? Wählen Sie eine Organisation oder nennen Sie die Stelle.")
            )
        return cleaned

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        rest = {name: value for name, value in self.cleaned_data.items() if name != "amount"}
        return {**rest, "cents": int(self.cleaned_data["amount"] * CENTS)}
