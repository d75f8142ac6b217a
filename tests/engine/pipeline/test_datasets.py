"""The file that was prepared last is the earlier vintage of the next."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.errors import InputError


def test_a_file_in_another_unit_stops_the_build_and_the_good_one_builds_again(
    small_city: Path, build_city: Callable[..., object]
) -> None:
    build_city(small_city)
    people = small_city / "people.csv"
    good = people.read_text(encoding="utf-8")
    head, *rows = good.splitlines()
    people.write_text("\n".join([head, *(re.sub(r",(\d+)$", r",\g<1>000", row) for row in rows), ""]), encoding="utf-8")
    with pytest.raises(InputError, match=r"people\.csv.*unit has changed"):
        build_city(small_city)
    people.write_text(good, encoding="utf-8")
    build_city(small_city)
