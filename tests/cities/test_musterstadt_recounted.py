"""Musterstadt counted a second time: from its generated files, in SQL of a few lines, sharing no code with the engine.

Each line of `PLAIN` says where an indicator's numerator and denominator stand. Ages, groups and reference dates are
written out here as a reader of docs/reference/indicators.md would write them, not taken from the declarations.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import NormalDist
from typing import Any, Protocol

import duckdb
import pytest

from teilhabe.engine.pipeline import decisions
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release

pytestmark = pytest.mark.xdist_group("musterstadt")

CITY = "99901"
FOREIGN, NOT_EU = "citizenship <> 'DE'", "citizenship NOT IN ('DE', 'EU')"
WITH = "migration_status = 'WITH'"
SEXES = {sex: f"sex = '{sex}'" for sex in "FM"}
CITIZENSHIP = {"DE": "citizenship = 'DE'", "FOREIGN": FOREIGN}
STATUS = {status: f"migration_status = '{status}'" for status in ("WITH", "WITHOUT")}
GROUPS = {group: f"citizenship = '{group}'" for group in ("EU", "UA", "A8", "OTHER", "UNKNOWN")}

Where = tuple[str, str]  # place, period
Pair = tuple[float, float]  # numerator, denominator


class Built(Protocol):
    folder: Path
    workspace: Workspace
    release: Release


@dataclass(frozen=True)
class Count:
    """The sum of the rows of a file that fulfil a condition."""

    file: str
    where: str = "true"
    own: str = ""  # a further condition where nothing is divided: within a breakdown it gives way


@dataclass(frozen=True)
class Line:
    indicator: str
    above: Count
    below: Count | None = None
    factor: float = 100
    on: str = "same"  # the day of the denominator: same, end (of the numerator's year) or start
    by: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fewest: int = 3  # fewer persons are not shown


def age(low: int, high: int = 999) -> str:
    """Single years of age in the register, "Y_GE100" among them."""
    return f"years BETWEEN {low} AND {high}"


def ages(*codes: str) -> str:
    return f"age IN ({', '.join(map(repr, codes))})" if len(codes) > 1 else f"age = '{codes[0]}'"


REGISTER, STAY = "register", "population_by_stay"
SECURE = "residence_status IN ('PERMANENT', 'FREE_MOVEMENT')"
PLAIN = (
    Line("pop_register", Count(REGISTER), factor=1),
    Line("pop_total", Count("population_official"), factor=1, by={"sex": SEXES}),
    Line("pop_foreign_n", Count(REGISTER, own=FOREIGN), factor=1, by={"citizenship": GROUPS}),
    Line(
        "pop_foreign_share",
        Count(REGISTER, FOREIGN),
        Count(REGISTER),
        by={
            "sex": SEXES,
            "age": {"Y_LT6": age(0, 5), "Y6T17": age(6, 17), "Y18T64": age(18, 64), "Y_GE65": age(65)},
        },
    ),
    Line(
        "pop_mh_share",
        Count("migration_status", WITH),
        Count("migration_status"),
        by={"age": {code: ages(code) for code in ("Y_LT3", "Y3T5", "Y6T17", "Y18T64", "Y_GE65")}},
    ),
    Line(
        "pop_child_mh",
        Count("migration_status", f"{WITH} AND {ages('Y_LT3', 'Y3T5')}"),
        Count("migration_status", ages("Y_LT3", "Y3T5")),
    ),
    Line("pop_duration_lt5", Count(STAY, "stay = 'Y_LT5'"), Count(STAY), by={"sex": SEXES, "citizenship": GROUPS}),
    Line(
        "par_excluded",
        Count(REGISTER, f"{NOT_EU} AND {age(18)}"),
        Count(REGISTER, age(18)),
        by={"sex": SEXES},
    ),
    Line(
        "status_secure",
        Count(REGISTER, f"{SECURE} AND {FOREIGN}"),
        Count(REGISTER, FOREIGN),
        by={"sex": SEXES, "age": {"Y_LT18": age(0, 17), "Y18T64": age(18, 64), "Y_GE65": age(65)}},
    ),
    Line("status_tolerated", Count(REGISTER, "residence_status = 'TOLERATED'"), Count(REGISTER, NOT_EU), fewest=5),
    Line("birth_foreign", Count("births", FOREIGN), Count("births")),
    Line(
        "mig_in_foreign",
        Count("moves", f"{FOREIGN} AND variable = 'in_migration'"),
        Count(REGISTER),
        factor=1000,
        on="end",
        by={"sex": SEXES},
    ),
    Line("nat_n", Count("naturalisations"), factor=1, by={"sex": SEXES}),
    Line("nat_rate_2", Count("naturalisations"), Count(REGISTER, FOREIGN), on="start", by={"sex": SEXES}),
    Line(
        "nat_rate_1",
        Count("naturalisations"),
        Count(STAY, "stay IN ('Y5T7', 'Y8T9', 'Y_GE10')"),
        on="start",
        by={"sex": SEXES},
    ),
    Line("nat_rate_1-eight", Count("naturalisations"), Count(STAY, "stay IN ('Y8T9', 'Y_GE10')"), on="start"),
    Line("nat_potential", Count("naturalisations"), Count(STAY, "stay = 'Y_GE10'"), on="start"),
    Line(
        "kita_3_6_mh",
        Count("kita", ages("Y3T5"), own=WITH),
        Count("migration_status", ages("Y3T5"), own=WITH),
        by={"migration_status": STATUS},
    ),
    Line(
        "kita_u3_mh",
        Count("kita", ages("Y_LT3"), own=WITH),
        Count("migration_status", ages("Y_LT3"), own=WITH),
        by={"migration_status": STATUS},
    ),
    Line("kita_lang", Count("kita_language", "family_language = 'OTHER'"), Count("kita_language")),
    Line(
        "seu_lang_need",
        Count("school_entry_language", "language_need = 'YES'"),
        Count("school_entry_language"),
        by={"migration_status": STATUS},
    ),
    Line(
        "poor_sgb2",
        Count("benefits"),
        Count(REGISTER, age(0, 64)),
        by={"citizenship": CITIZENSHIP},
    ),
    Line(
        "poor_child",
        Count("benefits", ages("Y_LT15")),
        Count(REGISTER, age(0, 14)),
        by={"citizenship": CITIZENSHIP},
    ),
    Line(
        "poor_sgb2-azr",
        Count("benefits", FOREIGN),
        Count("population_azr", f"{FOREIGN} AND NOT {ages('Y_GE65')}"),
    ),
    Line(
        "poor_minimum",
        Count("minimum_income"),
        Count(REGISTER),
        factor=1000,
        by={"citizenship": CITIZENSHIP},
    ),
    Line(
        "lab_unemp_rate",
        Count("labour", "variable = 'unemployed'"),
        Count("labour", "variable = 'labour_force'"),
        by={"citizenship": CITIZENSHIP, "sex": SEXES},
    ),
    Line(
        "lab_svb_rate",
        Count("labour", "variable = 'employed'", own=FOREIGN),
        Count(REGISTER, age(15, 64), own=FOREIGN),
        by={"citizenship": CITIZENSHIP},
    ),
    Line(
        "lab_youth_unemp",
        Count("labour", f"variable = 'unemployed' AND {ages('Y15T24')}", own=FOREIGN),
        Count("labour", f"variable = 'labour_force' AND {ages('Y15T24')}", own=FOREIGN),
        by={"citizenship": CITIZENSHIP},
    ),
    Line(
        "voc_particip",
        Count("trainees", own=FOREIGN),
        Count(REGISTER, age(18, 20), own=FOREIGN),
        by={"citizenship": CITIZENSHIP},
    ),
    Line(
        "edu_abitur",
        Count("school_leavers", "certificate = 'ABITUR'", own=FOREIGN),
        Count("school_leavers", own=FOREIGN),
        by={"citizenship": CITIZENSHIP},
    ),
    Line(
        "saf_suspects",
        Count("suspects"),
        Count(REGISTER, age(14)),
        factor=100_000,
        fewest=5,
        on="start",
        by={
            "age": {
                "Y14T17": age(14, 17),
                "Y18T20": age(18, 20),
                "Y21T24": age(21, 24),
                "Y25T59": age(25, 59),
                "Y_GE60": age(60),
            }
        },
    ),
    Line("par_voters_mh", Count("eligible_voters", WITH), Count("eligible_voters"), by={"sex": SEXES}),
    Line("soc_vol_local", Count("active_volunteers"), Count(REGISTER), factor=1000, on="end"),
    Line("uma", Count("unaccompanied_minors"), Count(REGISTER, age(0, 17)), factor=1000, fewest=5),
)


class Recount:
    """The generated files, each read once, and what is counted in them."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.folder = folder
        self.read: set[str] = set()

    def rows(self, file: str, sql: str) -> list[tuple[Any, ...]]:
        if file not in self.read:
            types = "{'ref_area': 'VARCHAR', 'time_period': 'VARCHAR'}"
            path = self.folder / f"{file}.csv"
            years = ", regexp_extract(age, '[0-9]+')::INT AS years" if file == REGISTER else ""
            self.connection.execute(f"CREATE TABLE {file} AS SELECT *{years} FROM read_csv('{path}', types = {types})")
            self.read.add(file)
        return self.connection.execute(sql).fetchall()

    def count(self, file: str, *conditions: str) -> dict[Where, float]:
        """The sum of the rows that fulfil all conditions, also of the city; where the file has only others it is 0."""
        where = " AND ".join(f"({entry or 'true'})" for entry in ("true", *conditions))
        value = f"coalesce(sum(obs_value) FILTER (WHERE {where}), 0)"
        areas = (
            f"SELECT ref_area, time_period, {value} FROM {file} GROUP BY ALL "
            f"UNION SELECT '{CITY}', time_period, {value} FROM {file} GROUP BY ALL"
        )
        return {(place, period): float(number) for place, period, number in self.rows(file, areas)}

    def side(self, count: Count, breakdown: str = "", code: str = "", condition: str = "") -> dict[Where, float]:
        """One side, perhaps of one group; what is counted of all by default (`own`) gives way to the group."""
        keeps = "" if breakdown and breakdown in count.own else count.own
        is_grouped = breakdown == "age" and count.file != REGISTER
        return self.count(count.file, count.where, keeps, ages(code) if is_grouped else condition)

    def pairs(self, line: Line, breakdown: str = "", code: str = "", condition: str = "") -> dict[Where, Pair]:
        """Numerator and denominator of a line wherever both are known."""
        above = self.side(line.above, breakdown, code, condition)
        if line.below is None:
            return {where: (number, math.nan) for where, number in above.items()}
        below = self.side(line.below, breakdown, code, condition)
        days = {where: (where[0], moment(where[1], line.on)) for where in above}
        return {where: (above[where], below[day]) for where, day in days.items() if day in below}


