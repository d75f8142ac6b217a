"""How many people speak which language, after the release that is open to the public."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.monitoring.site import site
from tests.monitoring.specimen import approve, write_specimen

from teilhabe.codes.citizens_languages import LANGUAGES_OF_CITIZENS, people_by_language
from teilhabe.codes.citizenship import GROUPS
from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.core.audit.action import Operator
from teilhabe.monitoring.actions import publish
from teilhabe.monitoring.slots import FOREIGN_POPULATION, speakers
from teilhabe.release.writer import write_release

__all__ = ["site"]
HEAD = "indicator,ref_area,place,time_period,breakdown,code,label,value,status,source,notice\n"


def _line(period: str, breakdown: str, code: str, value: str, status: str = "value", area: str = "1") -> str:
    return f"pop_foreign_n,{area},Probestadt,{period},{breakdown},{code},x,{value},{status},Register,\n"


def _publish(site: Path, lines: str, city: str = "probestadt") -> None:
    specimen = write_specimen(site / "pattern" / city, city)
    files = {
        str(path.relative_to(specimen)): path.read_bytes()
        for path in specimen.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    content = {**files, FOREIGN_POPULATION: (HEAD + lines).encode()}
    directory = write_release(site / city, city=city, files=content, inputs={"figures/a.csv": "00"})
    approve(directory)
    publish(directory, Operator("Probe"))


def test_the_newest_period_of_the_city_counts(site: Path) -> None:
    _publish(
        site,
        _line("2024-12-31", "citizenship", "UA", "9999")
        + _line("2025-12-31", "citizenship", "UA", "2658")
        + _line("2025-12-31", "citizenship", "A8", "", "protected")
        + _line("2025-12-31", "sex", "F", "4000")
        + _line("2025-12-31", "citizenship", "UA", "77", area="1001"),
    )
    found = {each.language: each.people for each in speakers()}
    assert found == {"uk": 2130, "ru": 530}
    assert {each.period for each in speakers()} == {"2025-12-31"}
    assert all("Probestadt" in each.source.de for each in speakers())


def test_a_release_that_says_nothing_by_citizenship_gives_nothing(site: Path) -> None:
    _publish(site, _line("2025-12-31", "sex", "F", "4000"))
    assert list(speakers()) == []


@pytest.mark.django_db
def test_without_a_release_there_is_nothing() -> None:
    assert list(speakers()) == []


def test_single_citizenships_take_the_place_of_their_group() -> None:
    assert people_by_language([("A8", 1000), ("ST439", 300)]) == {"fa": 300}


def test_unknown_groups_are_left_out_and_nobody_is_counted_exactly() -> None:
    assert people_by_language([("OTHER", 500), ("UNKNOWN", 5), ("UA", 13)]) == {"uk": 10, "ru": 10}


def test_every_share_is_of_a_known_language_and_they_make_up_at_most_the_whole() -> None:
    for code, shares in LANGUAGES_OF_CITIZENS.items():
        assert sum(shares.values()) == pytest.approx(1.0), code
        assert set(shares) <= set(SPOKEN_LANGUAGES)
        assert code in GROUPS or code.startswith("ST")
