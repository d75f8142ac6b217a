"""Whom a mail is meant for."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.selectors.consents import texts_in_force
from teilhabe.actors.selectors.people import known_districts
from teilhabe.outreach.channels.channel import AudienceForm


class GroupForm(AudienceForm):
    purpose = forms.ChoiceField(
        label=_("Menschen, die zugestimmt haben"),
        help_text=_("Nur wer dieser Einwilligung zugestimmt hat, bekommt die E-Mail."),
        choices=lambda: (
            [("", _("niemand"))] + [(text.purpose, text.title) for text in texts_in_force() if text.language == "de"]
        ),
        required=False,
    )
    districts = forms.MultipleChoiceField(
        label=_("Nur aus diesen Stadtteilen"),
        choices=lambda: [(each, each) for each in known_districts()],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
        required=False,
    )
    organisations = forms.BooleanField(label=_("Auch an Organisationen aus dem Partnerverzeichnis"), required=False)

    def __init__(self, data: QueryDict | None, *, language: str, languages: Sequence[str]) -> None:
        """The first of the languages is for those who read none of the others."""
        self._others = [each for each in languages if each != language] if language == languages[0] else None
        super().__init__(data, prefix="mail")
        if not known_districts():
            del self.fields["districts"]

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if not given.get("purpose") and not given.get("organisations"):
            raise forms.ValidationError(_("Wählen Sie, wer die E-Mail bekommen soll."))
        return given

    def audience(self) -> dict[str, object]:
        chosen = {name: self.cleaned_data[name] for name in ("purpose", "organisations")}
        chosen["districts"] = self.cleaned_data.get("districts", [])
        return chosen if self._others is None else {**chosen, "others_than": self._others}
