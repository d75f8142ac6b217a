"""What the doctor looks at besides what the apps add: software, database, folders, settings, mail."""

from __future__ import annotations

import os
import smtplib
import sqlite3
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from teilhabe.core.extensions import DOCTOR, Examined
from teilhabe.errors import TeilhabeError
from teilhabe.monitoring.selectors import current_publications, release_of
from teilhabe.project.schema import first_line
from teilhabe.project.templatetags.assets import asset

SAFE_SQLITE = (3, 51, 3)
"""Earlier versions can corrupt a write-ahead log with several writers."""
MAIL_TIMEOUT_SECONDS = 10


def examinations() -> Iterator[Examined]:
    """Every check in turn; those of the apps only where the database answers."""
    database = list(_database())
    yield from database
    for check in (_folders, _secret_key, _front_end, _address, _mail):
        yield from check()
    if all(each.is_good for each in database):
        yield from _releases()
        yield from DOCTOR.collect()


def _database() -> Iterator[Examined]:
    if connection.vendor == "sqlite":
        is_safe = sqlite3.sqlite_version_info >= SAFE_SQLITE
        yield Examined(is_safe, f"SQLite {sqlite3.sqlite_version} ({sqlite3.__name__})")
    name = connection.settings_dict["NAME"]
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Examined(False, _("Datenbank %(file)s: %(error)s") % {"file": name, "error": first_line(error)})
        return
    if waiting:
        yield Examined(
            False, _("Die Tabellen sind nicht auf dem Stand der Software; teilhabe-office serve richtet sie ein")
        )
    else:
        yield Examined(True, _("Datenbank %(file)s antwortet und ist auf dem Stand der Software") % {"file": name})


def _folders() -> Iterator[Examined]:
    is_writable = settings.VAR_DIR.is_dir() and os.access(settings.VAR_DIR, os.W_OK)
    yield Examined(is_writable, _("Ordner %(folder)s ist beschreibbar") % {"folder": settings.VAR_DIR})


def _secret_key() -> Iterator[Examined]:
    file = settings.VAR_DIR / "secret_key"
    if not file.is_file():
        yield Examined(True, _("Der geheime Schlüssel kommt aus den Einstellungen"))
        return
    is_private = file.stat().st_mode & 0o077 == 0
    yield Examined(is_private, _("Nur der Besitzer kann %(file)s lesen") % {"file": file})


def _front_end() -> Iterator[Examined]:
    try:
        asset("site.css")
    except TeilhabeError as error:
        yield Examined(False, str(error))
    else:
        yield Examined(True, _("Oberfläche ist gebaut"))


def _address() -> Iterator[Examined]:
    is_secure = settings.PUBLIC_ADDRESS.startswith("https://")
    address = settings.PUBLIC_ADDRESS or _("leer")
    yield Examined(
        is_secure, _("PUBLIC_ADDRESS beginnt mit https:// (jetzt: %(address)s)") % {"address": address}, True
    )
    if settings.DEBUG:
        yield Examined(
            False, _("DEBUG zeigt Fremden Einzelheiten; bitte ausschalten"), is_warning=not settings.PUBLIC_ADDRESS
        )


def _mail() -> Iterator[Examined]:
    """Connects and signs in as for a mail, and sends none."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Examined(False, _("Ohne MAIL_URL gehen E-Mails an niemanden, sie werden nur abgelegt"), is_warning=True)
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection(timeout=MAIL_TIMEOUT_SECONDS):
            yield Examined(True, _("Der Mailserver %(server)s nimmt uns an") % {"server": server})
    except (OSError, smtplib.SMTPException) as error:
        values = {"server": server, "error": first_line(error)}
        yield Examined(False, _("Der Mailserver %(server)s ist nicht erreichbar: %(error)s") % values)


def _releases() -> Iterator[Examined]:
    for publication in current_publications():
        try:
            release_of(publication).verify()
        except TeilhabeError as error:
            yield Examined(False, str(error))
        else:
            values = {"release": publication.release_id, "city": publication.city}
            yield Examined(True, _("Fassung %(release)s (%(city)s) ist unversehrt") % values)
