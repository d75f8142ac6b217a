"""Forms of the glossary, of files and of estimates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from teilhabe.codes.language import language_name
from teilhabe.core.language import page_language
from teilhabe.outreach.languages import is_rtl, language_of
from teilhabe.outreach.translation.models import SpeakerEstimate, Term

TRANSLATION = "in-"


def site_language_codes() -> list[str]:
    """Languages of the site without their plain versions."""
    return list(dict.fromkeys(language_of(code) for code, _name in settings.LANGUAGES))


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code, page_language())) for code in site_language_codes()]


class TermForm(forms.Form):
    """A term with one field per language of the site; other translations that it has stay."""

    language = forms.ChoiceField(label=_("Sprache des Begriffs"), choices=language_choices, initial="de")
    text = forms.CharField(
        label=_("Begriff"),
        max_length=200,
        help_text=_("In der Grundform. Übliche Endungen finden wir mit, zusammengesetzte Wörter nicht."),
    )
    note = forms.CharField(
        label=_("Erklärung"), max_length=500, required=False, help_text=_("Was gemeint ist; für Übersetzende.")
    )
    is_kept = forms.BooleanField(
        label=_("Bleibt unübersetzt"), required=False, help_text=_("Zum Beispiel Eigennamen und Abkürzungen.")
    )

    def __init__(self, data: Any = None, term: Term | None = None) -> None:
        initial = {name: getattr(term, name) for name in ("language", "text", "note", "is_kept")} if term else {}
        super().__init__(data, initial=initial)
        self._translations = dict(term.translations) if term else {}
        for code in site_language_codes():
            self.fields[f"{TRANSLATION}{code}"] = forms.CharField(
                label=language_name(code, page_language()),
                max_length=200,
                required=False,
                initial=self._translations.get(code, ""),
                widget=forms.TextInput(attrs={"lang": code, "dir": "rtl" if is_rtl(code) else "ltr"}),
            )

    @property
    def values(self) -> dict[str, Any]:
        typed = {n.removeprefix(TRANSLATION): v for n, v in self.cleaned_data.items() if n.startswith(TRANSLATION)}
        translations = {code: text for code, text in {**self._translations, **typed}.items() if text}
        own = {name: self.cleaned_data[name] for name in ("language", "text", "note", "is_kept")}
        return {**own, "text": " ".join(own["text"].split()), "translations": translations}


class FileForm(forms.Form):
    file = forms.FileField(label=_("Datei"))


class EstimatesForm(forms.Form):
    """One number per site language; an empty one is taken from the monitor."""

    note = forms.CharField(
        label=_("Woher die Zahlen kommen"),
        max_length=300,
        help_text=_("Zum Beispiel „Melderegister, Juni 2026, eigene Zuordnung“."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        known = {each.site_language: each for each in SpeakerEstimate.objects.all()}
        self.fields["note"].initial = next((each.note for each in known.values()), "")
        for code, name in settings.LANGUAGES:
            if code != "de":
                self.fields[f"people-{code}"] = forms.IntegerField(
                    label=f"{_name(code)} ({name})",
                    min_value=0,
                    max_value=10_000_000,
                    required=False,
                    initial=known[code].people if code in known else None,
                )

    @property
    def people(self) -> dict[str, int | None]:
        return {n.removeprefix("people-"): v for n, v in self.cleaned_data.items() if n.startswith("people-")}


def _name(code: str) -> str:
    name = language_name(language_of(code), page_language())
    return name if language_of(code) == code else f"{name}, {_('einfach')}"
