"""Forms for what a conversation is about: details, who looks after it, why it is done, what belongs together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.forms.fields import clean_reaching, district
from teilhabe.actors.models import ContactPoint
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.inbox.choices import all_languages, answerers, name_of, topics
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.languages import SIMPLE

NOBODY = ("", _("niemand"))
UNKNOWN = ("", _("unbekannt"))
WITHOUT = ("", _("ohne"))


def _moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    control = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(
        label=label, widget=control, input_formats=["%Y-%m-%dT%H:%M"], required=False, help_text=help_text
    )


def _day(label: Any) -> forms.DateField:
    control = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=control, input_formats=["%Y-%m-%d"], required=False)


class DetailsForm(forms.Form):
    """Everything about a conversation that the office may say differently."""

    subject_line = forms.CharField(label=_("Betreff"), max_length=300, required=False)
    language = forms.ChoiceField(label=_("Sprache"), choices=lambda: [UNKNOWN, *all_languages()], required=False)
    topic = forms.ChoiceField(label=_("Thema"), choices=lambda: [WITHOUT, *topics()], required=False)
    district = district()
    due_at = _moment(_("Antwort bis"), _("Danach steht das Gespräch als überfällig auf der Startseite."))
    call_back_on = _day(_("Zurückrufen am"))
    is_urgent = forms.BooleanField(label=_("Dringend"), required=False)

    def __init__(self, conversation: Conversation, data: Any = None) -> None:
        known = {name: getattr(conversation, name) for name in self.base_fields}
        super().__init__(data, initial={**known, "topic": str(conversation.topic_id or "")})
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        if conversation.language.endswith(SIMPLE):
            language.choices = [UNKNOWN, (conversation.language, name_of(conversation.language)), *all_languages()]

    def values(self) -> dict[str, Any]:
        """As the action takes them: the topic as a row."""
        cleaned = dict(self.cleaned_data)
        topic = cleaned.pop("topic")
        cleaned["subject_line"] = " ".join(cleaned["subject_line"].split())
        return {**cleaned, "topic": Category.objects.filter(pk=topic).first() if topic else None}


class AssignForm(forms.Form):
    assigned_to = forms.ChoiceField(label=_("Zuständig"), choices=lambda: [NOBODY, *answerers()], required=False)


class CloseForm(forms.Form):
    closing = forms.ChoiceField(label=_("Warum ohne Antwort?"), choices=Conversation.Closing.choices)


class MergeForm(forms.Form):
    """One of those that the page offers."""

    other = forms.ModelChoiceField(
        queryset=Conversation.objects.filter(merged_into=None),
        error_messages={
            "required": _("Bitte wählen Sie ein Gespräch."),
            "invalid_choice": _("Dieses Gespräch gibt es nicht mehr, oder es steht schon bei einem anderen."),
        },
    )


class _Entries(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the field takes no argument at run time
    """Each with the beginning of what it says."""

    def label_from_instance(self, entry: Entry) -> str:
        return f"{entry}: {Truncator(' '.join(entry.text.split())).chars(80)}"


class SplitForm(forms.Form):
    entries = _Entries(label=_("Beiträge"), queryset=Entry.objects.none(), widget=forms.CheckboxSelectMultiple())
    subject_line = forms.CharField(label=_("Betreff des neuen Gesprächs"), max_length=300, required=False)

    def __init__(self, conversation: Conversation, data: Any = None) -> None:
        super().__init__(data)
        entries = self.fields["entries"]
        assert isinstance(entries, forms.ModelMultipleChoiceField)
        entries.queryset = conversation.entries.all()


class NewPersonForm(forms.Form):
    """Who wrote, as a new person of the register."""

    given_name = forms.CharField(label=_("Vorname"), max_length=200, required=False)
    family_name = forms.CharField(label=_("Nachname"), max_length=200)
    address = forms.CharField(label=_("Kontaktweg"), max_length=500, required=False)

    def __init__(self, conversation: Conversation, data: Any = None) -> None:
        given, _blank, family = conversation.sender_name.strip().rpartition(" ")
        kind = conversation.sender_key.partition(":")[0]
        self.kind = kind if kind in ContactPoint.Kind.values else ""
        known = {"given_name": given, "family_name": family, "address": conversation.sender_address}
        super().__init__(data, initial=known)
        if not self.kind:
            del self.fields["address"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.kind:
            clean_reaching(self, self.kind, "address")
        return self.cleaned_data

    def contact_points(self) -> list[tuple[str, str]]:
        address = self.cleaned_data.get("address")
        return [(self.kind, address)] if address else []
