"""Dates of an event are refused where no calendar could show them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.cast import Cast
from tests.outreach.items import make_item

from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.content.actions.events import SaveDates
from teilhabe.outreach.content.models import EventDates


@pytest.mark.parametrize(("first", "last"), [(1, 2026), (1, 1), (2026, 9999), (9999, 9999)])
def test_a_year_far_away_is_refused_before_it_breaks_the_calendar(cast: Cast, first: int, last: int) -> None:
    item = make_item(cast, kind="event")
    values = {"starts_at": datetime(first, 1, 1, tzinfo=UTC), "ends_at": datetime(last, 12, 31, tzinfo=UTC)}
    with pytest.raises(InputError, match="2000 to 2999"):
        SaveDates(by=cast.user(Role.EDITOR), item=item, values=values).run()
    assert not EventDates.objects.exists()
