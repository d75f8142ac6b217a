"""Nobody has to guess whether a date names the day or the month first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import timezone, translation
from django.utils.formats import date_format

MOMENT = timezone.localtime(datetime(2026, 7, 8, 16, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("de", "SHORT_DATE_FORMAT", "08.07.2026"),
        ("de", "DATETIME_FORMAT", "8. Juli 2026 18:05"),
        ("en", "SHORT_DATE_FORMAT", "8 Jul 2026"),
        ("en", "DATE_FORMAT", "8 July 2026"),
        ("en", "SHORT_DATETIME_FORMAT", "8 Jul 2026, 18:05"),
        ("en", "DATETIME_FORMAT", "8 July 2026, 18:05"),
        ("ar", "DATETIME_FORMAT", "8 يوليو 2026، 18:05"),
        ("ar", "SHORT_DATETIME_FORMAT", "8 يوليو 2026، 18:05"),
    ],
)
def test_a_date_says_which_part_is_the_month(language: str, form: str, text: str) -> None:
    with translation.override(language):
        assert date_format(MOMENT, form) == text


def test_a_date_that_is_typed_in_english_has_the_day_first_too() -> None:
    with translation.override("en"):
        assert forms.DateField(localize=True).clean("08/07/2026") == date(2026, 7, 8)