def moment(period: str, on: str) -> str:
    """The day of the denominator: the same, or that at the end or before the start of the numerator's year."""
    return period if on == "same" else f"{int(period[:4]) - (on == 'start')}-12-31"


@pytest.fixture(scope="module")
def recount(musterstadt: Built) -> Recount:
    return Recount(musterstadt.workspace.generated)


@dataclass(frozen=True)
class Row:
    """As published; `is_beside` where the gate hides it because others could be worked out with it."""

    is_beside: bool
    value: float | None
    status: str
    numerator: float | None
    denominator: float | None
    cases: float | None
    low: float | None
    high: float | None


Published = Mapping[tuple[str, str, str], Mapping[Where, Row]]  # indicator, breakdown, code


@pytest.fixture(scope="module")
def published(musterstadt: Built, tmp_path_factory: pytest.TempPathFactory) -> Published:
    path = tmp_path_factory.mktemp("figures") / "figures.parquet"
    path.write_bytes(musterstadt.release.read_bytes("tables/figures.parquet"))
    beside = decisions.kept(musterstadt.workspace).of_figures
    found: dict[tuple[str, str, str], dict[Where, Row]] = {}
    with duckdb.connect(config={"threads": 1}) as connection:
        rows = connection.execute(
            "SELECT indicator, breakdown, code, ref_area, time_period, "
            f"value, status, numerator, denominator, cases, low, high FROM read_parquet('{path}')"
        ).fetchall()
    for indicator, breakdown, code, place, period, *rest in rows:
        figure = " ".join((indicator, place, period, breakdown, code)).rstrip()
        found.setdefault((indicator, breakdown, code), {})[place, period] = Row(figure in beside, *rest)
    return found


