"""Stores outside the declared fields that may name somebody: what sessions hold, and mails written to a folder."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from teilhabe.core.privacy.traces import FORGETTING, Traces

FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@FORGETTING.fill
def sessions(traces: Traces) -> list[int]:
    """Their own sessions end; from those of others goes what names them, and nobody is signed out by it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = {str(subject.key) for subject in traces.human}
    changed = 0
    for row in Session.objects.iterator(chunk_size=500):
        held = row.get_decoded()
        if held.get(SESSION_KEY) in keys:
            changed += row.delete()[0]
        elif names := [n for n, value in held.items() if traces.are_in(json.dumps(value, ensure_ascii=False))]:
            left = {name: value for name, value in held.items() if name not in names}
            changed += Session.objects.filter(pk=row.pk).update(session_data=store().encode(left))
    return [changed]


@FORGETTING.fill
def mails_in_files(traces: Traces) -> list[int]:
    """Without a mail server mails become files, several in one; a file that names them goes whole."""
    if settings.EMAIL_BACKEND != FILE_BACKEND or not traces.words:
        return []
    named = [path for path in (settings.VAR_DIR / "mail").glob("*.log") if traces.are_in(_readable(path))]
    for path in named:
        path.unlink(missing_ok=True)
    return [len(named)]


def _readable(path: Path) -> str:
    """The text of the mails in a file of Django's file backend, whatever their transfer encoding."""
    mails = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    return "\n".join(_text(mail) for mail in mails if mail.strip())


def _text(mail: bytes) -> str:
    message = message_from_bytes(mail, _class=EmailMessage, policy=policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join((*(str(value) for value in message.values()), *parts))
