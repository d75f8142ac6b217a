"""The doctor hears of mails that do not get away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from teilhabe.core.mail.models import Message
from teilhabe.core.mail.sending import post
from teilhabe.core.mail.slots import mail_server as examine_mail_server
from teilhabe.core.mail.slots import outbox

pytestmark = pytest.mark.django_db


def test_mails_that_wait_for_more_than_an_hour_are_told() -> None:
    post("a@probe.example", "Betreff", "Text")
    assert [examined.is_good for examined in outbox()] == [True]
    Message.objects.update(created_at=timezone.now() - timedelta(hours=2))
    [examined] = outbox()
    assert (examined.is_good, examined.is_warning) == (False, True)
    assert "1" in examined.text
    Message.objects.update(refused_at=timezone.now())
    assert [examined.is_good for examined in outbox()] == [True]


def test_an_office_without_a_mail_server_is_told_where_its_mails_lie(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND, settings.VAR_DIR = "django.core.mail.backends.filebased.EmailBackend", tmp_path
    [examined] = examine_mail_server()
    assert examined.is_warning
    assert str(tmp_path) in examined.text
