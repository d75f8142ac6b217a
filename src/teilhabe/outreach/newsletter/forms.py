"""What the office fills in: for whom an issue is, what stands in it, whose address is to go."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.channels.channel import AudienceForm
from teilhabe.outreach.channels.drafting import languages_of, site_languages
from teilhabe.outreach.content.models import Category, InfoItem
from teilhabe.outreach.content.published import shelf


def topics() -> list[tuple[str, str]]:
    return [(each.key, str(each)) for each in Category.objects.filter(kind=Category.Kind.TOPIC)]


class ReadersForm(AudienceForm):
    """`languages` are all in which the issue is sent: everybody gets it in one of them."""

    topics = forms.MultipleChoiceField(
        label=_("Nur wer diese Themen liest"),
        help_text=_("Ohne Auswahl geht der Rundbrief an alle, die ihn bestellt haben."),
        choices=topics,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, languages: Sequence[str]) -> None:
        self._languages = list(languages)
        super().__init__(data, prefix="newsletter")

    def audience(self) -> dict[str, object]:
        return {"topics": self.cleaned_data["topics"], "languages": self._languages}


MOST_ITEMS = 60


class IssueForm(forms.Form):
    """Several items at once; what they say is drafted afterwards, for each language on its own."""

    items = forms.ModelMultipleChoiceField(
        InfoItem.objects.none(),
        label=_("Was im Rundbrief stehen soll"),
        help_text=_("Das Neueste steht oben. Im Rundbrief stehen Titel und Zusammenfassung mit einem Link."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Wählen Sie mindestens eine Information.")},
    )
    languages = forms.MultipleChoiceField(
        label=_("Sprachen"),
        help_text=_("Jede Person bekommt den Rundbrief einmal, in der Sprache, die sie am besten liest."),
        choices=lambda: list(settings.LANGUAGES),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
        error_messages={"required": _("Wählen Sie mindestens eine Sprache.")},
    )
    topics = forms.MultipleChoiceField(
        label=_("Nur wer diese Themen liest"),
        help_text=_("Ohne Auswahl geht der Rundbrief an alle, die ihn bestellt haben."),
        choices=topics,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
        required=False,
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        newest = sorted(shelf("de").readings, key=lambda each: each.published_at, reverse=True)[:MOST_ITEMS]
        super().__init__(data, initial={"languages": [code for code in site_languages() if shelf(code).readings]})
        place = {each.item_id: number for number, each in enumerate(newest)}
        rows = InfoItem.objects.filter(pk__in=place).prefetch_related("variants")
        self.fields["items"].queryset = rows  # type: ignore[attr-defined]  # a choice of rows
        named = sorted(((row.pk, str(row)) for row in rows), key=lambda pair: place[pair[0]])
        self.fields["items"].choices = named  # type: ignore[attr-defined]  # a choice of rows

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        offered = {code for item in given.get("items", ()) for code in languages_of(item)}
        if given.get("items") and not offered.intersection(given.get("languages", ())):
            raise forms.ValidationError(_("In keiner dieser Sprachen ist etwas davon veröffentlicht."))
        return given

    def in_language(self, language: str) -> list[InfoItem]:
        """The chosen items that readers of this language get, in the order of the list."""
        chosen = {item.pk: item for item in self.cleaned_data["items"] if language in languages_of(item)}
        choices = self.fields["items"].choices  # type: ignore[attr-defined]  # a choice of rows
        return [chosen[key] for key, _name in choices if key in chosen]


class EraseForm(forms.Form):
    address = forms.EmailField(label=_("E-Mail-Adresse"))
