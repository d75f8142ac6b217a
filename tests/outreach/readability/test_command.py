"""`teilhabe-office check-text`: scores and findings of a file."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import override

from teilhabe.errors import InputError


def test_it_prints_scores_and_findings_with_their_places(tmp_path: Path) -> None:
    file, out = tmp_path / "text.md", StringIO()
    file.write_text("## Titel\n\nDer Antrag wird unverzüglich geprüft.\n", encoding="utf-8")
    with override("de"):
        call_command("check-text", str(file), stdout=out)
    said = out.getvalue()
    assert "words 6" in said
    assert "2:17  officialese" in said
    assert "Einfacher: sofort" in said


def test_a_file_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00")
    for file in (tmp_path / "b", tmp_path / "missing"):
        with pytest.raises(InputError):
            call_command("check-text", str(file))