def same(one: float | None, other: float) -> bool:
    return one is not None and math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


def is_few(number: float, fewest: int = 3) -> bool:
    return 0 < number < fewest


def quotient(line: Line, above: float, below: float) -> float:
    return above * line.factor if line.below is None else above / below * line.factor if below else math.nan


def complaints(line: Line, found: Mapping[Where, Row], expected: Mapping[Where, Pair]) -> Iterator[str]:
    """What differs between published rows and recounted numbers."""
    if found.keys() != expected.keys():
        yield f"{line.indicator}: published for other places or periods: {sorted(found.keys() ^ expected.keys())[:5]}"
    for where in found.keys() & expected.keys():
        row, (above, below) = found[where], expected[where]
        value = quotient(line, above, below)
        few = any(is_few(number, line.fewest) for number in (above, below, below - above))
        right = {
            "value": not few and same(row.value, value) and same(row.numerator, above),
            "protected": (few or row.is_beside)
            and row.value is row.numerator is row.denominator is row.cases is row.low is None,
            "missing": math.isnan(value) and row.value is None,
        }
        if not right.get(row.status, False):
            yield f"{line.indicator} {where}: {row}, recounted {above} / {below} = {value}"


@pytest.mark.parametrize("line", PLAIN, ids=lambda line: line.indicator)
def test_every_published_value_agrees_with_the_recount(line: Line, recount: Recount, published: Published) -> None:
    wrong = list(complaints(line, published[line.indicator, "", ""], recount.pairs(line)))
    for breakdown, groups in line.by.items():
        for code, condition in groups.items():
            of_city = {
                where: pair
                for where, pair in recount.pairs(line, breakdown, code, condition).items()
                if where[0] == CITY
            }
            wrong += complaints(line, published[line.indicator, breakdown, code], of_city)
    assert not wrong


