from __future__ import annotations

from django import forms
from django.test.html import parse_html

from teilhabe.core.tables.filters import choice_of

CHOICES = [("", "alle"), ("de", "Deutsch"), ("x", '<b>"Kurmandschi" & mehr</b>'), ("7", "sieben")]


class _Drawn(forms.Form):
    asked = choice_of("Sprache", CHOICES)


class _DrawnByDjango(forms.Form):
    asked = forms.ChoiceField(label="Sprache", choices=CHOICES, required=False)


def test_a_menu_is_what_django_draws_whatever_is_chosen_and_however_a_label_is_spelt() -> None:
    for data in ({}, {"asked": ""}, {"asked": "x"}, {"asked": "7"}, {"asked": "nothing of ours"}):
        ours, theirs = (str(form(data, use_required_attribute=False)["asked"]) for form in (_Drawn, _DrawnByDjango))
        assert parse_html(ours) == parse_html(theirs)
