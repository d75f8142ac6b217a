"""What somebody tells who wants to help: who they are, how to reach them, and what they offer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import district_choices
from teilhabe.actors.reaching import written
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.volunteers.forms.fields import WeekField
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.counter.callers import sender
from teilhabe.outreach.inbox.receiving import Sender
from teilhabe.portal.volunteering.wording import field_choices

MOST_CHARACTERS = 4000
UNREACHABLE = _(
    "So können wir Sie nicht erreichen. Eine E-Mail-Adresse sieht so aus: name@beispiel.de. "
    "Eine Telefonnummer hat eine Vorwahl: 0171 1234567."
)


class ReachForm(forms.Form):
    """One way to reach somebody, and the ticket that says when the form was handed out."""

    use_required_attribute = False
    reach = forms.CharField(
        label=_("Ihre E-Mail-Adresse oder Telefonnummer"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"required": _("Bitte sagen Sie uns, wie wir Sie erreichen.")},
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_reach(self) -> Sender:
        who = sender(self.cleaned_data["reach"])
        try:
            return Sender("", who.kind, written(who.kind, who.address)) if who.kind else _refused()
        except InputError:
            return _refused()


class ArrivalForm(ReachForm):
    """The code of the day, and with which address or number they signed up."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
        error_messages={"required": _("Bitte geben Sie den Code ein, der am Ort hängt.")},
    )
    field_order = ("code", "reach")


class ContactForm(ReachForm):
    """Who it is, one way to reach them, and that they agree; the consent is a tick of its own."""

    name = forms.CharField(
        label=_("Ihr Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Bitte sagen Sie uns, wie Sie heißen.")},
    )
    agreed = forms.BooleanField(
        error_messages={"required": _("Bitte stimmen Sie zu. Sonst dürfen wir Ihre Angaben nicht behalten.")}
    )
    OWN: tuple[str, ...] = ()
    """The fields that stand above name and contact, in their order."""

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.OWN if name in self.fields]

    @property
    def contact_fields(self) -> list[forms.BoundField]:
        return [self["name"], self["reach"]]

    def said(self) -> dict[str, Any]:
        """Who offers it, as `Offered` wants it."""
        cleaned = self.cleaned_data
        who: Sender = cleaned["reach"]
        contact = {"name": cleaned["name"], "contact_kind": who.kind, "contact": who.address}
        return {**contact, "ticket": cleaned["ticket"][:64]}


def _refused() -> Sender:
    raise forms.ValidationError(UNREACHABLE)


def _text(label: Any, help_text: Any = "", **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, max_length=MOST_CHARACTERS, widget=widget, help_text=help_text, **options)


def _several(label: Any, choices: Any, help_text: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget, help_text=help_text)


class HelpForm(ContactForm):
    """Time, without a task yet; all but the contact may stay empty."""

    text = _text(_("Was möchten Sie gern tun?"), _("Was können Sie gut? Was macht Ihnen Freude?"), required=False)
    week = WeekField(label=_("Wann haben Sie Zeit?"), help_text=_("Kreuzen Sie an, wann es meistens passt."))
    fields_wished = _several(_("Welche Themen?"), field_choices, _("Nichts angekreuzt heißt: alles ist recht."))
    districts = _several(_("Wo?"), district_choices, _("Nichts angekreuzt heißt: in der ganzen Stadt."))
    OWN = ("text", "week", "fields_wished", "districts")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not district_choices():
            del self.fields["districts"]

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            **super().said(),
            "kind": Offer.Kind.HELP,
            "text": cleaned["text"],
            "week": cleaned["week"],
            "fields": tuple(cleaned["fields_wished"]),
            "districts": tuple(cleaned.get("districts", ())),
        }


class GoodsForm(ContactForm):
    """A thing that somebody gives away."""

    item = forms.CharField(
        label=_("Was möchten Sie spenden?"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Bitte sagen Sie uns, was es ist.")},
    )
    quantity = forms.IntegerField(label=_("Wie viele?"), min_value=1, max_value=10_000, required=False)
    condition = forms.ChoiceField(
        label=_("In welchem Zustand?"), choices=[("", "–"), *Offer.Condition.choices], required=False
    )
    pick_up = forms.CharField(
        label=_("Wo kann man es abholen?"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Zum Beispiel: Innenstadt, 3. Stock ohne Aufzug, am Wochenende."),
    )
    text = _text(_("Was sollten wir noch wissen?"), required=False)
    OWN = ("item", "quantity", "condition", "pick_up", "text")

    def said(self) -> dict[str, Any]:
        names = ("item", "quantity", "condition", "pick_up")
        given = {name: self.cleaned_data[name] for name in names}
        text = self.cleaned_data["text"] or self.cleaned_data["item"]
        return {**super().said(), **given, "kind": Offer.Kind.GOODS, "text": text}


class AskForm(ContactForm):
    """For one opportunity that is agreed upon with the office."""

    text = _text(_("Was möchten Sie uns sagen oder fragen?"), required=False)
    OWN = ("text",)

    def said(self) -> dict[str, Any]:
        return {**super().said(), "kind": Offer.Kind.HELP, "text": self.cleaned_data["text"]}
