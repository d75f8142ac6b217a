"""Built files are addressed by their hashed names."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from teilhabe.errors import InputError
from teilhabe.project.templatetags.assets import asset


def test_the_plain_name_leads_to_the_hashed_one(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "manifest.json").write_text('{"site.css": "site-0A1B2C3D.css"}')
    settings.STATIC_ROOT = tmp_path
    assert asset("site.css") == "/static/site-0A1B2C3D.css"


def test_a_front_end_that_is_not_built_is_said_in_one_sentence(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path / "absent"
    with pytest.raises(InputError, match=r"node frontend/build\.mjs"):
        asset("site.css")
