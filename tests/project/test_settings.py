"""Every setting is documented, and nothing is documented that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

READ = re.compile(r'\b(?:text|flag|number)\("([A-Z_]+)"')


def test_every_setting_has_its_heading_and_every_heading_its_setting(project_root: Path) -> None:
    source = (project_root / "src/teilhabe/project/settings.py").read_text(encoding="utf-8")
    reference = (project_root / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## (\w+)$", reference, flags=re.MULTILINE)) == set(READ.findall(source))


def test_nobody_is_logged_in_and_nothing_is_remembered() -> None:
    assert not any("session" in name or "auth" in name for name in (*settings.INSTALLED_APPS, *settings.MIDDLEWARE))
