"""One form for each kind of fact; what belongs to every fact stands below its value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from teilhabe.codes.language import language_name
from teilhabe.core.answers import said_in_form
from teilhabe.core.language import page_language
from teilhabe.core.users.models import User
from teilhabe.outreach.content.keys import key_of
from teilhabe.outreach.content.models import Fact
from teilhabe.outreach.content.selectors.items import writers
from teilhabe.outreach.facts.values import FactKind, Value, checked
from teilhabe.outreach.languages import is_rtl, language_of


def free_key(name: str) -> str:
    """A key made of the name that no other fact has."""
    return key_of(name, lambda key: Fact.objects.filter(key=key).exists())


class FactForm(forms.Form):
    """`main` is the field at which a wrong value is told."""

    kind: ClassVar[FactKind]
    main: ClassVar[str | None] = None
    name = forms.CharField(
        label=_("Bezeichnung"), max_length=200, help_text=_("Nur für das Büro, zum Beispiel „Telefon Beratung“.")
    )
    source = forms.CharField(
        label=_("Quelle"), max_length=300, required=False, help_text=_("Woher Sie es wissen, für die nächste Prüfung.")
    )
    check_by = forms.DateField(
        label=_("zu prüfen bis"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    owner = forms.ModelChoiceField(
        label=_("zuständig"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("niemand"),
    )

    def __init__(self, *args: Any, former: Fact | None = None, **kwargs: Any) -> None:
        self.former = former
        if former is not None:
            begun = {name: getattr(former, name) for name in ("name", "source", "check_by")}
            kwargs["initial"] = {**begun, "owner": former.owner_id, **self.initial_of(former.value)}
        super().__init__(*args, **kwargs)
        self.fields.update(self.further_fields())
        self.fields["owner"].queryset = writers()  # type: ignore[attr-defined]  # a field of its own kind
        common = ("name", "source", "check_by", "owner")
        self.order_fields(["name", *(name for name in self.fields if name not in common), *common[1:]])

    @classmethod
    def further_fields(cls) -> Mapping[str, forms.Field]:
        """Fields that depend on the languages of the site."""
        return {}

    @classmethod
    def initial_of(cls, value: Value) -> dict[str, Any]:
        return dict(value)

    def value(self) -> dict[str, Any]:
        """As it is typed; parts that the form does not show stay as they were."""
        typed = {name: self.cleaned_data.get(name) or "" for name in self.fields if name not in FactForm.base_fields}
        return {**(self.former.value if self.former else {}), **typed}

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            with said_in_form(self, self.main):
                self.cleaned_data["value"] = checked(self.kind, self.value())
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What `AddFact` and `ChangeFact` want."""
        return {name: self.cleaned_data[name] for name in ("name", "source", "check_by", "owner", "value")}


def _line(label: Any, help_text: Any = "", longest: int = 300, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=longest, **options)


def _translatable() -> list[str]:
    """The languages of the site but German, in which the text itself stands."""
    return [code for code in dict.fromkeys(language_of(code) for code, _name in settings.LANGUAGES) if code != "de"]


def _translated(code: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": code, "dir": "rtl" if is_rtl(code) else "ltr"})
    label = _("auf %(language)s") % {"language": language_name(code, page_language())}
    return _line(label, required=False, widget=widget)


class TextForm(FactForm):
    kind, main = FactKind.TEXT, "text"
    text = _line(_("Text"), _("Steht so in allen Sprachen, für die unten nichts anderes steht, zum Beispiel „0–3“."))

    @classmethod
    def further_fields(cls) -> Mapping[str, forms.Field]:
        return {f"in_{code}": _translated(code) for code in _translatable()}

    @classmethod
    def initial_of(cls, value: Value) -> dict[str, Any]:
        return {"text": value["text"], **{f"in_{code}": text for code, text in value.get("translations", {}).items()}}

    def value(self) -> dict[str, Any]:
        """Translations into languages that the site no longer has stay as they were."""
        kept = dict(self.former.value.get("translations", {})) if self.former else {}
        typed = {code: self.cleaned_data.get(f"in_{code}", "") for code in _translatable()}
        translations = {code: text for code, text in {**kept, **typed}.items() if text}
        return {"text": self.cleaned_data.get("text", ""), "translations": translations}


class PhoneForm(FactForm):
    kind, main = FactKind.PHONE, "number"
    number = _line(_("Telefonnummer"), _("Mit Vorwahl, zum Beispiel 0631 1234567. Kurze Nummern wie 112 gehen auch."))


class MailForm(FactForm):
    kind, main = FactKind.MAIL, "address"
    address = _line(_("E-Mail-Adresse"), longest=254)


class LinkForm(FactForm):
    kind, main = FactKind.LINK, "url"
    url = _line(_("Adresse der Seite"), _("Beginnt mit https://"), longest=1000)
    label = _line(_("Beschriftung"), _("Was im Text steht; ohne sie der Name der Seite."), required=False)


class PriceForm(FactForm):
    kind, main = FactKind.PRICE, "amount"
    amount = _line(_("Betrag"), _("Zum Beispiel 12,50. Bei 0 lesen alle „kostenlos“ in ihrer Sprache."), longest=20)
    currency = _line(_("Währung"), longest=3, initial="EUR")


class NumberForm(FactForm):
    kind, main = FactKind.NUMBER, "number"
    number = _line(_("Zahl"), longest=20)
    unit = _line(_("Einheit"), _("Zum Beispiel km. Sie steht in allen Sprachen gleich da."), longest=40, required=False)


class DeadlineForm(FactForm):
    kind, main = FactKind.DEADLINE, "date"
    date = _line(_("Tag"), widget=forms.DateInput(attrs={"type": "date"}))
    time = _line(_("Uhrzeit"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))


class AddressForm(FactForm):
    kind = FactKind.ADDRESS
    addition = _line(_("Zusatz"), _("Zum Beispiel Haus B, 2. Stock."), required=False)
    street = _line(_("Straße und Hausnummer"))
    postcode = _line(_("Postleitzahl"), longest=10)
    city = _line(_("Ort"))


FORMS: Mapping[FactKind, type[FactForm]] = {
    form.kind: form
    for form in (TextForm, PhoneForm, MailForm, LinkForm, PriceForm, NumberForm, DeadlineForm, AddressForm)
}
