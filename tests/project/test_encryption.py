"""Behind a web server that ends the encryption, as the guide to installing sets it up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.migrated import migrated

ASK = """
import re, sys
import django
django.setup()
from django.test import Client
browser = Client(enforce_csrf_checks=True, SERVER_NAME="stadt.example")
headers = dict(pair.split("=", 1) for pair in sys.argv[1:])
page = browser.get("/de/konto/passwort-vergessen/", headers=headers)
token = re.search('csrfmiddlewaretoken" value="([^"]+)', page.content.decode())[1]
answer = browser.post("/de/konto/passwort-vergessen/", {"email": "", "csrfmiddlewaretoken": token}, headers=headers)
print(answer.status_code, answer.headers.get("Strict-Transport-Security", "-"))
"""
PROXIED = ("x-forwarded-proto=https", "referer=https://stadt.example/de/konto/passwort-vergessen/")


def ask(folder: Path, origin: str, *headers: str) -> list[str]:
    """Status and HSTS of a form that a browser sends from a page of this origin."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "teilhabe.project.settings",
        "VAR_DIR": str(migrated(folder)),
        "PUBLIC_ADDRESS": "https://stadt.example/",
        "ALLOWED_HOSTS": "stadt.example",
    }
    command = [sys.executable, "-c", ASK, f"origin={origin}", *headers]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_forms_arrive_and_browsers_are_told_to_stay_encrypted(tmp_path: Path) -> None:
    assert ask(tmp_path, "https://stadt.example", *PROXIED) == ["200", "max-age=31536000"]


def test_forms_arrive_although_the_web_server_does_not_say_that_it_was_encrypted(tmp_path: Path) -> None:
    assert ask(tmp_path, "https://stadt.example")[0] == "200"


@pytest.mark.parametrize("origin", ["https://fremd.example", "http://stadt.example", "null"])
def test_forms_of_foreign_pages_do_not(tmp_path: Path, origin: str) -> None:
    assert ask(tmp_path, origin, *PROXIED)[0] == "403"
