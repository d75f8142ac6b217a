"""Forms for what is written in a conversation: an answer with its ways and snippets, a note, a translation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.outreach.inbox.actions.entries import GERMAN, MOST_CHARACTERS
from teilhabe.outreach.inbox.choices import all_languages, name_of
from teilhabe.outreach.inbox.extensions import ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Snippet
from teilhabe.outreach.languages import is_rtl, language_of

MOST_NOTE = 4000


def _text(label: Any, rows: int = 6, help_text: Any = "", **attrs: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, **attrs})
    return forms.CharField(
        label=label, max_length=MOST_CHARACTERS, required=False, strip=False, widget=area, help_text=help_text
    )


class AnswerForm(forms.Form):
    """Two fields where the person writes another language than German: what they read, and the German beside it."""

    way = forms.ChoiceField(label=gettext_lazy("Weg"))
    answer = _text(gettext_lazy("Antwort"), accesskey="a")
    original = _text(gettext_lazy("Deutsch, für das Büro"))
    snippet = forms.ModelChoiceField(
        label=gettext_lazy("Textbaustein"), queryset=Snippet.objects.none(), required=False, empty_label="–"
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, conversation: Conversation, ways: Sequence[ReplyWay], seen: str, data: Any = None) -> None:
        super().__init__(data, initial={"seen": seen, "way": ways[0].key if ways else ""})
        self.language = language_of(conversation.language) or GERMAN
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)
        way.choices = [(each.key, _label(each)) for each in ways]
        if len(ways) < 2:
            way.widget = forms.HiddenInput()
        snippet = self.fields["snippet"]
        assert isinstance(snippet, forms.ModelChoiceField)
        snippet.queryset = Snippet.objects.all()
        self._speak()

    def _speak(self) -> None:
        """One field for German, two for everything else."""
        if self.language == GERMAN:
            del self.fields["original"]
            return
        answer, original = self.fields["answer"], self.fields["original"]
        answer.label = _("Antwort auf %(language)s – das liest die Person") % {"language": name_of(self.language)}
        answer.widget.attrs.update({"lang": self.language, "dir": "rtl" if is_rtl(self.language) else "ltr"})
        original.help_text = _("Bleibt das andere Feld leer, liest die Person diesen Text, als Deutsch gekennzeichnet.")

    def with_snippet(self) -> dict[str, Any]:
        """What was typed, with the chosen snippet behind it, in each language that it has."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        chosen = Snippet.objects.filter(pk=typed["snippet"]).first() if _is_key(typed["snippet"]) else None
        if chosen is not None:
            texts = {"answer": chosen.texts.get(self.language, ""), "original": chosen.texts.get(GERMAN, "")}
            for name in texts.keys() & self.fields.keys():
                typed[name] = "\n\n".join(filter(None, (typed[name].rstrip(), texts[name])))
        typed["snippet"] = ""
        return typed

    def values(self) -> dict[str, str]:
        """As the action takes them."""
        cleaned = self.cleaned_data
        return {
            "way": cleaned["way"],
            "text": cleaned["answer"],
            "language": self.language,
            "original": cleaned.get("original", ""),
            "seen": cleaned["seen"],
        }


def _label(way: ReplyWay) -> str:
    if way.until is None:
        return way.label
    return _("%(way)s, bis %(moment)s") % {
        "way": way.label,
        "moment": date_format(localtime(way.until), "SHORT_DATETIME_FORMAT"),
    }


def _is_key(text: str | None) -> bool:
    return bool(text) and str(text).isdecimal() and len(str(text)) < 19


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Notiz, nur für das Büro"),
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "accesskey": "n"}),
    )


class TranslationForm(forms.Form):
    """The translation of one contribution; an empty one takes it away."""

    translation = _text(gettext_lazy("Übersetzung"), rows=5)
    language = forms.ChoiceField(label=gettext_lazy("Sprache der Übersetzung"), choices=all_languages)

    def __init__(self, entry: Entry, data: Any = None) -> None:
        language = entry.translation_language or GERMAN
        super().__init__(data, initial={"translation": entry.translation, "language": language})
        self.fields["translation"].widget.attrs["dir"] = "auto"