def test_what_is_hidden_beside_small_figures_stays_little(published: Published) -> None:
    rows = [row for found in published.values() for row in found.values()]
    assert 0 < sum(row.is_beside for row in rows) < len(rows) / 10


KNOWN = {line.indicator: line for line in PLAIN}
ORIGIN = ("citizenship", "FOREIGN", "DE")
HISTORY = ("migration_status", "WITH", "WITHOUT")


@pytest.mark.parametrize(
    ("indicator", "groups"),
    [
        *((name, ORIGIN) for name in ("lab_unemp_rate", "poor_sgb2", "poor_child", "poor_minimum", "edu_abitur")),
        *((name, HISTORY) for name in ("kita_3_6_mh", "kita_u3_mh", "seu_lang_need")),
    ],
)
def test_gap_and_ratio_compare_the_recounted_groups(
    indicator: str, groups: tuple[str, str, str], recount: Recount, published: Published
) -> None:
    line, (dimension, *codes) = KNOWN[indicator], groups
    one, other = (recount.pairs(line, dimension, code, line.by[dimension][code]) for code in codes)
    for where, gap in published[f"{indicator}-gap", "", ""].items():
        ratio = published[f"{indicator}-ratio", "", ""][where]
        first, second = quotient(line, *one[where]), quotient(line, *other[where])
        if gap.status == "value":
            assert same(gap.value, first - second), where
        if ratio.status == "value":
            assert same(ratio.value, first / second), where
        if "value" not in (gap.status, ratio.status):
            numbers = (*one[where], *other[where], one[where][1] - one[where][0], other[where][1] - other[where][0])
            is_beside = gap.is_beside and ratio.is_beside
            assert any(map(is_few, numbers)) or is_beside or not one[where][1] or not other[where][1], where


STRATA = {
    "lab_unemp_rate": [
        (f"age = '{age_}' AND sex = '{sex}'",) * 2 for age_ in ("Y15T24", "Y25T54", "Y55T64") for sex in "FM"
    ],
    "poor_sgb2": [("age = 'Y_LT15'", age(0, 14)), ("age = 'Y15T64'", age(15, 64))],
}


@pytest.mark.parametrize("indicator", STRATA)
def test_standardised_rates_weigh_the_strata_as_everybody_in_the_city(
    indicator: str, recount: Recount, published: Published
) -> None:
    line = KNOWN[indicator]
    everybody = strata(recount, line, "true")
    for code, condition in (("", "true"), *CITIZENSHIP.items()):
        own = strata(recount, line, condition)
        found = published[f"{indicator}-standardised", "citizenship" if code else "", code]
        assert {where for where in own if not code or where[0] == CITY} == set(found)
        for where, row in found.items():
            weights = [below for _, below in everybody[CITY, where[1]]]
            rates = [above / below for above, below in own[where]]
            value = sum(map(math.prod, zip(weights, rates, strict=True))) / sum(weights) * line.factor
            few = any(is_few(number) for above, below in own[where] for number in (above, below, below - above))
            assert row.status == ("protected" if few or row.is_beside else "value")
            assert few or row.is_beside or same(row.value, value), where


