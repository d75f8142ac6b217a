"""The office publishes, lists and withdraws from the command line."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from tests.monitoring.specimen import write_specimen


def _run(*arguments: str) -> str:
    stream = StringIO()
    call_command(*arguments, stdout=stream)
    return stream.getvalue()


def test_publish_says_what_is_published(site: Path) -> None:
    directory = write_specimen(site)
    assert _run("publish", str(directory)) == f"probestadt: Fassung {directory.name} ist veröffentlicht.\n"


def test_withdraw_says_what_is_withdrawn(published: Path) -> None:
    assert _run("withdraw", "probestadt").startswith("probestadt: Fassung ")


def test_withdraw_takes_back_the_release_that_is_named(site: Path) -> None:
    faulty, sound = write_specimen(site), write_specimen(site, remark="Neu.")
    for directory in (faulty, sound):
        _run("publish", str(directory))
    assert _run("withdraw", "probestadt", faulty.name) == f"probestadt: Fassung {faulty.name} ist zurückgenommen.\n"
    assert [line.split("\t")[4] for line in _run("list").splitlines()] == ["aktuell", "zurückgenommen"]


def test_list_shows_the_newest_first_with_its_state(site: Path) -> None:
    for remark in ("", "Neu."):
        _run("publish", str(write_specimen(site, remark=remark)), "--by", "Ada")
    _run("withdraw", "probestadt")
    states = [line.split("\t")[3:] for line in _run("list").splitlines()]
    assert states == [["Ada", "zurückgenommen"], ["Ada", "ersetzt"]]
