"""Serves the site on one machine."""

from __future__ import annotations

import errno
import ipaddress
import socket
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from teilhabe.errors import InputError
from teilhabe.project.keeper import kept_worker
from teilhabe.project.templatetags.assets import asset

THREADS_PER_WORKER = 2


class Command(BaseCommand):
    help = "Startet die Seiten. Serves the site: teilhabe-office serve --port 8000"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Adresse · address (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="Port (8000)")
        parser.add_argument("--workers", type=int, default=2, help="Prozesse · processes (2)")
        parser.add_argument(
            "--no-worker",
            action="store_true",
            help="ohne Hintergrundaufträge; sie erledigt ein anderer Prozess · background jobs are done elsewhere",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _require_seclusion(host)
        _require_free(host, port)
        asset("site.css")  # says at once where the front end has not been built
        shown_host = f"[{host}]" if ":" in host else host
        self.stdout.write(
            _("Die Seiten stehen auf http://%(host)s:%(port)s/ (Ende mit Strg+C).")
            % {
                "host": shown_host,
                "port": port,
            }
        )
        self.stdout.flush()  # before the server takes over, also where a pipe reads along
        with nullcontext() if options["no_worker"] else kept_worker():
            _serve(host, port, options["workers"])


def _require_seclusion(host: str) -> None:
    """InputError where a demonstration, in which one click signs in, would be open to other machines."""
    if settings.DEMO and host != "localhost" and not _is_loopback(host):
        raise InputError(
            f"Eine Vorführung (DEMO=1) läuft nur auf diesem Rechner, nicht auf {host}. Bitte --host weglassen.",
            f"A demonstration (DEMO=1) runs on this machine only, not on {host}. Please leave --host out.",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise _not_bound(host, port, error) from error


def _not_bound(host: str, port: int, error: Exception) -> InputError:
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        return InputError(
            f"Port {port} auf {host} ist schon belegt. Bitte mit --port einen anderen wählen.",
            f"Port {port} on {host} is already in use. Please choose another one with --port.",
        )
    return InputError(
        f"Auf {host}, Port {port} kann der Server nicht starten: {error}.",
        f"The server cannot start on {host}, port {port}: {error}.",
    )


def _serve(host: str, port: int, workers: int) -> None:
    from granian import Granian  # only the server itself needs it: all other commands start faster without
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "teilhabe.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_PER_WORKER,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    server.serve()
