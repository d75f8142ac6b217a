"""What a build says beside its steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.pipeline.conftest import write_city

from teilhabe.cli import main
from teilhabe.engine.pipeline import fingerprint

SENTENCE = "Ohne Prognosen: Die Erweiterung fehlt"


def test_a_build_without_the_library_of_forecasts_says_so_in_one_sentence_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, workspace = write_city(tmp_path), tmp_path / "workspace"
    arguments = ["--lang", "de", "build", str(folder), "--workspace", str(workspace)]
    with monkeypatch.context() as patched:
        patched.setattr(fingerprint, "forecasting_library", lambda: "")
        assert main(arguments) == 0
        assert SENTENCE in capsys.readouterr().out
        assert main(arguments) == 0
        assert SENTENCE not in capsys.readouterr().out, "an unchanged build is silent"
    assert main(arguments) == 0
    assert SENTENCE not in capsys.readouterr().out
