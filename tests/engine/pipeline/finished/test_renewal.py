"""Only changed files are done again; what is at fault changes nothing; what is gone is removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teilhabe.engine.pipeline.finished.renewal import Order, Outcome, renew
from teilhabe.errors import InputError, UsageError

SILENT = lambda name, done, total: None  # noqa: E731  # a progress that nobody watches


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for number in (2, 1, 10):
        (folder / f"indicator_{number}-1-1.csv").write_text(f"Year,Value\n2015,{number}\n")
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "pages"


def done(folder: Path, target: Path, metadata: Path | None = None, *attributes: str) -> Outcome:
    return renew(Order(folder, target, metadata, attributes), SILENT)


def files(target: Path) -> dict[str, bytes]:
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def test_every_indicator_is_made_in_the_order_of_its_number(folder: Path, target: Path) -> None:
    assert done(folder, target).made == ("1-1-1", "2-1-1", "10-1-1")
    assert {f"{part}/1-1-1.{end}" for part, end in (("csv", "csv"), ("data", "json"), ("pages/de", "json"))} < set(
        files(target)
    )


def test_nothing_is_done_twice(folder: Path, target: Path) -> None:
    done(folder, target)
    before = files(target)
    again = done(folder, target)
    assert (again.made, len(again.unchanged)) == ((), 3)
    assert files(target) == before


def test_only_a_changed_file_is_done_again(folder: Path, target: Path) -> None:
    done(folder, target)
    (folder / "indicator_2-1-1.csv").write_text("Year,Value\n2015,3\n")
    assert done(folder, target).made == ("2-1-1",)


def test_what_was_renewed_equals_what_is_made_from_nothing(folder: Path, target: Path, tmp_path: Path) -> None:
    done(folder, target)
    (folder / "indicator_2-1-1.csv").write_text("Year,Value\n2015,3\n")
    (folder / "indicator_10-1-1.csv").unlink()
    done(folder, target)
    done(folder, tmp_path / "anew")
    assert files(target) == files(tmp_path / "anew")


def test_other_texts_or_attributes_are_a_change(folder: Path, target: Path, tmp_path: Path) -> None:
    (tmp_path / "meta").mkdir()
    done(folder, target, tmp_path / "meta")
    (tmp_path / "meta/1-1-1.yml").write_text("indicator_name: Poverty\n")
    assert done(folder, target, tmp_path / "meta").made == ("1-1-1",)
    assert len(done(folder, target, tmp_path / "meta", "Kind").made) == 3


@pytest.mark.parametrize("path", ["csv/1-1-1.csv", "pages/en/1-1-1.json", "data/1-1-1.json"])
def test_a_product_that_is_gone_or_changed_is_made_again(folder: Path, target: Path, path: str) -> None:
    done(folder, target)
    before = files(target)
    (target / path).unlink()
    assert done(folder, target).made == ("1-1-1",)
    (target / path).write_text("changed")
    assert done(folder, target).made == ("1-1-1",)
    assert files(target) == before


def test_an_indicator_that_is_gone_is_removed(folder: Path, target: Path) -> None:
    done(folder, target)
    (folder / "indicator_2-1-1.csv").unlink()
    assert done(folder, target).gone == ("2-1-1",)
    assert not [path for path in files(target) if "2-1-1" in path]


def test_a_faulty_file_is_named_and_the_others_are_made(folder: Path, target: Path) -> None:
    (folder / "indicator_2-1-1.csv").write_text("Year,Value\n2015,many\n")
    outcome = done(folder, target)
    assert outcome.made == ("1-1-1", "10-1-1")
    (fault,) = outcome.faults
    assert fault.en.startswith("indicator_2-1-1.csv, line 2: the value “many”")
    assert not [path for path in files(target) if "2-1-1" in path]


def test_a_file_that_has_become_faulty_keeps_its_last_good_state(folder: Path, target: Path) -> None:
    done(folder, target)
    before = files(target)
    (folder / "indicator_2-1-1.csv").write_text("Year,Value\n2015,many\n")
    outcome = done(folder, target)
    assert (len(outcome.faults), len(outcome.unchanged)) == (1, 2)
    assert files(target) == before


def test_what_was_interrupted_before_the_index_was_written_is_made_again(folder: Path, target: Path) -> None:
    done(folder, target)
    before = files(target)
    (folder / "indicator_2-1-1.csv").write_text("Year,Value\n2015,3\n")
    done(folder, target)
    (target / "index.json").write_bytes(before["index.json"])
    (folder / "indicator_2-1-1.csv").write_text("Year,Value\n2015,2\n")
    done(folder, target)
    assert files(target) == before


def test_two_files_of_one_indicator_are_named(folder: Path, target: Path) -> None:
    (folder / "1-1-1.csv").write_text("Year,Value\n2015,1\n")
    (fault,) = done(folder, target).faults
    assert fault.en == "indicator_1-1-1.csv: the name stands for the same indicator as 1-1-1.csv."


def test_a_folder_of_somebody_else_is_not_touched(folder: Path, target: Path) -> None:
    target.mkdir()
    (target / "index.json").write_text(json.dumps({"format": "another", "indicators": {}}))
    with pytest.raises(UsageError, match="not made by this command"):
        done(folder, target)


def test_a_folder_without_indicators_is_named(tmp_path: Path, target: Path) -> None:
    with pytest.raises(InputError, match="holds no CSV file"):
        done(tmp_path, target)
    with pytest.raises(InputError, match="no folder"):
        done(tmp_path / "nowhere", target)
