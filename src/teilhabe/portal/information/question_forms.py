"""What somebody asks: the text, and what they want to say beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from teilhabe.core.language import office_language
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.inbox.letterbox.taking import MOST_CHARACTERS
from teilhabe.portal.information.feedback_forms import MessageForm


def _topics() -> list[tuple[str, str]]:
    language = get_language() or "de"
    rows = Category.objects.filter(kind=Category.Kind.TOPIC)
    return [("", "–"), *((row.key, row.name_in(office_language(language))) for row in rows)]


class QuestionForm(MessageForm):
    """Everything but the text may stay empty."""

    topic = forms.ChoiceField(choices=_topics, required=False)
    district = forms.CharField(max_length=100, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    name = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )

    def values(self) -> dict[str, Any]:
        """As the letterbox takes them."""
        cleaned = self.cleaned_data
        topic = Category.objects.filter(key=cleaned["topic"]).first() if cleaned["topic"] else None
        return {**super().values(), "district": cleaned["district"], "name": cleaned["name"], "topic": topic}


class AgainForm(forms.Form):
    """More to the same question."""

    use_required_attribute = False
    text = forms.CharField(
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Bitte schreiben Sie, worum es geht.")},
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(widget=forms.HiddenInput, max_length=60)
