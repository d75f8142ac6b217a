"""Duty one, from a file to a page: a new fact is typed, built, approved, published; a reader follows it back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client

from teilhabe.cli import main
from teilhabe.core.audit.action import Operator
from teilhabe.errors import CheckFailed
from teilhabe.monitoring.actions import publish, withdraw

NEW_FACT = "2025-06,07312,unemployed,TOTAL,4987,persons,Probe: erfunden für diesen Test\n"


@pytest.mark.django_db
def test_a_new_fact_becomes_a_page_that_leads_back_to_its_row(
    project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client, settings: object
) -> None:
    settings.RELEASES_DIR = tmp_path / "published"  # type: ignore[attr-defined]  # pytest-django's settings fixture
    monkeypatch.chdir(tmp_path)
    city = shutil.copytree(project_root / "cities" / "kaiserslautern", tmp_path / "cities" / "kaiserslautern")
    with (city / "figures" / "labour.csv").open("a", encoding="utf-8") as file:
        file.write(NEW_FACT)
    assert main(["build", "cities/kaiserslautern", "--workspace", "ws"]) == 0
    releases = tmp_path / "ws" / "kaiserslautern" / "releases"
    release = releases / (releases / "latest").read_text().strip()

    with pytest.raises(CheckFailed):
        publish(release, by=Operator("Leitung"))  # not approved yet: the door is shut
    assert (
        main(
            [
                "release",
                "approve",
                "latest",
                "--by",
                "Statistik",
                "--purpose",
                "Monitoring",
                "--legal-basis",
                "§ 3",
                "--workspace",
                "ws",
            ]
        )
        == 0
    )
    publish(release, by=Operator("Leitung"))

    page = client.get("/de/kaiserslautern/indikatoren/lab_unemp_n/").content.decode()
    assert "4.987" in page
    assert "figures/labour.csv" in page
    assert "Probe: erfunden für diesen Test" in page
    assert "4987" in client.get("/de/kaiserslautern/indikatoren/lab_unemp_n.csv").content.decode()
    assert "4,987" in client.get("/en/kaiserslautern/indicators/lab_unemp_n/").content.decode()

    population = client.get("/de/kaiserslautern/indikatoren/pop_total/").content.decode()
    assert "Bruch: Zensus 2011" in population
    assert "99.845" in population

    withdraw("kaiserslautern", by=Operator("Leitung"))
    assert client.get("/de/kaiserslautern/indikatoren/lab_unemp_n/").status_code in (404, 410)
