"""Every picture is drawn once, and a process that is gone is no riddle."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from teilhabe.engine.pipeline.pictures import Picture, easel
from teilhabe.errors import InputError

DOT = Picture({"mark": "point", "data": {"values": [{"x": 1}]}}, "de", "Ein Punkt", "dot")


def test_a_picture_is_drawn_once_and_then_taken_from_where_it_is_kept(tmp_path: Path) -> None:
    with easel(tmp_path) as standing:
        standing.order([DOT, DOT])
        drawn = standing.drawn([DOT])
    (kept,) = tmp_path.iterdir()
    kept.write_text("kept")
    with easel(tmp_path) as standing:
        standing.order([DOT])
        assert standing.drawn([DOT]) == {DOT.fingerprint: "kept"}
    assert drawn[DOT.fingerprint].startswith("<svg")


def test_other_processes_draw_the_same(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    with easel(tmp_path / "here") as standing:
        standing.order([DOT])
        here = standing.drawn([DOT])
    with easel(tmp_path / "there") as standing:
        standing.expect_many()
        standing.order([DOT])
        assert standing.drawn([DOT]) == here


def test_a_process_that_was_ended_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="want of memory"), easel(tmp_path):
        raise BrokenProcessPool
