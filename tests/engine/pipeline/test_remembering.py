"""Answers found before are not searched again, and a memory that is lost costs only time."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.engine.pipeline.remembering import Memory


def test_an_answer_is_found_once_and_kept_for_the_next_run(tmp_path: Path) -> None:
    first = Memory(tmp_path / "searches.json", "code")
    key = first.key("audit", ("register", "2020"), 3)
    assert not first.knows(key)
    assert [first.answer(key, lambda: ["a"]), first.answer(key, lambda: ["b"])] == [["a"], ["a"]]
    first.keep()
    second = Memory(tmp_path / "searches.json", "code")
    assert second.knows(key)
    assert second.answer(key, lambda: ["b"]) == ["a"]


def test_another_question_or_another_program_knows_nothing(tmp_path: Path) -> None:
    first = Memory(tmp_path / "searches.json", "code")
    first.answer(first.key("audit", 3), lambda: 1)
    first.keep()
    other = Memory(tmp_path / "searches.json", "changed code")
    assert not first.knows(first.key("audit", 4))
    assert not other.knows(other.key("audit", 3))


def test_what_nobody_asked_for_any_more_is_forgotten(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "searches.json")
    memory.answer("old", lambda: 1)
    memory.keep()
    Memory(tmp_path / "searches.json").keep()
    assert not Memory(tmp_path / "searches.json").knows("old")


@pytest.mark.parametrize("content", ["", "{", "[1]", "\xff"])
def test_a_memory_that_cannot_be_read_is_an_empty_one(tmp_path: Path, content: str) -> None:
    (tmp_path / "searches.json").write_bytes(content.encode("latin-1"))
    assert Memory(tmp_path / "searches.json").answer("key", lambda: 2) == 2
