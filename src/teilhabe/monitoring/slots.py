"""What published releases tell other rooms: about how many people speak which language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from teilhabe.codes.citizens_languages import people_by_language
from teilhabe.core.extensions import SPEAKERS, Speakers
from teilhabe.errors import TeilhabeError
from teilhabe.monitoring.selectors import current_publications
from teilhabe.release.reader import Release, open_release
from teilhabe.text import Text

FOREIGN_POPULATION = "csv/pop_foreign_n.csv"
SOURCE = Text(
    "geschätzt aus der ausländischen Bevölkerung nach Staatsangehörigkeit ({place}, {source})",
    "estimated from the foreign population by citizenship ({place}, {source})",
)


@SPEAKERS.fill
def speakers() -> Iterator[Speakers]:
    """From the newest period of the release that is open to the public; nothing where it says nothing by citizenship.

    Real cities come before invented ones. One query; a release is read once per process.
    """
    found = [each for publication in current_publications() for each in _speakers(Path(publication.path))]
    yield from (each for is_invented, each in sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=16)
def _speakers(directory: Path) -> tuple[tuple[bool, Speakers], ...]:
    try:
        rows = _rows(open_release(directory))
    except (TeilhabeError, OSError, KeyError):
        return ()
    newest = max((row["time_period"] for row in rows), default="")
    rows = [row for row in rows if row["time_period"] == newest]
    people = people_by_language((row["code"], float(row["value"])) for row in rows)
    if not people:
        return ()
    first = rows[0]
    source = Text(*(text.format(place=first["place"], source=first["source"]) for text in SOURCE))
    return tuple(
        (bool(first["notice"]), Speakers(language, count, source, newest)) for language, count in people.items()
    )


def _rows(release: Release) -> list[dict[str, str]]:
    """The city as a whole by citizenship alone; protected values have none."""
    found = csv.DictReader(io.StringIO(release.read_text(FOREIGN_POPULATION)))
    every = [row for row in found if row["breakdown"] == "citizenship" and row["value"] and row["status"] == "value"]
    area = every[0]["ref_area"] if every else ""
    return [row for row in every if row["ref_area"] == area]
