"""The official reading statements of a real integration monitor against their tables."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from teilhabe.engine.preparation import prepare, take
from teilhabe.engine.statements.prose import Status, check
from teilhabe.engine.statements.tables import topics
from teilhabe.text import same

BACKED_AT_LEAST = 87
"""Of the 94 numbers that are known to stand in the tables or to follow from them: four are no numbers but ordinals
("1. Quintil"), three belong to groups that have another name in the table ("Niederlassungsbewilligung")."""


def test_the_official_statements_of_basel_are_backed_and_not_contradicted(shared_data: Path) -> None:
    folder = shared_data / "basel-integration"
    backed, missing, contradicted, turned = 0, [], [], []
    for row in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["rows"]:
        known = Counter(row["numbers_in_table"] + row["numbers_by_simple_calculation"])
        title = same(f"{row['title']}, {row['subtitle']}")
        checked = check(row["official_statement"], topics(prepare(take(folder / row["file"])), title), "de")
        numbers = [number for sentence in checked for number in sentence.numbers]
        found = Counter(float(number.number.value) for number in numbers if number.status == Status.BACKED)
        backed += (known & found).total()
        missing += [(row["id"], number) for number in (known - found).elements()]
        contradicted += [(row["id"], str(each.number.value)) for each in numbers if each.status == Status.CONTRADICTED]
        turned += [(row["id"], sentence.reasons) for sentence in checked if sentence.reasons]
    assert backed >= BACKED_AT_LEAST, missing
    assert len(contradicted) <= 1, contradicted
    assert not turned


def test_official_statements_with_another_year_or_number_are_not_backed(shared_data: Path) -> None:
    folder = shared_data / "basel-integration"
    found = topics(prepare(take(folder / "6057.tsv")), same("Ausländeranteil, Basel-Stadt"))
    text = "Von 2006 bis 2025 stieg der Anteil der ausländischen Personen von 31,1% auf 39,2%."
    assert check(text, found, "de")[0].status == Status.BACKED
    for wrong in (text.replace("2006", "2007"), text.replace("39,2", "39,1"), text.replace("stieg", "sank")):
        assert check(wrong, found, "de")[0].status in (Status.CONTRADICTED, Status.NOT_FOUND)
