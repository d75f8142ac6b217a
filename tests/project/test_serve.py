"""A demonstration, in which one click signs in, is open to nobody else."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from pytest_django import Settings

from teilhabe.errors import InputError


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])
def test_a_demonstration_refuses_other_machines(host: str, settings: Settings) -> None:
    settings.DEMO = True
    with pytest.raises(InputError, match="on this machine only"):
        call_command("serve", host=host)
