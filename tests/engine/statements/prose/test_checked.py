"""What a council paper says of a table: backed, contradicted or not found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.statements.prose import Checked, Status, check
from teilhabe.engine.statements.topic import DataKind, Key, Measure, Point, Series, Topic
from teilhabe.text import Text, same
from teilhabe.wording.units import Unit

YEARS = ("2004", "2022", "2023", "2024")


def _series(key: Key, values: tuple[float, ...], row: str) -> Series:
    points = tuple(
        Point(year, value, f"x.csv:{row}{n}") for n, (year, value) in enumerate(zip(YEARS, values, strict=True))
    )
    return Series(key, points)


def _topic(
    name: str, unit: Unit, measure: Measure, series: tuple[Series, ...], labels: dict[tuple[str, str], Text]
) -> Topic:
    return Topic(name, same(name), unit, 1, DataKind.FULL_COUNT, measure, series, labels, is_additive=unit == "persons")


def _group(code: str) -> Key:
    return Key(dimension="citizenship", code=code)


LABELS = {
    ("citizenship", "DE"): same("Deutschland"),
    ("citizenship", "TR"): same("Türkei"),
    ("citizenship", "AF"): same("Afrikanische Länder"),
}
RATE = _topic(
    "Arbeitslosenquote",
    "percent",
    Measure.SHARE,
    (
        _series(Key(), (4.1, 3.9, 4.0, 4.44), "B"),
        _series(_group("DE"), (3.5, 2.6, 2.6, 3.2), "C"),
        _series(_group("TR"), (14.2, 6.5, 6.4, 6.9), "D"),
        _series(_group("AF"), (12.0, 8.8, 8.4, 8.1), "E"),
    ),
    LABELS,
)
COUNT = _topic(
    "Ausländische Bevölkerung",
    "persons",
    Measure.COUNT,
    (
        _series(Key(), (46048, 79000, 79207, 80355), "B"),
        _series(_group("DE"), (9962, 17400, 17472, 17996), "C"),
        _series(_group("TR"), (7778, 5700, 5646, 5634), "D"),
    ),
    LABELS,
)
AREA = _topic(
    "Ausländeranteil",
    "percent",
    Measure.SHARE,
    (_series(Key(place="1"), (20.0, 31.0, 31.5, 31.8), "B"), _series(Key(place="2"), (40.1, 57.0, 57.5, 58.4), "C")),
    {("", "1"): same("Altstadt"), ("", "2"): same("Rosental")},
)
TOPICS = (RATE, COUNT, AREA)


def _only(text: str) -> Checked:
    (checked,) = check(text, TOPICS, "de")
    return checked


@pytest.mark.parametrize(
    "sentence",
    [
        "2024 betrug die Arbeitslosenquote 4,4 %.",
        "Die Arbeitslosenquote der Deutschen lag 2024 bei 3,2 Prozent.",
        "Von 2004 bis 2024 sank die Arbeitslosenquote der Türkinnen und Türken von 14,2% auf 6,9%.",
        "Die Arbeitslosenquote der türkischen Personen ist 2024 gegenüber dem Vorjahr von 6,4% auf 6,9% gestiegen.",
        "Die Arbeitslosenquote stieg 2024 gegenüber 2023 um 0,4 Prozentpunkte.",
        "2024 weisen Personen aus afrikanischen Ländern mit 8,1% die höchste und Deutsche mit 3,2% die tiefste auf.",
        "Ende 2024 bilden Deutsche mit 17 996 Personen die grösste ausländische Bevölkerungsgruppe.",
        "Zur ausländischen Bevölkerung zählten 2024 rund 80 000 Personen.",
        "Die Zahl der Deutschen ist 2024 gegenüber dem Vorjahr um gut 500 Personen gestiegen.",
        "Deutsche und Türken waren 2024 zusammen 23.630 Personen.",
        "Die ausländische Bevölkerung wuchs von 2004 bis 2024 um 75 %.",
        "2024 lag die Arbeitslosenquote je nach Staatsangehörigkeit zwischen 3,2 und 8,1 %.",
        "2024 war die Arbeitslosenquote der Türken 3,7 Prozentpunkte höher als die der Deutschen.",
        "Ende 2024 wiesen einige (u. a. Rosental 58 %) die höchsten und andere (u. a. Altstadt 32 %) die tiefsten auf.",
    ],
)
def test_what_the_table_yields_is_backed(sentence: str) -> None:
    checked = _only(sentence)
    assert (checked.status, checked.reasons) == (Status.BACKED, ())
    assert all(number.cells for number in checked.numbers)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("2024 betrug die Arbeitslosenquote 4,5 %.", Status.NOT_FOUND),
        ("2019 betrug die Arbeitslosenquote 4,4 %.", Status.NOT_FOUND),
        ("2024 betrug die Arbeitslosenquote 4,4 Prozentpunkte.", Status.CONTRADICTED),
        ("2024 betrug die Arbeitslosenquote 4,4.", Status.NOT_FOUND),
        ("Die Arbeitslosenquote der Deutschen lag 2024 bei 6,9 Prozent.", Status.CONTRADICTED),
        ("Die Arbeitslosenquote der Deutschen lag 2023 bei 3,2 Prozent.", Status.CONTRADICTED),
        ("Von 2004 bis 2024 stieg die Arbeitslosenquote der Türken von 14,2% auf 6,9%.", Status.CONTRADICTED),
        ("Von 2004 bis 2024 sank die Arbeitslosenquote der Türken von 6,9% auf 14,2%.", Status.CONTRADICTED),
        ("Die Arbeitslosenquote sank 2024 gegenüber 2023 um 0,4 Prozentpunkte.", Status.CONTRADICTED),
        ("Von 2024 bis 2004 sank die Arbeitslosenquote der Türken von 14,2% auf 6,9%.", Status.CONTRADICTED),
        ("2024 lag die Arbeitslosenquote zwischen 8,1 und 3,2 %.", Status.NOT_FOUND),
        ("2024 weisen Deutsche mit 3,2% die höchste Arbeitslosenquote auf.", Status.CONTRADICTED),
        ("Ende 2024 bilden Türken mit 17 996 Personen die grösste Gruppe.", Status.CONTRADICTED),
        ("2024 war die Arbeitslosenquote der Türken 3,7 % höher als die der Deutschen.", Status.CONTRADICTED),
    ],
)  # fmt: skip
def test_what_the_table_does_not_yield_is_not_backed(sentence: str, status: Status) -> None:
    checked = _only(sentence)
    assert checked.status == status


def test_a_contradiction_names_the_value_and_its_cell() -> None:
    (number,) = _only("Die Arbeitslosenquote der Deutschen lag 2024 bei 6,9 Prozent.").numbers
    assert (number.instead, number.cells) == (3.2, ("x.csv:C3",))


def test_a_sentence_without_a_period_goes_on_speaking_of_the_one_before() -> None:
    text = "2024 lag die Arbeitslosenquote bei 4,4 %. Bei den Deutschen waren es 3,2 %. Bei den Türken waren es 6,4 %."
    assert [each.status for each in check(text, TOPICS, "de")] == [Status.BACKED, Status.BACKED, Status.CONTRADICTED]


def test_a_change_may_be_told_after_its_periods() -> None:
    text = (
        "Die Arbeitslosenquote ist seit 2004 von gut 4 % auf 4,4 % im Jahr 2024 gestiegen. "
        "Das sind 0,3 Prozentpunkte mehr. Die ausländische Bevölkerung wuchs im gleichen Zeitraum um 75 %."
    )
    assert [each.status for each in check(text, TOPICS, "de")] == [Status.BACKED] * 3


def test_sentences_without_numbers_have_nothing_to_check() -> None:
    assert _only("Die Lage ist gut.").status == Status.NOTHING_TO_CHECK
    assert check("", TOPICS, "de") == ()


def test_headings_lists_and_abbreviations_of_markdown_are_read_as_people_read_them() -> None:
    text = "# Bericht 2024\n\n- 2024 betrug die Arbeitslosenquote\n  **4,4 %**.\n- Das ist z. B. viel.\n"
    assert [each.text for each in check(text, TOPICS, "de")] == [
        "Bericht 2024",
        "2024 betrug die Arbeitslosenquote 4,4 %.",
        "Das ist z. B. viel.",
    ]


@given(st.text(alphabet="Arbeitslosenquote 2024 von bis 4,4%.()\n#Türkei", max_size=60))
def test_any_text_can_be_checked(text: str) -> None:
    assert all(each.text for each in check(text, TOPICS, "de"))