@pytest.mark.parametrize("indicator", STRATA)
def test_a_gap_falls_into_composition_and_rates_as_kitagawa_divides_it(
    indicator: str, recount: Recount, published: Published
) -> None:
    line = KNOWN[indicator]
    foreign, german = (strata(recount, line, CITIZENSHIP[code]) for code in ("FOREIGN", "DE"))
    found = {code: published[f"{indicator}-decomposition", "effect", code] for code in ("GAP", "COMPOSITION", "RATE")}
    for where, row in found["GAP"].items():
        if row.status == "value":
            composition, rate = kitagawa(foreign[where], german[where])
            assert same(found["COMPOSITION"][where].value, composition * line.factor), where
            assert same(found["RATE"][where].value, rate * line.factor), where
            assert same(row.value, (composition + rate) * line.factor), where


def strata(recount: Recount, line: Line, group: str) -> dict[Where, list[Pair]]:
    assert line.below
    found: dict[Where, list[Pair]] = {}
    for of_events, of_persons in STRATA[line.indicator]:
        events = recount.count(line.above.file, line.above.where, of_events, group)
        persons = recount.count(line.below.file, line.below.where, of_persons, group)
        for where in events:
            found.setdefault(where, []).append((events[where], persons[where]))
    return found


def kitagawa(one: list[Pair], other: list[Pair]) -> Pair:
    """Composition and rates: Kitagawa (1955), components of a difference between two rates."""
    composition, rates = 0.0, 0.0
    all_of_one, all_of_other = sum(persons for _, persons in one), sum(persons for _, persons in other)
    for (events, persons), (events_, persons_) in zip(one, other, strict=True):
        rate, rate_ = events / persons, events_ / persons_
        share, share_ = persons / all_of_one, persons_ / all_of_other
        composition += (share - share_) * (rate + rate_) / 2
        rates += (rate - rate_) * (share + share_) / 2
    return composition, rates


def test_pooled_years_add_numerators_and_denominators(recount: Recount, published: Published) -> None:
    pairs = {year: pair for (place, year), pair in recount.pairs(KNOWN["uma"]).items() if place == CITY}
    days = sorted(pairs)
    found = published["uma-pooled", "", ""]
    assert [period for _, period in sorted(found)] == days[2:]
    for number, day in enumerate(days[2:]):
        window = [pairs[entry] for entry in days[number : number + 3]]
        above, below = (sum(side) for side in zip(*window, strict=True))
        few = any(is_few(number, 5) for number, _ in window)
        assert found[CITY, day].status == ("protected" if few else "value")
        assert few or same(found[CITY, day].value, above / below * 1000)


def test_dissimilarity_is_half_the_sum_of_the_districts_differences(recount: Recount, published: Published) -> None:
    foreign, german = recount.count(REGISTER, FOREIGN), recount.count(REGISTER, "citizenship = 'DE'")
    for (place, day), row in published["hou_segreg", "", ""].items():
        assert place == CITY
        parts = [where for where in foreign if where[1] == day and where[0] != CITY]
        assert len(parts) == 18
        differences = (abs(foreign[w] / foreign[CITY, day] - german[w] / german[CITY, day]) for w in parts)
        assert same(row.value, sum(differences) / 2)


@pytest.mark.parametrize(("code", "condition"), [("", FOREIGN), *CITIZENSHIP.items()])
def test_mean_age_takes_everybody_at_the_middle_of_a_year_of_age(
    code: str, condition: str, recount: Recount, published: Published
) -> None:
    middle = "CASE WHEN years = 100 THEN 102.5 ELSE years + 0.5 END"  # "100 and older" as five years wide
    lived = f"SELECT ref_area, time_period, sum(obs_value * {middle}), sum(obs_value) FROM register WHERE {condition}"
    rows = recount.rows(REGISTER, f"{lived} GROUP BY ALL UNION {lived.replace('ref_area', repr(CITY))} GROUP BY ALL")
    means = {(place, day): float(years / persons) for place, day, years, persons in rows}
    for where, row in published["pop_age_foreign", "citizenship" if code else "", code].items():
        assert same(row.value, means[where]), where


