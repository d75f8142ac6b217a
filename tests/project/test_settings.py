"""Every setting is documented, and nothing is documented that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

READ = re.compile(r'\b(?:text|flag|number|one_of)\(\s*"([A-Z_]+)"')
HEADING = re.compile(r"^### (\w+)$", flags=re.MULTILINE)


def test_every_setting_has_its_heading_and_every_heading_its_setting(project_root: Path) -> None:
    source = (project_root / "src/teilhabe/project/settings.py").read_text(encoding="utf-8")
    reference = (project_root / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert set(HEADING.findall(reference)) == set(READ.findall(source))
