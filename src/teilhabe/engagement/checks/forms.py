"""What is filled in about certificates and declarations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.checks.models import Declaration, DeclarationText
from teilhabe.engagement.checks.selectors import current_texts, reasons_for
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.models import Volunteer


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RequestForm(forms.Form):
    opportunity = forms.ModelChoiceField(
        Opportunity.objects.none(),
        label=_("Für welche Tätigkeit?"),
        help_text=_("Zur Wahl stehen Einsatzmöglichkeiten, die ein Führungszeugnis verlangen."),
    )

    def __init__(self, volunteer: Volunteer, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["opportunity"]
        field.queryset = reasons_for(volunteer)
        field.initial = field.queryset.first()
        field.label_from_instance = lambda row: f"{row} – {row.organisation}"


class InspectionForm(forms.Form):
    """Three facts and nothing else."""

    inspected_on = forms.DateField(label=_("Eingesehen am"), widget=_Day(), initial=localdate)
    certificate_date = forms.DateField(
        label=_("Datum des Führungszeugnisses"), help_text=_("Es steht oben auf dem Zeugnis."), widget=_Day()
    )
    has_entry = forms.TypedChoiceField(
        label=_("Steht eine einschlägige Verurteilung darin?"),
        help_text=_(
            "Gemeint sind Straftaten nach § 72a Abs. 1 SGB VIII und andere, die jemanden für den Umgang mit Kindern "
            "und Jugendlichen ungeeignet erscheinen lassen. Andere Einträge werden nicht vermerkt."
        ),
        choices=(("no", _("nein")), ("yes", _("ja"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class TextForm(forms.Form):
    kind = forms.ChoiceField(label=_("Art der Erklärung"), choices=DeclarationText.Kind.choices)
    text = forms.CharField(
        label=_("Wortlaut"),
        help_text=_(
            "Er gilt ab heute. Wer eine ältere Fassung unterschrieben hat, wird um eine neue Unterschrift gebeten."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class SignForm(forms.Form):
    text = forms.ModelChoiceField(DeclarationText.objects.none(), label=_("Art der Erklärung"), empty_label=None)
    signed_on = forms.DateField(label=_("Unterschrieben am"), widget=_Day(), initial=localdate)
    way = forms.ChoiceField(label=_("Wie?"), choices=Declaration.Way.choices, initial=Declaration.Way.PAPER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["text"]
        field.queryset = current_texts()
