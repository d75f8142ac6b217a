"""The form of a snippet: one field for each language of the site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content.models import Category
from teilhabe.outreach.inbox.actions.entries import MOST_CHARACTERS
from teilhabe.outreach.inbox.choices import topics
from teilhabe.outreach.inbox.forms.sorting import WITHOUT
from teilhabe.outreach.inbox.models import Snippet
from teilhabe.outreach.languages import SIMPLE, is_rtl, own_name


class SnippetForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("So finden Sie ihn wieder."))
    topic = forms.ChoiceField(label=_("Thema"), choices=lambda: [WITHOUT, *topics()], required=False)

    def __init__(self, snippet: Snippet | None, data: Any = None) -> None:
        texts = {f"text_{language}": text for language, text in snippet.texts.items()} if snippet else {}
        known = {"name": snippet.name, "topic": str(snippet.topic_id or "")} if snippet else {}
        super().__init__(data, initial={**known, **texts})
        for language in written_languages():
            attrs = {"rows": 4, "lang": language, "dir": "rtl" if is_rtl(language) else "ltr"}
            self.fields[f"text_{language}"] = forms.CharField(
                label=own_name(language),
                max_length=MOST_CHARACTERS,
                required=language == "de",
                widget=forms.Textarea(attrs=attrs),
            )

    def values(self) -> dict[str, Any]:
        """As the actions take them."""
        cleaned = self.cleaned_data
        topic = Category.objects.filter(pk=cleaned["topic"]).first() if cleaned["topic"] else None
        texts = {language: cleaned[f"text_{language}"] for language in written_languages()}
        return {"name": cleaned["name"], "topic": topic, "texts": texts}


def written_languages() -> list[str]:
    """The languages of the site; plain German is German."""
    return [code for code, _name in settings.LANGUAGES if not code.endswith(SIMPLE)]
