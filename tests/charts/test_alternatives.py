from __future__ import annotations

from dataclasses import replace

from teilhabe.charts.alternatives import describe_bars, describe_line_chart, describe_map
from teilhabe.charts.model import Area, Bar, Bounds, BreakMark, Frame, Line, Target

from .conftest import MakeLine


def test_a_line_is_said_in_figures_stretch_by_stretch(frame: Frame, yearly: MakeLine) -> None:
    line = yearly("Musterstadt", 2009, [100, 99, None, 120, 119, 121], cuts=(2,))
    breaks = [BreakMark("2012-12-31", "Zensus 2011"), BreakMark("1990-10-03", "Beitritt")]
    assert describe_line_chart(frame, [line], breaks) == (
        "Liniendiagramm „Bevölkerung“, Personen. Erfundene Stadt: alle Zahlen sind erzeugt. "
        "Musterstadt: 2 Werte von 100 (31.12.2009) bis 99 (31.12.2010), "
        "kleinster 99 (31.12.2010), größter 100 (31.12.2009); "
        "3 Werte von 120 (31.12.2012) bis 121 (31.12.2014), "
        "kleinster 119 (31.12.2013), größter 121 (31.12.2014). "
        "Bruch am 31.12.2012 (Zensus 2011): Werte davor und ab dann sind nicht vergleichbar."
    )


def test_several_breaks_are_said_in_one_sentence(frame: Frame, yearly: MakeLine) -> None:
    line = yearly("Musterstadt", 2009, [100, 99, 120, 119], cuts=(1, 3))
    text = describe_line_chart(frame, [line], [BreakMark("2010-12-31", "Zensus"), BreakMark("2012-01-01", "Gesetz")])
    assert text.endswith(
        "Brüche: 31.12.2010 (Zensus); 01.01.2012 (Gesetz). Werte davor und ab dann sind nicht vergleichbar."
    )


def test_the_last_value_is_said_with_its_bounds_and_the_target(frame: Frame, yearly: MakeLine) -> None:
    line = yearly("Musterstadt", 2009, [100, 99])
    last = replace(line.segments[0][-1], bounds=Bounds(80, 119, "80 bis 119"))
    text = describe_line_chart(
        replace(frame, bounds="Zufallsbereich (95 %)"),
        [replace(line, segments=((line.segments[0][0], last),))],
        [],
        Target(150, "Ziel 2030: 150"),
    )
    assert text.endswith("Zufallsbereich (95 %) des letzten Werts: 80 bis 119. Ziel 2030: 150.")


def test_of_many_lines_the_others_are_given_with_their_last_value(yearly: MakeLine) -> None:
    frame = Frame("Population", "persons", "en")
    lines = [yearly(f"Place {place}", 2023, [place, place + 1], emphasised=place == 0) for place in range(5)]
    assert describe_line_chart(frame, lines, []) == (
        "Line chart “Population”, persons. "
        "Place 0: 2 values from 0 (31.12.2023) to 1 (31.12.2024), least 0 (31.12.2023), greatest 1 (31.12.2024). "
        "For comparison the last values: Place 1 2 (31.12.2024); Place 2 3 (31.12.2024); "
        "Place 3 4 (31.12.2024); Place 4 5 (31.12.2024)."
    )


def test_a_line_without_values_is_said_to_have_none(frame: Frame) -> None:
    assert describe_line_chart(frame, [Line("Stadt", ())], []).endswith("Stadt: Es liegen keine Werte vor.")


def test_few_bars_are_said_one_by_one_with_their_groups(frame: Frame) -> None:
    bars = [
        Bar("Deutsche", 5.1, "5,1", group="Frauen"),
        Bar("Ausländer:innen", None, "•", group="Frauen"),
        Bar("Deutsche", 6.0, "6,0", group="Männer"),
    ]
    assert describe_bars(replace(frame, notice=""), bars) == (
        "Balkendiagramm „Bevölkerung“, Personen. Frauen: Deutsche 5,1; Ausländer:innen geschützt; Männer: Deutsche 6,0."
    )


def test_many_bars_are_said_by_their_extremes(frame: Frame) -> None:
    bars = [Bar(f"Ort {place}", float(place), str(place), emphasised=place == 7) for place in range(1, 31)]
    assert describe_bars(replace(frame, notice=""), [*bars, Bar("Ort 31", None, "–")]) == (
        "Balkendiagramm „Bevölkerung“, Personen. Ort 7 7. "
        "Die Werte reichen von 1 bis 30; die Tabelle nennt alle. Ohne Wert: Ort 31."
    )


def test_a_map_is_said_by_its_extremes_and_its_gaps(frame: Frame, areas: list[Area]) -> None:
    assert describe_map(frame, areas) == (
        "Karte „Bevölkerung“, Personen, 4 Gebiete. Erfundene Stadt: alle Zahlen sind erzeugt. "
        "Die Werte reichen von 5,1 bis 31,9; die Tabelle nennt alle. "
        "Geschützt, deshalb ohne Zahl: Hafen."
    )
    assert describe_map(replace(frame, notice=""), []) == (
        "Karte „Bevölkerung“, Personen, 0 Gebiete. Es liegen keine Werte vor."
    )