def test_the_ten_largest_origins_are_those_of_each_place_and_year(recount: Recount, published: Published) -> None:
    origins: dict[Where, list[float]] = {}
    file = "population_by_country"
    of_place = f"SELECT ref_area, time_period, citizenship, sum(obs_value) FROM {file} GROUP BY ALL"
    of_city = of_place.replace("ref_area", repr(CITY))
    for place, day, _, persons in recount.rows(file, f"{of_place} UNION {of_city}"):
        origins.setdefault((place, day), []).append(float(persons))
    for where, row in published["pop_top_origins", "", ""].items():
        assert same(row.value, sum(sorted(origins[where])[-10:]) / sum(origins[where]) * 100), where


def wilson(share: float, asked: float) -> Pair:
    """Wilson (1927): the bounds of a share of which nothing is known but these persons."""
    z = NormalDist().inv_cdf(0.975)
    middle = share + z * z / (2 * asked)
    spread = z * math.sqrt(share * (1 - share) / asked + (z / asked / 2) ** 2)
    return (middle - spread) / (1 + z * z / asked), (middle + spread) / (1 + z * z / asked)


@pytest.mark.parametrize("indicator", ["pop_foreign_share", "status_secure", "kita_3_6_mh", "poor_child"])
def test_shares_of_registers_have_wilsons_bounds(indicator: str, published: Published) -> None:
    for row in published[indicator, "", ""].values():
        if row.value is not None and row.numerator is not None and row.denominator:
            low, high = wilson(row.numerator / row.denominator, row.denominator)
            assert math.isclose(row.low or 0, low * 100, rel_tol=1e-6, abs_tol=1e-6)
            assert math.isclose(row.high or 0, high * 100, rel_tol=1e-6)


@pytest.mark.parametrize("indicator", ["mig_in_foreign", "soc_vol_local", "saf_suspects"])
def test_the_bounds_of_a_rate_leave_one_in_forty_on_either_side(indicator: str, published: Published) -> None:
    """Garwood (1936): at the bounds as many events or more, as many or fewer, have a probability of 2.5 per cent."""
    factor = KNOWN[indicator].factor
    for row in published[indicator, "", ""].values():
        if row.numerator is not None and row.denominator and row.low is not None and row.high is not None:
            events, (low, high) = (
                int(row.numerator),
                (bound / factor * row.denominator for bound in (row.low, row.high)),
            )
            assert events == 0 or math.isclose(1 - at_most(events - 1, low), 0.025, rel_tol=1e-6)
            assert math.isclose(at_most(events, high), 0.025, rel_tol=1e-6)


def at_most(events: int, expected: float) -> float:
    """The probability of so many events or fewer where so many are expected (Poisson)."""
    return math.fsum(math.exp(n * math.log(expected) - expected - math.lgamma(n + 1)) for n in range(events + 1))


SURVEYS = {
    "lab_act_rate": ("labour_status", "status IN ('EMPLOYED', 'UNEMPLOYED')"),
    "lab_emp_rate": ("labour_status", "status = 'EMPLOYED'"),
    "german_self": ("survey_respondents", "german_skills = 'GOOD'"),
    "soc_volunteer": ("respondents_volunteering", "volunteering = 'YES'"),
    "poor_risk": ("persons_by_poverty_risk", "poverty_risk = 'YES'"),
}
DESIGN_EFFECT = 1.5


@pytest.mark.parametrize("indicator", SURVEYS)
def test_shares_of_surveys_rest_on_the_persons_asked(indicator: str, recount: Recount, published: Published) -> None:
    file, where = SURVEYS[indicator]
    for code, condition in (("", "true"), *{**SEXES, **STATUS}.items()):
        breakdown = "" if not code else "sex" if code in SEXES else "migration_status"
        weighted, persons = (recount.count(file, f"variable = '{file}'", condition, entry) for entry in (where, ""))
        cases, asked = (recount.count(file, f"variable = '{file}_cases'", condition, entry) for entry in (where, ""))
        for at, row in published.get((indicator, breakdown, code), {}).items():
            share = weighted[at] / persons[at]
            if row.status == "value":
                assert same(row.value, share * 100)
                assert row.cases == cases[at]
                low, high = wilson(share, asked[at] / DESIGN_EFFECT)
                assert math.isclose(row.low or 0, low * 100, rel_tol=1e-6), (at, cases[at], asked[at])
                assert math.isclose(row.high or 0, high * 100, rel_tol=1e-6), (at, cases[at], asked[at])
