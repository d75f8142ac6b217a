"""What the tests of the public side of volunteering share: a site, the cast, and forms that people had time to fill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.engagement.rows import make_opportunity, make_shift
from tests.office import cast, site

from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.models import Shift
from teilhabe.portal.information import feedback_gate

__all__ = ["cast", "site"]


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(name="Verein Probe")


@pytest.fixture
def soon() -> datetime:
    """An afternoon a week ahead."""
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=7)


@pytest.fixture
def opportunity(organisation: Organisation) -> Opportunity:
    made = make_opportunity(organisation, "Sprachcafé begleiten", kind="shifts", district="Innenstadt")
    made.translations.create(language="ar", title="مرافقة مقهى اللغة", task="تتحدثون مع الناس.")
    return made


@pytest.fixture
def shift(opportunity: Opportunity, soon: datetime) -> Shift:
    return make_shift(opportunity, soon, places=1)


@pytest.fixture
def ticket(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Handed out long enough ago for a person to have filled the form in."""
    monkeypatch.setattr(feedback_gate, "LEAST_SECONDS", -1)
    return feedback_gate.new_ticket
