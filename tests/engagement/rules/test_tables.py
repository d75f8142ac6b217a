"""Every rule has dated rows with a source, and each row counts exactly between its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engagement.rules.reading import Row, Rule
from teilhabe.engagement.rules.tables import bundled, rules, value_on
from teilhabe.errors import DeclarationError, InputError

DAY = timedelta(days=1)


def _rows() -> Iterator[tuple[Rule, int]]:
    for rule in bundled().values():
        for number in range(len(rule.rows)):
            yield rule, number


ROWS = [pytest.param(rule, number, id=f"{rule.id}-{rule.rows[number].valid_from}") for rule, number in _rows()]


@pytest.mark.parametrize(("rule", "number"), ROWS)
def test_every_row_counts_on_both_of_its_days_and_not_beside_them(rule: Rule, number: int) -> None:
    row, before, after = rule.rows[number], *_neighbours(rule, number)
    assert value_on(rule.id, row.valid_from) == row.value
    assert rule.row_on(row.valid_from - DAY) == before
    if row.valid_until is None:
        assert after is None
        assert value_on(rule.id, date(2099, 1, 1)) == row.value
    else:
        assert value_on(rule.id, row.valid_until) == row.value
        assert rule.row_on(row.valid_until + DAY) == after


def _neighbours(rule: Rule, number: int) -> tuple[Row | None, Row | None]:
    """The rows that follow on this one without a gap."""
    row = rule.rows[number]
    before = rule.rows[number - 1] if number else None
    after = rule.rows[number + 1] if number + 1 < len(rule.rows) else None
    touches_before = before is not None and before.valid_until == row.valid_from - DAY
    touches_after = after is not None and row.valid_until == after.valid_from - DAY
    return (before if touches_before else None), (after if touches_after else None)


@pytest.mark.parametrize(("rule", "number"), ROWS)
def test_every_row_has_a_source_that_was_read_after_it_was_decided(rule: Rule, number: int) -> None:
    row = rule.rows[number]
    assert "§" in row.source or "https://" in row.source or row.source.startswith("Vorschlag"), row.source
    assert row.read_on > row.valid_from


@pytest.mark.parametrize(
    ("rule", "last_day", "old", "new"),
    [
        ("allowances.trainer", date(2020, 12, 31), 2400, 3000),
        ("allowances.trainer", date(2025, 12, 31), 3000, 3300),
        ("allowances.volunteer", date(2020, 12, 31), 720, 840),
        ("allowances.volunteer", date(2025, 12, 31), 840, 960),
        ("card.minimum_age", date(2017, 2, 15), 16, 14),
        ("donations.small_gift", date(2020, 12, 31), 200, 300),
        ("age.majority", date(1974, 12, 31), 21, 18),
    ],
)
def test_what_the_law_changed_changes_on_its_day(rule: str, last_day: date, old: int, new: int) -> None:
    assert (value_on(rule, last_day), value_on(rule, last_day + DAY)) == (old, new)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("conduct.age_at_inspection", 3),
        ("conduct.renewal", 5),
        ("conduct.deletion_after_end", 3),
        ("card.hours_per_week", 5),
        ("card.hours_per_year", 250),
        ("card.months_of_engagement", 12),
        ("card.validity", 2),
        ("age.majority", 18),
        ("freshness.volunteers", 6),
        ("freshness.opportunities", 3),
        ("offers.answer", 3),
    ],
)
def test_what_counts_in_2026(rule: str, value: int) -> None:
    assert value_on(rule, date(2026, 11, 24)) == value


def test_before_its_first_day_a_rule_has_no_value() -> None:
    with pytest.raises(InputError, match=r"Minimum age.*28/04/2014"):
        value_on("card.minimum_age", date(2014, 4, 28))


OWN = """
[conduct.renewal]
unit = "years"
name = {de = "Neu nach", en = "Again after"}
rows = [{valid_from = 2020-01-01, value = 3, source = "Vereinbarung mit dem Jugendamt", read_on = 2026-01-02}]
"""


def test_a_city_puts_its_own_rule_in_the_place_of_ours(tmp_path: Path, settings: Any) -> None:
    own = tmp_path / "rules.toml"
    own.write_text(OWN, encoding="utf-8")
    settings.RULES_FILE = str(own)
    assert value_on("conduct.renewal", date(2026, 1, 1)) == 3
    assert rules().keys() == bundled().keys()
    settings.RULES_FILE = ""
    assert value_on("conduct.renewal", date(2026, 1, 1)) == 5


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (OWN.replace("value = 3", 'value = "drei"'), r"conduct\.renewal\.rows\[1\]\.value needs a whole number"),
        (OWN.replace("2020-01-01", '"gestern"'), r"rows\[1\]\.valid_from needs a day"),
        (OWN.replace("years", "moons"), r"conduct\.renewal\.unit needs one of"),
        (OWN.replace("name =", "nome ="), "a German and an English name"),
        (
            OWN.replace("}]", "}, {valid_from = 2021-01-01, value = 4, source = 'x', read_on = 2026-01-02}]"),
            "after the",
        ),
        ("conduct = 3", "conduct needs a table"),
        ("[", "this is not TOML"),
    ],
    ids=["value", "day", "unit", "name", "overlap", "table", "no-toml"],
)
def test_a_wrong_table_is_refused_in_one_sentence(tmp_path: Path, settings: Any, wrong: str, told: str) -> None:
    own = tmp_path / "rules.toml"
    own.write_text(wrong, encoding="utf-8")
    settings.RULES_FILE = str(own)
    with pytest.raises(DeclarationError, match=told):
        rules()
