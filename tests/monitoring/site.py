"""A site of its own for each test: no front end to build, no folder shared with another test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings
from tests.monitoring.specimen import write_specimen

from teilhabe.core.audit.action import Operator
from teilhabe.monitoring.actions import publish

ASSETS = (
    "FiraSans-Regular-latin.woff2",
    "site.css",
    "site.js",
    "office.css",
    "office.js",
    "passkey.js",
    "icon.svg",
    "LICENCES.txt",
)


@pytest.fixture
def site(tmp_path: Path, settings: Settings, db: None) -> Iterator[Path]:
    """A site on which nothing is published; the folder in which a test may write releases."""
    assets = tmp_path / "build"
    assets.mkdir()
    (assets / "manifest.json").write_text(json.dumps({name: name for name in ASSETS}))
    for name in ASSETS:
        (assets / name).write_bytes(b"")
    settings.STATIC_ROOT = assets
    settings.RELEASES_DIR = tmp_path / "published"
    with translation.override("de"):  # a request of another test leaves its language behind
        yield tmp_path / "workspace"


@pytest.fixture
def published(site: Path) -> Path:
    """An invented city (probestadt) and a real one (vergleichsstadt), both published."""
    publish(write_specimen(site / "probestadt"), Operator("Probe"))
    publish(write_specimen(site / "vergleichsstadt", "vergleichsstadt", invented=False), Operator("Probe"))
    return site
