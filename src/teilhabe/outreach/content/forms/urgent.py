"""An urgent notice: the slots of a block, or one's own words, and until when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext_lazy as _

from teilhabe.core.answers import said_in_form
from teilhabe.core.language import page_language
from teilhabe.outreach.content.actions.urgent import ORIGINAL, Notice
from teilhabe.outreach.content.forms.fields import moment
from teilhabe.outreach.content.models import Fact, InfoItem, Segment
from teilhabe.outreach.content.urgent_wording import VOUCHED, Block, Filled, reasons, worded
from teilhabe.outreach.facts.values import FactKind, checked

LONGEST_TITLE, LONGEST_TEXT = 120, 600
Confirmations = Mapping[tuple[str, str], Any]


def end_of_tomorrow() -> datetime:
    return make_aware(datetime.combine(localdate() + timedelta(days=1), time(23, 59)))


class NoticeForm(forms.Form):
    """`notices` by site language are what `PublishNotice` wants."""

    until = moment(
        _("Sichtbar bis"), _("Danach verschwindet der Hinweis von selbst. Sie können ihn jederzeit beenden.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        self.fields["until"].initial = end_of_tomorrow
        self.order_fields([name for name in self.fields if name != "until"])

    def notices(self) -> dict[str, Notice]:
        raise NotImplementedError

    def risk(self) -> str:
        raise NotImplementedError


class BlockForm(NoticeForm):
    def __init__(self, *args: Any, block: Block, confirmed: Confirmations, **kwargs: Any) -> None:
        self.block, self.confirmed = block, confirmed
        super().__init__(*args, **kwargs)
        for slot in block.slots:
            self.fields.update(_SLOTS[slot]())
        self.order_fields([name for name in self.fields if name != "until"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "phone" in self.block.slots and not self.errors:
            self._clean_phone(data)
        if "times" in self.block.slots and not self.errors and data["begins"] >= data["ends"]:
            self.add_error("ends", _("Das Ende liegt vor dem Beginn."))
        return data

    def _clean_phone(self, data: dict[str, Any]) -> None:
        if data.get("phone_fact"):
            data["phone"] = f"{{{data['phone_fact'].key}}}"
        elif data.get("phone"):
            with said_in_form(self, "phone"):
                data["phone"] = checked(FactKind.PHONE, {"number": data["phone"]})["number"]
        else:
            self.add_error("phone", _("Welche Nummer ist gestört? Wählen oder schreiben Sie sie."))

    def notices(self) -> dict[str, Notice]:
        filled = self._filled()
        languages = [code for code, _name in settings.LANGUAGES if code in self.block.wordings]
        return {code: self._notice(code, filled) for code in languages}

    def _notice(self, code: str, filled: Filled) -> Notice:
        title, text = worded(self.block, code, filled)
        is_own, key = code in VOUCHED, (self.block.key, code)
        provenance = Segment.Provenance.HUMAN if is_own else Segment.Provenance.MACHINE
        return Notice(title, text, provenance, is_own or key in self.confirmed, self.confirmed.get(key))

    def _filled(self) -> Filled:
        data = self.cleaned_data
        times = [data["begins"], data["ends"]] if "times" in self.block.slots else []
        minutes = [each.hour * 60 + each.minute for each in times]
        kept = {name: data[name] for name in ("date", "event", "place", "phone", "reason") if name in self.block.slots}
        return Filled(**kept, times=(minutes[0], minutes[1]) if minutes else None)

    def risk(self) -> str:
        return self.block.risk


class OwnWordsForm(NoticeForm):
    is_risky = forms.BooleanField(
        label=_("Es geht um Gesundheit oder Gefahr"),
        required=False,
        help_text=_("Dann gehen Übersetzungen erst hinaus, wenn eine zweite Person sie gelesen hat."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Titel – %(language)s") % {"language": name},
                max_length=LONGEST_TITLE,
                required=code == ORIGINAL,
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text – %(language)s") % {"language": name},
                max_length=LONGEST_TEXT,
                required=code == ORIGINAL,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.order_fields([f"title_{ORIGINAL}", f"text_{ORIGINAL}", "until", "is_risky"])

    def clean(self) -> dict[str, Any]:
        for code, _name in settings.LANGUAGES:
            title, text = (self.cleaned_data.get(f"{part}_{code}", "") for part in ("title", "text"))
            if bool(title) != bool(text) and code != ORIGINAL:
                missing = "text" if title else "title"
                self.add_error(f"{missing}_{code}", _("Titel und Text gehören zusammen. Schreiben Sie beide."))
        return self.cleaned_data

    def notices(self) -> dict[str, Notice]:
        data = self.cleaned_data
        pairs = {
            code: (data[f"title_{code}"], " ".join(data[f"text_{code}"].split())) for code, _name in settings.LANGUAGES
        }
        return {code: Notice(title, text) for code, (title, text) in pairs.items() if title}

    def risk(self) -> str:
        return InfoItem.Risk.HEALTH if self.cleaned_data["is_risky"] else InfoItem.Risk.ORDINARY


class UntilForm(NoticeForm):
    """Only a new end."""


def _date() -> dict[str, forms.Field]:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return {"date": forms.DateField(label=_("Tag"), widget=widget, input_formats=["%Y-%m-%d"], initial=localdate)}


def _times() -> dict[str, forms.Field]:
    def clock(label: Any) -> forms.TimeField:
        return forms.TimeField(label=label, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))

    return {"begins": clock(_("geöffnet ab")), "ends": clock(_("geöffnet bis"))}


def _phone() -> dict[str, forms.Field]:
    facts = Fact.objects.filter(kind=FactKind.PHONE)
    return {
        "phone_fact": forms.ModelChoiceField(
            label=_("Telefonnummer aus den Angaben"), queryset=facts, required=False, empty_label=_("keine davon")
        ),
        "phone": forms.CharField(label=_("oder eine andere Nummer"), max_length=40, required=False),
    }


def _place() -> dict[str, forms.Field]:
    help_text = _("So, wie es auf Schildern steht, zum Beispiel „Innenstadt, Pariser Straße“.")
    return {"place": forms.CharField(label=_("Wo"), max_length=200, help_text=help_text)}


def _event() -> dict[str, forms.Field]:
    return {"event": forms.CharField(label=_("Name der Veranstaltung"), max_length=200)}


def _reason() -> dict[str, forms.Field]:
    return {
        "reason": forms.ChoiceField(
            label=_("Grund"),
            choices=lambda: [(key, name.in_language(page_language())) for key, name in reasons().items()],
        )
    }


_SLOTS: Mapping[str, Callable[[], dict[str, forms.Field]]] = {
    "date": _date, "times": _times, "phone": _phone, "place": _place, "event": _event, "reason": _reason,
}  # fmt: skip
