"""Checks whether this installation can do its work."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from teilhabe.errors import CheckFailed, TeilhabeError
from teilhabe.monitoring.selectors import current_publications, release_of
from teilhabe.project.templatetags.assets import asset

SAFE_SQLITE = (3, 51, 3)
"""Earlier versions can corrupt a write-ahead log with several writers."""

Finding = tuple[bool, str]


class Command(BaseCommand):
    help = "Prüft die Installation. Checks the installation: teilhabe-office doctor"

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [finding for check in CHECKS for finding in check()]
        for is_good, text in findings:
            self.stdout.write(f"{'ok  ' if is_good else 'FAIL'}  {text}")
        failed = sum(not is_good for is_good, _text in findings)
        if failed:
            raise CheckFailed(
                f"{failed} von {len(findings)} Prüfungen sind fehlgeschlagen.",
                f"{failed} of {len(findings)} checks failed.",
            )


def _sqlite() -> Iterator[Finding]:
    is_safe = sqlite3.sqlite_version_info >= SAFE_SQLITE
    yield is_safe, f"SQLite {sqlite3.sqlite_version} ({sqlite3.__name__})"


def _folders() -> Iterator[Finding]:
    is_writable = settings.VAR_DIR.is_dir() and os.access(settings.VAR_DIR, os.W_OK)
    yield is_writable, _("Ordner %(folder)s ist beschreibbar") % {"folder": settings.VAR_DIR}


def _front_end() -> Iterator[Finding]:
    try:
        asset("site.css")
    except TeilhabeError as error:
        yield False, str(error)
    else:
        yield True, _("Oberfläche ist gebaut")


def _releases() -> Iterator[Finding]:
    try:
        publications = list(current_publications())
    except DatabaseError as error:
        yield False, _("Datenbank %(file)s: %(error)s") % {"file": connection.settings_dict["NAME"], "error": error}
        return
    for publication in publications:
        try:
            release_of(publication).verify()
        except TeilhabeError as error:
            yield False, str(error)
        else:
            yield (
                True,
                _("Fassung %(release)s (%(city)s) ist unversehrt")
                % {
                    "release": publication.release_id,
                    "city": publication.city,
                },
            )


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (_sqlite, _folders, _front_end, _releases)
