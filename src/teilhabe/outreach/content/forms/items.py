"""The forms about an item: everything but its texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from teilhabe.core.language import page_language
from teilhabe.core.users.models import User
from teilhabe.outreach.content.actions.items import fingerprint_of
from teilhabe.outreach.content.actions.writing import LONGEST_TITLE
from teilhabe.outreach.content.forms import fields
from teilhabe.outreach.content.keys import key_of
from teilhabe.outreach.content.models import Campaign, Category, InfoItem
from teilhabe.outreach.content.selectors.categories import campaign_choices, category_choices
from teilhabe.outreach.content.selectors.items import writers
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.selectors import usable


def _categories(kind: str) -> Callable[[], list[tuple[str, str]]]:
    return lambda: category_choices(kind, page_language())


def _owners() -> list[tuple[str, str]]:
    return [(str(user.pk), str(user)) for user in writers()]


def _pictures() -> list[tuple[str, str]]:
    return [(str(picture.pk), picture.name) for picture in usable().order_by("name")]


GROUPS = {"audiences": Category.Kind.AUDIENCE, "situations": Category.Kind.SITUATION, "topics": Category.Kind.TOPIC}
_LATIN = {"pattern": "[a-z0-9-]*", "autocomplete": "off", "spellcheck": "false"}


class ItemForm(forms.Form):
    """What an item is, for whom, and when it is to be seen."""

    kind = forms.ChoiceField(label=_("Art"), choices=InfoItem.Kind.choices)
    risk = forms.ChoiceField(
        label=_("Risiko"),
        choices=InfoItem.Risk.choices,
        help_text=_(
            "Was könnte ein falscher Satz kosten? Bei Frist, Recht und Gesundheit gehen auch Übersetzungen nur "
            "geprüft hinaus. Soll das nicht mehr gelten, muss eine zweite Person zustimmen."
        ),
    )
    audiences = fields.several(_("Zielgruppen"), _categories(Category.Kind.AUDIENCE))
    situations = fields.several(_("Lebenslagen"), _categories(Category.Kind.SITUATION))
    topics = fields.several(_("Themen"), _categories(Category.Kind.TOPIC))
    districts = forms.CharField(
        label=_("Stadtteile"), max_length=1000, required=False, help_text=_("Mit Komma getrennt. Leer: ganze Stadt.")
    )
    campaign = fields.one_or_none(_("Kampagne"), campaign_choices, _("keine"))
    picture = fields.one_or_none(_("Bild"), _pictures, _("keines"))
    owner = fields.one_or_none(
        _("Zuständig"), _owners, _("niemand"), _("Bekommt die Erinnerung, den Text wieder zu prüfen.")
    )
    check_by = fields.day(_("Zu prüfen bis"), _("14 Tage vorher kommt eine E-Mail."))
    publish_at = fields.moment(_("Sichtbar ab"), _("Leer: sobald veröffentlicht ist."))
    publish_until = fields.moment(_("Sichtbar bis"), _("Leer: ohne Ende."))
    is_urgent = forms.BooleanField(label=_("Dringend: steht auf allen Seiten oben"), required=False)
    key = forms.CharField(
        label=_("Adresse"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs=_LATIN),
        help_text=_(
            "Der letzte Teil der Internetadresse: Kleinbuchstaben, Ziffern, Bindestriche. Leer: aus dem Titel."
        ),
    )

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    FOLDED = (
        (_("Ort, Kampagne und Bild"), ("districts", "campaign", "picture")),
        (_("Zeit und Adresse"), ("publish_at", "publish_until", "is_urgent", "key")),
    )
    """What only some items need, by heading."""

    def __init__(self, *args: Any, item: InfoItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item

    def open_fields(self) -> list[forms.BoundField]:
        folded = {name for _label, names in self.FOLDED for name in names}
        return [
            field
            for field in self.visible_fields()
            if field.name not in folded and not self._has_nothing_to_choose(field)
        ]

    def folded(self) -> list[tuple[Any, bool, list[forms.BoundField]]]:
        """Heading, whether something is set there, fields."""
        groups = [(label, [self[name] for name in names]) for label, names in self.FOLDED]
        return [(label, any(self._is_set(field) for field in fields), fields) for label, fields in groups]

    def _is_set(self, field: forms.BoundField) -> bool:
        return bool(field.value()) and not (field.name == "key" and self.item is not None)

    def _has_nothing_to_choose(self, field: forms.BoundField) -> bool:
        return field.name in GROUPS and not list(field)

    @classmethod
    def of(cls, item: InfoItem, data: Any = None) -> ItemForm:
        chosen = list(item.categories.values_list("pk", "kind"))
        initial: dict[str, Any] = {
            name: getattr(item, name) for name in ("kind", "risk", "check_by", "is_urgent", "key")
        } | {
            "campaign": item.campaign_id, "picture": item.picture_id, "owner": item.owner_id,
            "districts": ", ".join(item.districts),
            "publish_at": fields.local(item.publish_at), "publish_until": fields.local(item.publish_until),
            "seen": fingerprint_of(item),
        }  # fmt: skip
        for name, kind in GROUPS.items():
            initial[name] = [str(pk) for pk, its_kind in chosen if its_kind == kind]
        return cls(data, initial=initial, item=item)

    def differing(self) -> list[str]:
        """What is entered and not stored, by label: for whoever has to compare with what somebody else saved."""
        return [str(self[name].label) for name in self.changed_data if name != "seen"]

    def look_again(self) -> None:
        """The page shows what is stored now, so the next save is made knowingly."""
        assert isinstance(self.data, QueryDict)
        self.data = data = self.data.copy()
        data["seen"] = self.initial["seen"]

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip().lower()
        if key and key != _slug(key):
            raise forms.ValidationError(_("Nur Kleinbuchstaben ohne Umlaute, Ziffern und Bindestriche."))
        if key and _is_taken(key, self.item):
            raise forms.ValidationError(_("Diese Adresse hat schon eine andere Information."))
        return key

    def clean_districts(self) -> list[str]:
        names = (" ".join(name.split()) for name in self.cleaned_data["districts"].split(","))
        return list(dict.fromkeys(filter(None, names)))

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, end = self.cleaned_data.get("publish_at"), self.cleaned_data.get("publish_until")
        if start and end and end <= start:
            self.add_error("publish_until", _("Das Ende liegt vor dem Anfang."))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """The fields of the item by name."""
        given = self.cleaned_data
        plain = ("kind", "risk", "districts", "check_by", "publish_at", "publish_until", "is_urgent")
        chosen = {
            "campaign": Campaign.objects.filter(pk=given["campaign"]).first() if given["campaign"] else None,
            "picture": Picture.objects.filter(pk=given["picture"]).first() if given["picture"] else None,
            "owner": User.objects.filter(pk=given["owner"]).first() if given["owner"] else None,
        }
        key = {"key": given["key"]} if given["key"] else {}
        return {**{name: given[name] for name in plain}, **chosen, **key}

    def categories(self) -> list[Category]:
        chosen = [pk for name in GROUPS for pk in self.cleaned_data[name]]
        return list(Category.objects.filter(pk__in=chosen))


class NewItemForm(ItemForm):
    """An item with the title of its original; the text follows on the next page."""

    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE)
    field_order = ("title", "kind", "risk")

    def values(self) -> dict[str, Any]:
        return {"key": key_of(self.cleaned_data["title"], _is_taken), **super().values()}


def _slug(key: str) -> str:
    return "".join(letter for letter in key if letter.isascii() and (letter.isalnum() or letter == "-")).strip("-")


def _is_taken(key: str, own: InfoItem | None = None) -> bool:
    others = InfoItem.objects.exclude(pk=own.pk) if own else InfoItem.objects.all()
    return others.filter(key=key).exists()
