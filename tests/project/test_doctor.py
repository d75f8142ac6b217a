"""The doctor finds what would hinder the site."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from teilhabe.errors import CheckFailed
from teilhabe.monitoring.models import Publication


def _examine() -> str:
    stream = StringIO()
    call_command("doctor", stdout=stream)
    return stream.getvalue()


@pytest.fixture
def healthy(published: Path, tmp_path: Path, settings: Settings) -> Path:
    settings.VAR_DIR = tmp_path
    return published


def test_a_healthy_site_passes_every_check(healthy: Path) -> None:
    lines = _examine().splitlines()
    assert all(line.startswith("ok") for line in lines)
    assert sum("unversehrt" in line for line in lines) == 2


def test_a_damaged_release_fails_with_its_file(healthy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (Publication.objects.get(city="probestadt").path / "charts/time.json").write_text("{}")
    with pytest.raises(CheckFailed, match="1 of 5"):
        call_command("doctor")
    assert "charts/time.json" in capsys.readouterr().out


def test_a_missing_front_end_and_a_missing_folder_fail(
    healthy: Path, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR_DIR = settings.STATIC_ROOT = tmp_path / "absent"
    with pytest.raises(CheckFailed, match="2 of 5"):
        call_command("doctor")
    assert "build.mjs" in capsys.readouterr().out
