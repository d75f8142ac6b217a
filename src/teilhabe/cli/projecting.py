"""`teilhabe project`: who will live in a city, by area, citizenship, sex and age, and how sure that is."""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from teilhabe.cli import backcasting
from teilhabe.cli.progress import ProgressLine
from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.projections.assembling import Exposure, exposure_of, rates_by_year
from teilhabe.engine.projections.backcast import compare, verdict
from teilhabe.engine.projections.courses import Course
from teilhabe.engine.projections.courses import run as run_course
from teilhabe.engine.projections.draws import Draws, seed_of
from teilhabe.engine.projections.estimation import BASE_YEARS, estimated
from teilhabe.engine.projections.grouping import LEAST, grouping_of
from teilhabe.engine.projections.history import is_history, read_history
from teilhabe.engine.projections.joining import joined_course
from teilhabe.engine.projections.population import AXES, Population
from teilhabe.engine.projections.rate_reading import read_rates
from teilhabe.engine.projections.rates import Moves, Rates
from teilhabe.engine.projections.reading import read_groups, read_moves, read_population, read_special, read_totals
from teilhabe.engine.projections.summing_up import Summary, rows, summary
from teilhabe.errors import InputError, UsageError
from teilhabe.text import Text

HEADER = (*AXES, "year", "median", "lo_80", "hi_80")
MOST_DRAWS, MOST_YEARS = 100_000, 200
DRAWS = 1_000
RatesOfYears = Callable[[int], Rates]
EXAMPLE = """examples:
  teilhabe project population.csv rates.csv --until 2040
  teilhabe project population.csv rates.csv --until 2040 --draws 0 --by citizenship -o totals.csv
  teilhabe project population.csv rates.csv --until 2035 --moves moves.csv --special dorms.csv --totals state.csv
  teilhabe project groups-of-five.csv rates.csv --until 2045 --step 5
  teilhabe project population.csv flows.csv --backcast -o scores.csv

POPULATION.csv  area, citizenship, sex, age, year, persons: one row per cell, on 31 December; area, citizenship may lack
RATES.csv       the same first columns; TOTAL or no entry means: holds for all. year is the year in which a step ends.
                age is that at the beginning (and "birth" for the newborn), age_reached that at the end of the step.
                fertility, mortality or survival, out_rate, in_number, net_rate, naturalisation, born_national
                Or the flows of a register, from which rates are estimated: age_reached, year, persons_before, births,
                arrivals, departures [deaths, naturalisations], one row per cell and year up to that of POPULATION.csv
                Files of the Swiss Federal Statistical Office (nat, mor, emi_int, acq …) are read as they are.
Everything about the files: docs/methods/projection.md
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `project`."""
    parser = commands.add_parser(
        "project",
        help="project a population by area, citizenship, sex and age",
        description="Cohort-component projection: survival, births with the citizenship of the child, arrivals, "
        "departures, moves inside the city, naturalisation. The output has one row per cell and year: the median of "
        "all draws and the bounds of their middle 80 %%. Without draws (--draws 0) the median is the expected number.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("population", type=Path, metavar="POPULATION.csv", help="who lives there now")
    parser.add_argument("rates", type=Path, metavar="RATES.csv", help="what is assumed to happen")
    parser.add_argument("--until", type=int, metavar="YEAR", help="the last year")
    parser.add_argument(
        "--step", type=int, choices=(1, 5), default=1, help="years in a step and in an age group (default: 1)"
    )
    parser.add_argument("--draws", type=int, default=DRAWS, metavar="N", help=f"0 for none (default: {DRAWS})")
    parser.add_argument("--seed", type=int, metavar="N", help="of the draws (default: from the bytes of both files)")
    _add_assumptions(parser)
    _add_output(parser)
    parser.set_defaults(func=run)


def _add_assumptions(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("further assumptions")
    group.add_argument("--moves", type=Path, metavar="FILE", help="origin, destination, rate [citizenship, sex, age]")
    group.add_argument(
        "--special", type=Path, metavar="FILE", help="persons who do not age in place: as POPULATION.csv"
    )
    group.add_argument("--totals", type=Path, metavar="FILE", help="given totals: year, persons and any first columns")
    group.add_argument("--from", type=int, dest="start", metavar="YEAR", help="start there (default: the newest year)")
    group.add_argument("--national", metavar="CODE", help="the own citizenship (default: told by its name)")
    group.add_argument("--scenario", metavar="NAME", help="one of those in RATES.csv")
    group.add_argument(
        "--exposure",
        choices=[str(kind) for kind in Exposure],
        help="whom rates count: everybody there, arrivals for half a step (half), or those there at the beginning "
        "(start; default: half, but start where RATES.csv brings the very population it is applied to as start_n)",
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("areas and output")
    group.add_argument(
        "--min-unit",
        type=float,
        default=LEAST,
        metavar="N",
        help=f"areas with fewer inhabitants are joined (default: {LEAST}; 0: none)",
    )
    group.add_argument("--groups", type=Path, metavar="FILE", help="area, group: only areas of one group are joined")
    group.add_argument(
        "--by", default=",".join(AXES), metavar="COLUMNS", help="what to tell apart (default: all); the rest is TOTAL"
    )
    group.add_argument(
        "--backcast",
        action="store_true",
        help="instead: how good projections from earlier years would have been; RATES.csv holds flows",
    )
    group.add_argument("-o", "--output", default="-", metavar="OUT.csv|-", help="where to (default: standard output)")


def run(arguments: argparse.Namespace) -> int:
    """Write the projection; notes and progress go to standard error."""
    kept = _kept(arguments.by)
    _check(arguments)
    if arguments.backcast:
        return _backcast(arguments)
    course, notes = _course(arguments)
    years = _years(course, arguments)
    for note in notes:
        print(f"teilhabe: {note.in_language(arguments.lang)}", file=sys.stderr)
    found = _told(_summaries(course, kept, arguments), len(years))
    with _opened(arguments.output) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows(found, course.axes, kept))
    return 0


def _backcast(arguments: argparse.Namespace) -> int:
    """Write what projections from earlier years would have said; the verdict goes to standard error."""
    population = read_population(arguments.population, arguments.step, arguments.national, arguments.start)
    history = read_history(arguments.rates, population)
    if len(history.years) < 2:
        raise InputError(
            f"{arguments.rates}: --backcast braucht die Bewegungen von mindestens zwei Jahren.",
            f"{arguments.rates}: --backcast needs the flows of two years at least.",
        )
    found = list(compare(history, arguments.draws or DRAWS, _seed(arguments), _workers()))
    with _opened(arguments.output) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(backcasting.HEADER)
        for comparison in found:
            writer.writerows(backcasting.rows(comparison, population.axes))
    print(f"teilhabe: {backcasting.sentence(verdict(found)).in_language(arguments.lang)}", file=sys.stderr)
    return 0


def _years(course: Course, arguments: argparse.Namespace) -> Sequence[int]:
    """The start and the ends of all steps; UsageError where they do not meet --until."""
    if arguments.until is None:
        raise UsageError("--until JAHR fehlt.", "--until YEAR is missing.")
    years = [course.start.year, *course.years(arguments.until)]
    if len(years) < 2 or years[-1] != arguments.until or len(years) > MOST_YEARS:
        raise UsageError(
            f"--until {arguments.until}: Die Bevölkerung ist von {years[0]}; erreichbar ist jedes Jahr "
            f"{arguments.step}, {2 * arguments.step} … danach, höchstens {MOST_YEARS} Schritte.",
            f"--until {arguments.until}: the population is of {years[0]}; any year {arguments.step}, "
            f"{2 * arguments.step} … later can be reached, {MOST_YEARS} steps at most.",
        )
    return years


def _check(arguments: argparse.Namespace) -> None:
    """UsageError for numbers out of bounds."""
    if not 0 <= arguments.draws <= MOST_DRAWS:
        raise UsageError(
            f"--draws {arguments.draws}: erlaubt ist 0 bis {MOST_DRAWS}.",
            f"--draws {arguments.draws}: allowed is 0 to {MOST_DRAWS}.",
        )
    if arguments.min_unit < 0 or (arguments.seed is not None and arguments.seed < 0):
        raise UsageError(
            "--min-unit und --seed dürfen nicht negativ sein.", "--min-unit and --seed must not be negative."
        )


def _kept(by: str) -> tuple[str, ...]:
    kept = tuple(name.strip() for name in by.split(",") if name.strip())
    if unknown := set(kept) - set(AXES) - {"TOTAL"}:
        named = ", ".join(sorted(unknown))
        raise UsageError(
            f"--by {by}: „{named}“ gibt es nicht; möglich sind {', '.join(AXES)} und TOTAL.",
            f"--by {by}: there is no “{named}”; possible are {', '.join(AXES)} and TOTAL.",
        )
    return kept


def _course(arguments: argparse.Namespace) -> tuple[Course, Sequence[Text]]:
    """All files read; areas with few inhabitants are joined before rates are looked up."""
    single = read_population(arguments.population, arguments.step, arguments.national, arguments.start)
    grouping = grouping_of(single, arguments.min_unit, _groups(arguments, single.axes.areas))
    moves = read_moves(arguments.moves, single.axes) if arguments.moves else None
    rates, said = _estimated(arguments, single, moves) if _is_history(arguments) else _given(arguments, single, moves)
    course = Course(
        single,
        rates,
        read_special(arguments.special, single) if arguments.special else None,
        read_totals(arguments.totals, single.axes) if arguments.totals else {},
    )
    return joined_course(course, grouping), [*said, *_notes(grouping.joined, arguments.min_unit)]


def _is_history(arguments: argparse.Namespace) -> bool:
    return arguments.step == 1 and is_history(arguments.rates)


def _given(
    arguments: argparse.Namespace, start: Population, moves: Moves | None
) -> tuple[RatesOfYears, Sequence[Text]]:
    """The rates of the file, and what was assumed in reading it."""
    sheet = read_rates(arguments.rates, start, arguments.scenario)
    exposure = Exposure(arguments.exposure) if arguments.exposure else exposure_of(sheet, start)
    return rates_by_year(sheet, start.axes, exposure, moves), [*sheet.notes, _said(exposure)]


def _estimated(
    arguments: argparse.Namespace, start: Population, moves: Moves | None
) -> tuple[RatesOfYears, Sequence[Text]]:
    """The same rates for all years, from the flows of earlier ones."""
    history = read_history(arguments.rates, start)
    rates = replace(estimated(history), moves=moves)
    first = history.years[-BASE_YEARS:][0]
    return lambda _: rates, [
        Text(
            f"Die Raten sind aus den Bewegungen von {first} bis {start.year} geschätzt.",
            f"Rates are estimated from the flows of {first} to {start.year}.",
        )
    ]


def _groups(arguments: argparse.Namespace, areas: Sequence[str]) -> Mapping[str, str] | None:
    return read_groups(arguments.groups, areas) if arguments.groups else None


def _notes(joined: Sequence[str], least: float) -> Iterator[Text]:
    if joined:
        named = ", ".join(joined)
        yield Text(
            f"Gebiete unter {least:g} Einwohnern sind zusammengefasst (--min-unit): {named}.",
            f"Areas below {least:g} inhabitants are joined (--min-unit): {named}.",
        )


def _said(exposure: Exposure) -> Text:
    if exposure is Exposure.START:
        return Text(
            "Die Raten zählen auf die Bevölkerung am Anfang jedes Schritts (--exposure start).",
            "Rates count on the population at the beginning of each step (--exposure start).",
        )
    return Text(
        "Die Raten gelten allen, die da sind, Zuziehenden einen halben Schritt lang (--exposure half).",
        "Rates hold for everybody there, for arrivals half a step (--exposure half).",
    )


def _summaries(course: Course, kept: Sequence[str], arguments: argparse.Namespace) -> Iterator[Summary]:
    if arguments.draws == 0:
        return (summary(found.year, found.persons, kept) for found in run_course(course, arguments.until))
    draws = Draws(course, arguments.until, arguments.draws, _seed(arguments), workers=_workers())
    return (summary(drawn.year, drawn.persons, kept, _workers()) for drawn in draws)


def _seed(arguments: argparse.Namespace) -> int:
    if arguments.seed is not None:
        return int(arguments.seed)
    return seed_of(arguments.population.read_bytes(), arguments.rates.read_bytes())


def _workers() -> int:
    return os.cpu_count() or 1


def _told(summaries: Iterable[Summary], total: int) -> Iterator[Summary]:
    """The same summaries, with progress on a terminal."""
    progress = ProgressLine()
    progress("", 0, total)
    for done, found in enumerate(summaries, 1):
        progress(str(found.year), done, total)
        yield found
    progress.clear()


@contextmanager
def _opened(output: str) -> Iterator[TextIO]:
    """Standard output, or a file that is there only when it is whole."""
    if output == "-":
        yield sys.stdout
        return
    path = Path(output)
    if not path.absolute().parent.is_dir():
        raise UsageError(
            f"{output}: Den Ordner {path.parent} gibt es nicht.", f"{output}: there is no folder {path.parent}."
        )
    with atomic_path(path) as part, part.open("w", encoding="utf-8", newline="") as stream:
        yield stream
