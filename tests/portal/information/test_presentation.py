"""How items and ways in appear."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.template.loader import get_template

from teilhabe.outreach.content.actions import categories
from teilhabe.outreach.content.models import Category
from teilhabe.portal.information.presentation import ICONS, OTHER_ICON, icon_of, name_of

START = tomllib.loads((Path(categories.__file__).parents[1] / "categories.toml").read_text(encoding="utf-8"))


def test_every_category_that_a_city_starts_with_has_an_icon_of_its_own() -> None:
    named = {each["icon"] for group in START.values() for each in _entries(group)}
    assert named
    assert named - ICONS == set()


def _entries(group: object) -> list[dict[str, str]]:
    found = group if isinstance(group, list) else list(group.values()) if isinstance(group, dict) else []
    return [each for each in found if isinstance(each, dict) and "icon" in each]


@pytest.mark.parametrize("name", ["health", "nobody-drew-this", "../../base"])
def test_an_icon_is_always_a_template_that_is_there(name: str) -> None:
    assert get_template(icon_of(name))


@pytest.mark.parametrize(
    ("site_language", "name"),
    [("de", "Wohnen"), ("de-simple", "Ihre Wohnung"), ("ar", "السكن"), ("prs", "مسکن"), ("ti", "Housing")],
)
def test_a_category_bears_the_closest_name_there_is(site_language: str, name: str) -> None:
    names = {"de": "Wohnen", "de-simple": "Ihre Wohnung", "en": "Housing", "ar": "السكن", "fa": "مسکن"}
    assert name_of(Category(key="wohnen", names=names), site_language) == name


@pytest.mark.parametrize("kind", sorted(START))
def test_no_two_ways_in_of_a_kind_share_an_icon(kind: str) -> None:
    icons = [each["icon"] for each in _entries(START[kind])]
    assert len(set(icons)) == len(icons)
    assert OTHER_ICON not in icons
