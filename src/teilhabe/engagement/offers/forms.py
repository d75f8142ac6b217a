"""The forms about offers: noted while somebody speaks, sorted, moved on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import district_choices
from teilhabe.actors.forms.fields import fields_of_action
from teilhabe.actors.models import ContactPoint
from teilhabe.core.users.models import User
from teilhabe.engagement.offers.choices import keepers
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.taking import Offered
from teilhabe.engagement.volunteers.forms.fields import WeekField
from teilhabe.engagement.volunteers.forms.volunteers import day_field
from teilhabe.outreach.inbox.choices import all_languages
from teilhabe.outreach.inbox.counter.callers import sender
from teilhabe.outreach.inbox.models import Conversation, Way

MOST_CHARACTERS = 4000
State = Offer.State


def _text(label: Any, rows: int, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto", "data-enter": ""})
    return forms.CharField(label=label, max_length=MOST_CHARACTERS, widget=widget, **options)


class DetailsForm(forms.Form):
    """What is offered, as far as it was said."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("Was?"), choices=Offer.Kind.choices, widget=forms.RadioSelect, initial=Offer.Kind.HELP
    )
    text = _text(
        _("Was bietet die Person an?"),
        3,
        error_messages={"required": _("Bitte sagen Sie in ein paar Worten, was es ist.")},
    )
    language = forms.ChoiceField(label=_("Sprache"), choices=lambda: [("", "–"), *all_languages()], required=False)
    week = WeekField()
    fields_wished = fields_of_action()
    districts = forms.MultipleChoiceField(
        label=_("Stadtteile"),
        choices=district_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
    )
    item = forms.CharField(label=_("Gegenstand"), max_length=200, required=False)
    quantity = forms.IntegerField(label=_("Anzahl"), min_value=1, max_value=10_000, required=False)
    condition = forms.ChoiceField(
        label=_("Zustand der Sache"), choices=[("", "–"), *Offer.Condition.choices], required=False
    )
    pick_up = forms.CharField(
        label=_("Abholung"), max_length=300, required=False, help_text=_("Wo, wann, wie schwer, mit Aufzug?")
    )

    HELP = ("week", "fields_wished", "districts")
    GOODS = ("item", "quantity", "condition", "pick_up")

    def group(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def of_help(self) -> list[forms.BoundField]:
        return self.group(self.HELP)

    @property
    def of_goods(self) -> list[forms.BoundField]:
        return self.group(self.GOODS)

    def details(self) -> dict[str, Any]:
        """By name of field of the offer."""
        names = ("kind", "text", "language", "week", "districts", "item", "quantity", "condition", "pick_up")
        found = {name: self.cleaned_data[name] for name in names}
        return {**found, "fields": self.cleaned_data["fields_wished"]}


class NoteForm(DetailsForm):
    """In the order of a call, each field reached by one key."""

    way = forms.ChoiceField(
        label=_("Wie?"),
        choices=((Way.PHONE, Way.PHONE.label), (Way.VISIT, Way.VISIT.label)),
        widget=forms.RadioSelect,
        initial=Way.PHONE,
    )
    caller = forms.CharField(
        label=_("Nummer oder E-Mail"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "data-caller": "", "dir": "auto"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    assigned_to = forms.ChoiceField(
        label=_("Darum kümmert sich"), choices=lambda: [("", _("niemand bisher")), *keepers()], required=False
    )
    ticket = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def offered(self, conversation: Conversation | None = None) -> Offered:
        cleaned, details = self.cleaned_data, self.details()
        who = sender(cleaned["caller"])
        return Offered(
            **{**details, "fields": tuple(details["fields"]), "districts": tuple(details["districts"])},
            way=conversation.way if conversation else cleaned["way"],
            name=cleaned["name"] or who.name,
            contact_kind=who.kind,
            contact=who.address,
            conversation=conversation,
            ticket=cleaned["ticket"],
        )

    def keeper(self) -> User | None:
        return _user(self.cleaned_data["assigned_to"])


class FromConversationForm(NoteForm):
    """The same out of a message: how it came is known."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["way"]


class OfferForm(DetailsForm):
    """All of it, to be put right."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    contact_kind = forms.ChoiceField(
        label=_("Art des Kontakts"), choices=[("", "–"), *ContactPoint.Kind.choices], required=False
    )
    contact = forms.CharField(label=_("Kontaktweg"), max_length=300, required=False)
    note = _text(_("Notiz"), 3, required=False, help_text=_("Nur für das Büro. Die Person kann sie lesen wollen."))
    field_order = ("name", "contact_kind", "contact")

    @classmethod
    def initial_of(cls, offer: Offer) -> dict[str, Any]:
        values = {name: getattr(offer, name) for name in cls.base_fields if hasattr(offer, name)}
        return {**values, "fields_wished": offer.fields}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("contact") and not cleaned.get("contact_kind"):
            self.add_error("contact_kind", _("Bitte wählen Sie, was für ein Kontaktweg das ist."))
        return cleaned

    def values(self) -> dict[str, Any]:
        named = {name: self.cleaned_data[name] for name in ("name", "contact_kind", "contact", "note")}
        return {**self.details(), **named}


class GoOnForm(forms.Form):
    """What comes next; the day and the reason only where they are needed."""

    state = forms.ChoiceField(
        label=_("Wie geht es weiter?"),
        choices=[(each.value, each.label) for each in (State.CONTACT, State.WAITING, State.PLACED, State.CLOSED)],
        widget=forms.RadioSelect,
    )
    follow_up_on = day_field(
        _("Wieder ansehen am"), required=False, help_text=_("Nötig, wenn das Angebot auf eine Aufgabe wartet.")
    )
    reason = forms.ChoiceField(
        label=_("Warum geschlossen?"), choices=[("", "–"), *Offer.Reason.choices], required=False
    )


class AssignForm(forms.Form):
    assigned_to = forms.ChoiceField(
        label=_("Darum kümmert sich"), choices=lambda: [("", _("niemand bisher")), *keepers()], required=False
    )

    def keeper(self) -> User | None:
        return _user(self.cleaned_data["assigned_to"])


def _user(key: str) -> User | None:
    return User.objects.filter(pk=key).first() if key else None
