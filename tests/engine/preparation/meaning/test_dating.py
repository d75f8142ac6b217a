"""Periods that titles and names of files mention."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import prepare
from teilhabe.engine.preparation.meaning.dating import mentioned_periods
from teilhabe.engine.sources.snapshot import Snapshot


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("EWR201512E_Matrix.csv", ("2015-12",)),
        ("2012_Altersgruppen.csv", ("2012",)),
        ("Einwohner am 31.12.2020 und 2019", ("2020-12-31", "2019")),
        ("lor-2021-02-t1.csv", ("2021-02",)),
        ("Nr. 12345678 vom 3. Band", ()),
    ],
)
def test_what_a_text_mentions(text: str, periods: tuple[str, ...]) -> None:
    assert mentioned_periods([text]) == periods


def test_it_is_proposed_and_never_used(snapshot_of: Callable[..., Snapshot]) -> None:
    table = prepare(snapshot_of("Stadtteil;Einwohner\nNord;12\nSüd;13\n", "einwohner_2022.csv"))
    (finding,) = (finding for finding in table.findings if finding.code == "no-period")
    assert finding.data["proposed"] == "2022"
    assert "time_period" not in table.observations.columns
