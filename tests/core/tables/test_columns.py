from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override

from teilhabe.core.tables.columns import shown

MOMENTS = (datetime(2026, 2, 3, 4, 5, tzinfo=UTC), datetime(2026, 10, 31, 23, 59, tzinfo=UTC))


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_dates_read_as_everywhere_else_on_the_page_in_every_language(language: str) -> None:
    with override(language):
        for moment in MOMENTS:
            assert shown(moment) == date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
            assert shown(moment.date()) == date_format(moment.date(), "SHORT_DATE_FORMAT")


def test_a_year_before_1000_keeps_its_four_digits() -> None:
    with override("de"):
        assert shown(date(987, 6, 5)) == "05.06.0987"
