"""The doctor finds what would hinder the office, and tells failures from warnings."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.core.management import call_command
from pytest_django import Settings

from teilhabe.core.backup import slots, space
from teilhabe.core.extensions import DOCTOR, Examined
from teilhabe.errors import CheckFailed
from teilhabe.monitoring.models import Publication


def _examine() -> dict[str, str]:
    """Every sentence with its state, whatever the exit."""
    stream = StringIO()
    with suppress(CheckFailed):
        call_command("doctor", "--json", stdout=stream)
    return {each["text"]: each["state"] for each in json.loads(stream.getvalue())}


def _state(part: str) -> str:
    (state,) = {state for text, state in _examine().items() if part in text}
    return state


@pytest.fixture
def healthy(published: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office in public use, whose other rooms report nothing."""
    settings.VAR_DIR = tmp_path
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.PUBLIC_ADDRESS = "https://office.example"
    monkeypatch.setattr(DOCTOR, "_providers", [])
    return published


def test_a_healthy_site_passes_every_check(healthy: Path, settings: Settings) -> None:
    with _mail_server() as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        found = _examine()
    assert set(found.values()) == {"ok"}
    assert sum("unversehrt" in text for text in found) == 2
    assert any("nimmt uns an" in text for text in found)


@contextmanager
def _mail_server() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield port
    finally:
        server.stop()


def test_a_warning_is_shown_and_does_not_fail(healthy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("doctor")
    assert "warn  Ohne MAIL_URL gehen E-Mails an niemanden" in capsys.readouterr().out


def test_what_the_apps_report_is_told_and_counts(healthy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    DOCTOR.fill(lambda: [Examined(False, "Die Warteschlange steht")])
    with pytest.raises(CheckFailed, match="1 of "):
        call_command("doctor")
    assert "FAIL  Die Warteschlange steht" in capsys.readouterr().out


def test_a_mail_server_that_is_not_there_fails(healthy: Path, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert _state("127.0.0.1:1 ist nicht erreichbar") == "FAIL"


def test_a_damaged_release_fails_with_its_file(healthy: Path) -> None:
    (Publication.objects.get(city="probestadt").path / "charts/time.json").write_text("{}")
    assert _state("charts/time.json") == "FAIL"


def test_a_missing_front_end_and_a_missing_folder_fail(healthy: Path, tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = settings.STATIC_ROOT = tmp_path / "absent"
    assert _state("build.mjs") == "FAIL"
    assert _state("ist beschreibbar") == "FAIL"


def test_a_secret_key_that_others_can_read_fails(healthy: Path, tmp_path: Path) -> None:
    key = tmp_path / "secret_key"
    key.write_text("key")
    key.chmod(0o644)
    assert _state("Nur der Besitzer") == "FAIL"
    key.chmod(0o600)
    assert _state("Nur der Besitzer") == "ok"


def test_an_address_without_https_is_a_warning(healthy: Path, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = ""
    assert _state("PUBLIC_ADDRESS") == "warn"


@pytest.mark.parametrize(
    ("name", "state"), [("2999-01-01T000000Z", "ok"), ("2020-01-01T000000Z", "FAIL"), ("", "warn")]
)
def test_the_age_of_the_newest_backup_is_judged(tmp_path: Path, settings: Settings, name: str, state: str) -> None:
    settings.BACKUP_DIR = tmp_path
    if name:
        (tmp_path / name).mkdir()
    (found,) = slots.age_of_the_newest()
    assert (found.is_good, found.is_good or found.is_warning) == (state == "ok", state != "FAIL")


@pytest.mark.parametrize(("free", "good", "warning"), [(9e10, True, True), (5e9, False, True), (4e8, False, False)])
def test_little_room_is_a_warning_and_none_a_failure(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, free: float, good: bool, warning: bool
) -> None:
    settings.VAR_DIR = settings.BACKUP_DIR = tmp_path
    usage = type(shutil.disk_usage(tmp_path))(int(1e11), int(1e11 - free), int(free))
    monkeypatch.setattr(space.shutil, "disk_usage", lambda _folder: usage)
    (found,) = slots.room()
    assert (found.is_good, found.is_warning) == (good, warning)
