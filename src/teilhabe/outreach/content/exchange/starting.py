"""Categories that most cities need, to start with."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from teilhabe.core.audit.action import Operator
from teilhabe.outreach.content.exchange.folders import CATEGORIES
from teilhabe.outreach.content.exchange.importing import Importer, Report
from teilhabe.outreach.content.exchange.parcel import Parcel
from teilhabe.outreach.content.exchange.reading import Reader
from teilhabe.outreach.content.models import Category

SHIPPED = Path(__file__).parents[1] / CATEGORIES


def shipped() -> Parcel:
    """What comes with the product."""
    reader = Reader({CATEGORIES: SHIPPED.read_text(encoding="utf-8")}, ZoneInfo(settings.TIME_ZONE))
    return reader.parcel()


def start(by: Operator) -> Report:
    """Add the shipped categories that are missing; those that a city has changed stay as they are."""
    there = set(Category.objects.values_list("key", flat=True))
    missing = tuple(entry for entry in shipped().categories if entry.key not in there)
    return Importer(by).take(Parcel(categories=missing))
