"""What readers fill in below a page: a message, with an address if they like; and a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.inbox.codes import folded
from teilhabe.outreach.inbox.letterbox.taking import MOST_CHARACTERS
from teilhabe.portal.information.feedback_gate import TRAP

LONGEST_PATH, LONGEST_KEY, LONGEST_NUMBER = 300, 80, 18


class MessageForm(forms.Form):
    """Everything but the text may stay empty; a name is not asked for."""

    use_required_attribute = False
    text = forms.CharField(
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto", "aria-describedby": "text-hint"}),
        error_messages={
            "required": _("Bitte schreiben Sie, worum es geht."),
            "max_length": _("Ihr Text ist zu lang: %(show_value)s Zeichen. Höchstens %(limit_value)s gehen."),
        },
    )
    mail = forms.EmailField(
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr", "aria-describedby": "mail-hint"}),
        error_messages={"invalid": _("Das ist keine vollständige E-Mail-Adresse. Sie sieht so aus: name@beispiel.de.")},
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """As the letterbox takes them."""
        return {name: self.cleaned_data[name] for name in ("text", "mail", "ticket")}


class CodeForm(forms.Form):
    use_required_attribute = False
    code = forms.CharField(
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
        error_messages={"required": _("Bitte geben Sie Ihren Code ein.")},
    )

    def clean_code(self) -> str:
        code = folded(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Das ist kein vollständiger Code. Er hat drei Gruppen mit je fünf Zeichen."))
        return code


@dataclass(frozen=True)
class Sent:
    """What came with a form beside its fields: about which page it is, as far as that is one of ours.

    `key` is that of the item on the page, `revision` that of the text which the page showed; "" and 0 for none.
    """

    key: str
    path: str
    revision: int
    language: str
    is_by_program: bool


def sent(values: Mapping[str, str]) -> Sent:
    """Whatever is no path of ours, no key of an item and no number of a text counts as not said."""
    path, key, revision = (values.get(name, "") for name in ("path", "item", "revision"))
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    is_number = revision.isascii() and revision.isdecimal() and len(revision) <= LONGEST_NUMBER
    return Sent(
        key=key[:LONGEST_KEY] if key.isprintable() else "",
        path=path if is_ours and len(path) <= LONGEST_PATH and path.isprintable() else "",
        revision=int(revision) if is_number else 0,
        language=get_language() or "de",
        is_by_program=bool(values.get(TRAP)),
    )
