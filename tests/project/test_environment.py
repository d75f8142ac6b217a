"""Settings are read strictly: a wrong value stops the start with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.errors import InputError
from teilhabe.project.environment import flag, number, one_of, text


def test_an_absent_setting_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PROBE", "PROBE_FILE"):
        monkeypatch.delenv(name, raising=False)
    assert (text("PROBE", "a"), flag("PROBE", default=True), number("PROBE", 3, 0, 9)) == ("a", True, 3)


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("word\n")
    monkeypatch.setenv("PROBE_FILE", str(tmp_path / "secret"))
    assert text("PROBE") == "word"


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROBE_FILE", str(tmp_path / "secret"))
    with pytest.raises(InputError, match="PROBE_FILE"):
        text("PROBE")


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("True", True), ("no", False), ("0", False)])
def test_flags_are_understood(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    monkeypatch.setenv("PROBE", value)
    assert flag("PROBE", default=not meaning) is meaning


def test_a_wrong_flag_names_setting_value_and_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBE", "maybe")
    with pytest.raises(InputError, match="PROBE has the value “maybe”; allowed is 1 or 0"):
        flag("PROBE", default=False)


@pytest.mark.parametrize("value", ["ten", "-1", "10", "1.5"])
def test_a_wrong_number_names_its_limits(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PROBE", value)
    with pytest.raises(InputError, match="a whole number from 0 to 9"):
        number("PROBE", 3, least=0, most=9)


def test_one_of_a_few_words_is_understood_in_any_case_and_another_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROBE", "Always")
    assert one_of("PROBE", "ask", ("ask", "always")) == "always"
    monkeypatch.setenv("PROBE", "sometimes")
    with pytest.raises(InputError, match="PROBE has the value “sometimes”; allowed is ask or always"):
        one_of("PROBE", "ask", ("ask", "always"))
