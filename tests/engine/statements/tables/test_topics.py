"""Topics of tables: what is time, what are groups, what is one measure, in which unit it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.engine.preparation import prepare, take
from teilhabe.engine.statements.tables import topics
from teilhabe.engine.statements.topic import DataKind, Key, Measure, Topic
from teilhabe.text import same


@pytest.fixture
def topics_of(tmp_path: Path):
    def read(text: str, title: str = "") -> list[Topic]:
        path = tmp_path / "table.tsv"
        path.write_text(text, encoding="utf-8")
        return list(topics(prepare(take(path)), same(title) if title else None))

    return read


def _named(found: list[Topic], name: str) -> Topic:
    return next(topic for topic in found if topic.name.de == name)


def _newest(topic: Topic) -> dict[str, float]:
    return {series.key.code or series.key.place: round(series.points[-1].value, 1) for series in topic.series}


QUOTIENT = "Jahr\tFrauenanteil\tFrauen im Rat\tSitze\n2010\t30.0\t12\t40\n2014\t37.5\t15\t40\n2018\t45.0\t18\t40\n"


def test_a_share_whose_counts_stand_beside_it_carries_them(topics_of) -> None:
    found = topics_of(QUOTIENT)
    assert [topic.name.de for topic in found] == ["Frauenanteil", "Frauen im Rat", "Sitze"]
    share = found[0]
    assert (share.unit, share.measure, share.decimals) == ("percent", Measure.SHARE, 1)
    last = share.series[0].points[-1]
    assert (last.period, last.value, last.numerator, last.denominator) == ("2018", 45.0, 18, 40)
    assert last.cell == "table.tsv:B4"


SEXES = """Jahr\tInland\tInländer\tInländerinnen\tAusland\tAusländer\tAusländerinnen
2020\t46.9\t44.2\t49.1\t35.0\t35.5\t34.4
2021\t46.8\t44.1\t49.1\t35.4\t36.0\t34.8
2022\t46.6\t43.9\t48.9\t35.7\t36.2\t35.0
"""


def test_columns_of_groups_with_their_men_and_women_are_one_measure_with_two_axes(topics_of) -> None:
    found = topics_of(SEXES, "Durchschnittsalter nach Herkunft")
    groups = found[0]
    assert groups.name == same("Durchschnittsalter")
    assert (groups.unit, _newest(groups)) == ("years", {"Inland": 46.6, "Ausland": 35.7})
    assert groups.unranked
    sexes = _named(found, "Durchschnittsalter (Inland)")
    assert _newest(sexes) == {"": 46.6, "M": 43.9, "F": 48.9}
    assert sexes.reference == (Key("", "sex", "M"), Key("", "sex", "F"))


PROPORTIONS = "Jahr\tja\tnein\n2019\t0.160\t0.840\n2020\t0.175\t0.825\n2021\t0.181\t0.819\n"


def test_proportions_that_sum_to_one_become_per_cent(topics_of) -> None:
    topic = topics_of(PROPORTIONS)[0]
    assert (topic.unit, topic.decimals) == ("percent", 1)
    assert _newest(topic) == {"ja": 18.1, "nein": 81.9}


def test_numbers_below_one_are_no_shares_where_the_name_says_index(topics_of) -> None:
    topic = topics_of("Jahr\tGini-Index\n2019\t0.312\n2020\t0.315\n2021\t0.321\n")[0]
    assert (topic.unit, topic.measure, topic.series[0].points[-1].value) == ("", Measure.OTHER, 0.321)


INTERVALS = """Jahr\tQuote\tQuote 95% Vertrauensintervall Untergrenze\tQuote 95% Vertrauensintervall Obergrenze
2015\t0.700\t0.680\t0.720
2020\t0.750\t0.735\t0.765
"""


def test_columns_of_limits_become_the_intervals_of_a_survey(topics_of) -> None:
    (topic,) = topics_of(INTERVALS)
    assert topic.data == DataKind.SURVEY
    last = topic.series[0].points[-1]
    assert (last.value, last.low, last.high) == (75.0, 73.5, 76.5)


ANSWERS = """Jahr\tSehr gern\tEher gern\tEher ungern\tGanz ungern\tWeiss nicht
2019: Inland\t60\t25\t9\t4\t2
2019: Ausland\t50\t30\t12\t6\t2
2019: Total\t110\t55\t21\t10\t4
2023: Inland\t56\t30\t8\t4\t2
2023: Ausland\t48\t36\t10\t4\t2
2023: Total\t104\t66\t18\t8\t4
"""


def test_answers_are_told_as_shares_of_all_who_were_asked(topics_of) -> None:
    found = topics_of(ANSWERS)
    first = _named(found, "Anteil (Sehr gern)")
    assert (_newest(first), first.unit) == ({"": 52.0, "Inland": 56.0, "Ausland": 48.0}, "percent")
    both = _named(found, "Anteil (Sehr gern oder Eher gern)")
    assert _newest(both) == {"": 85.0, "Inland": 86.0, "Ausland": 84.0}
    assert all(topic.unit == "percent" for topic in found)
    assert "Befragten" in first.limits[0].de


CATEGORIES = "Alter\tMieten\tEigentum\n15-29 Jahre\t80\t20\n30-64 Jahre\t300\t100\n65 Jahre und älter\t120\t180\n"


def test_one_year_by_category_has_sums_shares_and_the_year_of_its_title(topics_of) -> None:
    found = topics_of(CATEGORIES, "Haushalte nach Alter und Wohnform, 2024")
    shares = _named(found, "Anteil (Mieten)")
    assert _newest(shares)[""] == 62.5
    counts = [topic for topic in found if topic.measure == Measure.COUNT]
    assert all(topic.is_additive and topic.series[0].points[0].value == 800 for topic in counts)
    assert {point.period for topic in found for series in topic.series for point in series.points} == {"2024"}


def test_overlapping_age_groups_are_not_summed(topics_of) -> None:
    found = topics_of("Alter\tAnzahl\n0 bis 17 Jahre\t80\n6 bis 17 Jahre\t50\n18 bis 64 Jahre\t300\n")
    assert [topic.is_additive for topic in found] == [False]


DISTRICTS = """Stadtteil\tAusländeranteil 2023 in %\tVeränderung seit 2010 in Prozentpunkten
Nord\t12.25\t3.1
Süd\t31.5\t-1.2
Mitte\t44.75\t9.9
"""


def test_columns_of_different_quantities_stay_apart_and_name_their_period(topics_of) -> None:
    share, change = topics_of(DISTRICTS)
    assert (share.name.de, share.unit, change.name.de, change.unit) == (
        "Ausländeranteil",
        "percent",
        "Veränderung seit 2010",
        "percentage_points",
    )
    assert {point.period for series in share.series for point in series.points} == {"2023"}


NESTED = """Staatsangehörigkeit\tAusgestellte Gutscheine\tEingelöste Gutscheine
Italien\t280\t210
Türkei\t80\t60
Spanien\t40\t30
"""


def test_what_became_of_what_was_given_is_a_share(topics_of) -> None:
    found = topics_of(NESTED)
    assert found[0].name.de == "Anteil (Eingelöste Gutscheine / Ausgestellte Gutscheine)"
    assert _newest(found[0])[""] == 75.0
    assert found[0].unranked == {"citizenship"}


def test_a_census_before_pooled_years_is_cut_off(topics_of) -> None:
    (topic,) = topics_of("Jahr\tQuote in %\n1990\t50.1\n2000\t55.3\n2019-2023\t61.2\n")
    assert [cut.at for cut in topic.series[0].cuts] == [2]


def test_a_mark_of_the_source_is_a_cut(topics_of) -> None:
    """Eurostat marks a break in a series with the letter b behind the value."""
    rows = (
        "freq,unit,geo\\TIME_PERIOD\t2018 \t2019 \t2020 \t2021 \n"
        "A,NR,DE\t10 \t11 \t30 b\t31 \nA,NR,FR\t20 \t21 \t22 \t23 \n"
    )
    cuts = [[cut.at for cut in series.cuts] for topic in topics_of(rows) for series in topic.series]
    assert cuts == [[2], [2]]


@pytest.mark.parametrize("heading", ["Kennzahl", "Gegenstand"])
def test_rows_of_different_quantities_are_not_summed(topics_of, heading: str) -> None:
    found = topics_of(f"{heading}\t2022\t2023\nGeburten\t80\t90\nTodesfälle\t70\t75\nZuzüge\t300\t310\n")
    assert found
    assert not any(topic.is_additive or topic.unit == "percent" for topic in found)
