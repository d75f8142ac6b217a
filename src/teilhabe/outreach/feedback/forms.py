"""The forms of the office: an answer in two languages, a reason to close."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.feedback.actions import MOST_CHARACTERS
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.feedback.selectors import GERMAN
from teilhabe.outreach.languages import is_rtl, language_of, own_name


class AnswerForm(forms.Form):
    """German on one side, the language of the asker on the other; the asker reads the latter."""

    answer_original = forms.CharField(
        label=_("Antwort auf Deutsch"),
        max_length=MOST_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": GERMAN, "dir": "ltr"}),
    )
    answer = forms.CharField(
        max_length=MOST_CHARACTERS, required=False, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, feedback: Feedback, data: object = None) -> None:
        initial = {
            "answer": feedback.answer,
            "answer_original": feedback.answer_original,
            "seen": feedback.answered_at.isoformat() if feedback.answered_at else "",
        }
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # a QueryDict or nothing
        language = language_of(feedback.language)
        if language == GERMAN:
            del self.fields["answer"]
            self.fields["answer_original"].label = _("Antwort auf Deutsch – das liest die Person")
            return
        answer = self.fields["answer"]
        answer.label = _("Antwort auf %(language)s – das liest die Person") % {"language": own_name(language)}
        answer.help_text = _(
            "Bleibt dieses Feld leer, liest die Person die deutsche Antwort, als Deutsch gekennzeichnet."
        )
        answer.widget.attrs.update({"lang": language, "dir": "rtl" if is_rtl(language) else "ltr"})

    @property
    def known(self) -> datetime | None:
        """The moment of the answer that the writer knew of."""
        try:
            return parse_datetime(self.cleaned_data.get("seen", ""))
        except ValueError:
            return None

    def texts(self) -> dict[str, str]:
        """As the action takes them: a German asker reads what was written in German."""
        original = self.cleaned_data["answer_original"]
        return {"answer": self.cleaned_data.get("answer", ""), "answer_original": original}


class CloseForm(forms.Form):
    closing = forms.ChoiceField(label=_("Warum ohne Antwort?"), choices=Feedback.Closing.choices)
