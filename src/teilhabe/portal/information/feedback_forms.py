"""What readers fill in: a message, a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.feedback.codes import folded
from teilhabe.outreach.feedback.receiving import LONGEST_PATH, MOST_CHARACTERS, Page
from teilhabe.portal.information.feedback_gate import TRAP


class MessageForm(forms.Form):
    """A name is not asked for, nor an address."""

    use_required_attribute = False
    text = forms.CharField(
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto", "aria-describedby": "text-hint"}),
        error_messages={
            "required": _("Bitte schreiben Sie, worum es geht."),
            "max_length": _("Ihr Text ist zu lang: %(show_value)s Zeichen. Höchstens %(limit_value)s gehen."),
        },
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)


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
    """What came with a form beside its text."""

    page: Page
    is_by_program: bool


def sent(values: Mapping[str, str]) -> Sent:
    """Whatever is no path of ours and no key of an item counts as not said."""
    path = values.get("path", "")[: LONGEST_PATH + 1]
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    is_kept = is_ours and len(path) <= LONGEST_PATH and path.isprintable()
    key = values.get("item", "")[:80]
    page = Page(key if key.isprintable() else "", path if is_kept else "", get_language() or "de")
    return Sent(page, bool(values.get(TRAP)))
