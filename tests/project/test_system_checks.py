"""What Django examines before it serves finds nothing, whatever languages the site offers."""

from __future__ import annotations

from django.core.management import call_command


def test_the_system_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")
