"""The forms about pictures and the people in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Consent
from teilhabe.core.users.models import User
from teilhabe.outreach.languages import own_name
from teilhabe.outreach.pictures.cleaning import MOST_BYTES
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.selectors import alternative_languages, photo_consents

_ALT = "alternative-"
MOST_CONSENTS = 50


def _file() -> forms.FileField:
    return forms.FileField(
        label=_("Bilddatei"),
        help_text=_("JPEG, PNG, WebP oder GIF, höchstens 15 MB. Ort und andere versteckte Angaben entfernen wir."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )


def _day(label: Any, help_text: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


def _people() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Erkennbare Menschen"),
        min_value=0,
        max_value=500,
        initial=0,
        help_text=_(
            "Wie viele Menschen sind zu erkennen? Das Bild erscheint erst, wenn von allen eine Einwilligung da ist."
        ),
    )


class _Uploaded(forms.Form):
    def clean_file(self) -> bytes:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Die Datei ist größer als 15 MB. Bitte verkleinern Sie das Bild."))
        content: bytes = file.read()
        return content


class PictureForm(forms.Form):
    """What is said about a picture; one alternative text for each language of the site."""

    name = forms.CharField(label=_("Bezeichnung"), max_length=200, help_text=_("Für die Suche im Büro."))
    is_decorative = forms.BooleanField(
        label=_("Das Bild ist nur Schmuck"),
        required=False,
        help_text=_("Dann braucht es keinen Alternativtext, und Vorleseprogramme übergehen es."),
    )
    author = forms.CharField(label=_("Urheber"), max_length=200, help_text=_("Wer hat das Bild gemacht?"))
    licence = forms.CharField(
        label=_("Nutzungsrecht"), max_length=200, help_text=_("Zum Beispiel: eigenes Bild, CC BY 4.0, gekauft.")
    )
    source = forms.URLField(label=_("Fundstelle"), required=False, assume_scheme="https", max_length=200)
    usable_until = _day(_("Nutzbar bis"), _("Danach verschwindet das Bild von allen öffentlichen Seiten."))
    people = _people()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in alternative_languages():
            self.fields[_ALT + code] = forms.CharField(
                label=_("Alternativtext: %(language)s") % {"language": own_name(code)},
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
                help_text=_("Was sieht man? Ein kurzer Satz für Menschen, die das Bild nicht sehen.")
                if code == "de"
                else "",
            )

    def clean(self) -> None:
        if not self.cleaned_data.get("is_decorative") and not self.cleaned_data.get(f"{_ALT}de"):
            self.add_error(f"{_ALT}de", _("Bitte schreiben Sie, was man sieht, oder kreuzen Sie „nur Schmuck“ an."))

    def values(self) -> dict[str, Any]:
        """The fields of the picture."""
        own = {name: value for name, value in self.cleaned_data.items() if not name.startswith(_ALT) and name != "file"}
        texts = {code: self.cleaned_data.get(_ALT + code, "") for code in alternative_languages()}
        return {**own, "alternatives": {code: text for code, text in texts.items() if text}}

    @staticmethod
    def initial_of(picture: Picture) -> dict[str, Any]:
        own = ("name", "is_decorative", "author", "licence", "source", "usable_until", "people")
        texts = {_ALT + code: text for code, text in picture.alternatives.items()}
        return {**{name: getattr(picture, name) for name in own}, **texts}


class NewPictureForm(_Uploaded, PictureForm):
    file = _file()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["file", "name", "is_decorative", f"{_ALT}de"])


class ReplaceForm(_Uploaded):
    file = _file()
    people = _people()


class AppearanceForm(forms.Form):
    """By a consent on record, where somebody was searched for, or by a note where the paper lies."""

    consent = forms.ModelChoiceField(
        label=_("Einwilligung"), queryset=Consent.objects.none(), required=False, widget=forms.RadioSelect, blank=True
    )
    paper = forms.CharField(
        label=_("Einwilligung auf Papier"),
        required=False,
        max_length=200,
        help_text=_("Wo das Papier liegt. Bitte ohne Namen: „Ordner Sommerfest 2026, Blatt 4“."),
    )
    expires_on = _day(_("Gilt bis"), _("Leer lassen, wenn die Einwilligung kein Ende hat."))

    def __init__(self, user: User, text: str, data: Any = None) -> None:
        super().__init__(data)
        if not text:
            del self.fields["consent"]
            return
        found = photo_consents(user, text)[:MOST_CONSENTS].values("pk")
        field = self.fields["consent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Consent.objects.filter(pk__in=list(found.values_list("pk", flat=True))).select_related(
            "person", "text"
        )
        setattr(field, "label_from_instance", lambda each: f"{each.person}: {each.text.title}")  # noqa: B010
        field.empty_label = None

    def clean(self) -> None:
        if not self.cleaned_data.get("consent") and not self.cleaned_data.get("paper"):
            self.add_error("paper", _("Bitte wählen Sie eine Einwilligung oder schreiben Sie, wo das Papier liegt."))
