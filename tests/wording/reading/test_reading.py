"""What a reader finds in a finished sentence, whoever wrote it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.text import LANGUAGES, Language
from teilhabe.wording.message import Direction, Verdict
from teilhabe.wording.numbers import format_number
from teilhabe.wording.periods import format_period
from teilhabe.wording.reading import find, read
from teilhabe.wording.reading.found import Roundness
from teilhabe.wording.units import UNITS, Unit, with_unit


def _numbers(text: str, language: Language = "de") -> list[tuple[str, str]]:
    return [(str(quantity.value), quantity.unit) for quantity in read(text, language).numbers]


@given(st.decimals(-(10**7), 10**7, places=2), st.integers(0, 2), st.sampled_from(UNITS), st.sampled_from(LANGUAGES))
def test_every_number_that_is_printed_is_read_with_its_unit(
    value: Decimal, decimals: int, unit: Unit, language: Language
) -> None:
    printed = format_number(value, decimals, language)
    (quantity,) = read(f"X: {with_unit(printed, unit, language)}.", language).numbers
    expected = "" if unit == "index" else unit
    assert (format_number(quantity.value, decimals, language), quantity.unit) == (printed, expected)
    assert quantity.value.as_tuple().exponent == -decimals


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code", ["2024", "2024-12-31", "2024-03", "2024-Q2", "2024-S1", "2023/2024", "2024-W05", "1999/2000"]
)
def test_every_period_that_is_printed_is_read_as_its_code(code: str, language: Language) -> None:
    reading = read(f"x {format_period(code, language)} 45", language)
    assert (reading.periods, len(reading.numbers)) == ((code,), 1)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "17 996 und 17.996 und 17\u202f996 und 17\u00a0996 Personen",
            [("17996", "")] * 2 + [("17996", "persons")] * 2,
        ),
        ("31,1% und 31,1 Prozent und 31,1 %", [("31.1", "percent")] * 3),
        (
            "um 3,2 Prozentpunkte, 3,2 %-Punkte, 1 Prozentpunkt",
            [("3.2", "percentage_points")] * 2 + [("1", "percentage_points")],
        ),
        (
            "60,7 Beschuldigte pro 1000 Personen, 12,1 je 1.000 Einwohner:innen",
            [("60.7", "per_1000"), ("12.1", "per_1000")],
        ),
        ("5 je 100.000 Einwohner", [("5", "per_100000")]),
        ("1,2 Mio. Personen und 3 Mrd. €", [("1.2E+6", "persons"), ("3E+9", "euro")]),
        ("von −0,5 auf minus 3,2 %", [("-0.5", "percent"), ("-3.2", "percent")]),
        ("von 16 auf 34 Personen", [("16", "persons"), ("34", "persons")]),
        ("um 3,2 auf 39,2 %", [("3.2", ""), ("39.2", "percent")]),
        ("zwölf Kinder, zwei Gruppen", [("12", "children")]),
        ("ein Drittel, jede zweite Person", [("33.3", "percent"), ("50", "percent")]),
        ("2,5-mal so hoch, das 2,5-Fache, 2,5 : 1, doppelt so viele", [("2.5", "ratio")] * 3 + [("2", "ratio")]),
        (
            "45,0 m² und 3,5 km² und 210 Personen je km²",
            [("45.0", "square_metres"), ("3.5", "square_kilometres"), ("210", "persons_per_km2")],
        ),
        ("im 1. Quintil, 20-Jahres-Vergleich, Covid-19, § 16, Nr. 4, die 30- bis 34-Jährigen, über 64-Jährige", []),
        ("am 3. März 2024, im Schuljahr 2023/24, 2019–2023 und im 2. Quartal 2024", []),
        ("rund 2024 Personen", [("2024", "persons")]),
        ("2024 Personen aus dem Balkan", []),
    ],
)
def test_german_numbers_are_read_in_their_many_forms(text: str, numbers: list[tuple[str, str]]) -> None:
    assert _numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("17,996 people", [("17996", "persons")]),
        ("31.1% and 31.1 per cent", [("31.1", "percent")] * 2),
        ("by 3.2 percentage points", [("3.2", "percentage_points")]),
        ("€1,250.50 and −€3", [("1250.50", "euro"), ("-3", "euro")]),
        ("12.1 per 1,000 inhabitants", [("12.1", "per_1000")]),
        ("2.5 times as high, one in three", [("2.5", "ratio"), ("33.3", "percent")]),
        ("from 16 to 34 persons", [("16", "persons"), ("34", "persons")]),
        ("on 31 December 2024, in the first half of 2024, in week 5 of 2024", []),
    ],
)
def test_english_numbers_are_read_in_their_many_forms(text: str, numbers: list[tuple[str, str]]) -> None:
    assert _numbers(text, "en") == numbers


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("von 2006 bis 2025", ("2006", "2025")),
        ("2019-2023", ("2019", "2023")),
        ("2019–23", ("2019", "2023")),
        ("Ende 2024, zum Jahresende 2023", ("2024-12-31", "2023-12-31")),
        ("von Ende 2006 bis Ende 2025", ("2006-12-31", "2025-12-31")),
        ("Ende des Schuljahres 2023/24, Ende 2023/24", ("2023/2024", "2023/2024")),
        ("am 31. Dezember 2024", ("2024-12-31",)),
        ("am 1.3.2024", ("2024-03-01",)),
        ("von Januar bis März 2024", ("2024-01", "2024-03")),
        ("KW 5/2024 und im ersten Halbjahr 2024", ("2024-W05", "2024-S1")),
        ("(2024: 42 932)", ("2024",)),
        ("gegenüber dem Vorjahr", ()),
    ],
)
def test_german_periods_are_read_in_their_many_forms(text: str, periods: tuple[str, ...]) -> None:
    assert read(text, "de").periods == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("from the end of 2006 to the end of 2025", ("2006-12-31", "2025-12-31")),
        ("at year-end 2024", ("2024-12-31",)),
        ("the weekend of 2024", ("2024",)),
        ("on 30 June 2024", ("2024-06-30",)),
    ],
)
def test_english_periods_are_read_in_their_many_forms(text: str, periods: tuple[str, ...]) -> None:
    assert read(text, "en").periods == periods


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Der Anteil stieg.", [Direction.UP]),
        ("Der Anteil nahm von 3 % auf 4 % zu.", [Direction.UP]),
        ("Die Zahl ging im Jahr 2024 deutlich zurück.", [Direction.DOWN]),
        ("Sie ist rückläufig, sie sank, hat abgenommen, ist gesunken", [Direction.DOWN] * 4),
        ("Frauen haben eine höhere Quote.", [Direction.ABOVE]),
        ("Die Quote lag klar unter dem Ziel.", [Direction.BELOW]),
        ("ein neuer Höchstwert, am höchsten, der dritthöchste", [Direction.HIGHEST] * 3),
        ("am niedrigsten und am tiefsten", [Direction.LOWEST] * 2),
        ("Es gab seither keinen höheren Wert.", [Direction.HIGHEST]),
        ("Er war noch nie niedriger.", [Direction.LOWEST]),
        ("Er ist nicht erkennbar gestiegen.", []),
        ("mehr als die Hälfte, höchstens, über 3 %", []),
        ("Die Quoten haben sich angeglichen, der Abstand vergrößerte sich", [Direction.NARROWER, Direction.WIDER]),
    ],
)
def test_german_words_of_direction_are_read_in_their_inflections(text: str, directions: list[Direction]) -> None:
    assert list(read(text, "de").directions) == directions


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("It rose, has increased and is growing.", [Direction.UP] * 3),
        ("It fell and went down.", [Direction.DOWN] * 2),
        ("higher than, lower than", [Direction.ABOVE, Direction.BELOW]),
        ("the highest since, the lowest", [Direction.HIGHEST, Direction.LOWEST]),
        ("It has never been higher; there was no lower value.", [Direction.HIGHEST, Direction.LOWEST]),
        ("It did not rise; more than 3%; at most", []),
        ("the gap narrowed, then widened", [Direction.NARROWER, Direction.WIDER]),
    ],
)
def test_english_words_of_direction_are_read_in_their_inflections(text: str, directions: list[Direction]) -> None:
    assert list(read(text, "en").directions) == directions


def test_the_longest_name_wins_and_what_stands_in_it_is_no_number() -> None:
    names = ["Ausländer", "Ausländer der 2. Generation", "Schweiz", "Schweizer", "Steigende Mieten ab 2010", "C"]
    reading = read("Ausländern der 2. Generation und Schweizern, Steigende Mieten ab 2010: C 5", "de", names)
    assert reading.names == ("Ausländer der 2. Generation", "Schweizer", "Steigende Mieten ab 2010", "C")
    assert (reading.numbers[0].value, len(reading.numbers), reading.periods, reading.directions) == (5, 1, (), ())


def test_names_are_read_with_german_endings_but_never_for_another_name() -> None:
    names = ["Ausländische Bevölkerung", "Quote", "Mann", "Altstadt"]
    assert read("der ausländischen Bevölkerung, die Quoten", "de", names).names == ("Ausländische Bevölkerung", "Quote")
    assert read("Mannheim, Männer, Altstadtrat", "de", names).names == ()


def test_names_that_are_mere_numbers_stand_between_quotation_marks() -> None:
    assert read("2024: 15 und 15-19", "de", ["2024", "15", "15-19", ""]).names == ()
    reading = read("2024 für „15-19“ 15 %", "de", ["15", "15-19"])
    assert (reading.names, len(reading.numbers), reading.periods) == (("15-19",), 1, ("2024",))


def test_places_in_an_order_are_no_numbers() -> None:
    assert read("der dritthöchste von 12 Werten", "de").ranks == ((3, 12),)
    assert read("an 3. Stelle von zwölf Stadtteilen: 5 %", "de").ranks == ((3, 12),)
    assert read("the second highest of 12 values", "en").ranks == ((2, 12),)
    assert not read("der dritthöchste von 12 Werten", "de").numbers


@pytest.mark.parametrize(
    ("text", "language", "verdict"),
    [
        ("Der Unterschied kann Zufall sein.", "de", Verdict.CHANCE),
        ("Der Unterschied liegt im Rahmen der üblichen Schwankung.", "de", Verdict.CHANCE),
        ("Solche Schwankungen gibt es auch sonst.", "de", Verdict.CHANCE),
        ("The change is within the usual variation.", "en", Verdict.CHANCE),
        ("Die Werte sind nicht vergleichbar.", "de", Verdict.NOT_COMPARABLE),
        ("Dafür sind es zu wenige Personen.", "de", Verdict.TOO_FEW),
        ("The difference may be due to chance.", "en", Verdict.CHANCE),
        ("The values cannot be compared.", "en", Verdict.NOT_COMPARABLE),
        ("There are too few people.", "en", Verdict.TOO_FEW),
    ],
)
def test_words_of_doubt_are_read(text: str, language: Language, verdict: Verdict) -> None:
    assert read(text, language).verdicts == (verdict,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Anstieg liegt nicht im Rahmen der üblichen Schwankung, das ist kein Zufall.", "de"),
        ("The rise is not within the usual variation, it is more than mere chance.", "en"),
    ],
)
def test_doubt_that_is_denied_is_none(text: str, language: Language) -> None:
    assert not read(text, language).verdicts


@pytest.mark.parametrize(
    ("text", "language", "roundness"),
    [
        ("rund 2 800", "de", Roundness.ABOUT),
        ("knapp 150", "de", Roundness.NEARLY),
        ("mehr als 40 %", "de", Roundness.OVER),
        ("weniger als die Hälfte", "de", Roundness.UNDER),
        ("about 40%", "en", Roundness.ABOUT),
        ("nearly 40%", "en", Roundness.NEARLY),
        ("40 %", "de", Roundness.EXACT),
    ],
)
def test_rounded_numbers_say_so(text: str, language: Language, roundness: Roundness) -> None:
    assert [figure.roundness for figure in find(text, language).figures] == [roundness]


@given(st.text(max_size=80), st.sampled_from(LANGUAGES), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_can_be_read(text: str, language: Language, names: list[str]) -> None:
    reading = read(text, language, names)
    assert set(reading.names) <= set(names)
