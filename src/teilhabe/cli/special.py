"""`teilhabe release special`: an enquiry that needs figures which no release tells becomes a release of its own."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from teilhabe.cli import workspaces
from teilhabe.cli.figures import by_dimension
from teilhabe.cli.hiding import hidden_lines
from teilhabe.cli.tables import aligned
from teilhabe.engine.pipeline.build import require_built
from teilhabe.engine.pipeline.city import City, read_city
from teilhabe.engine.pipeline.questions import Question
from teilhabe.engine.pipeline.special import indicators, tables
from teilhabe.engine.pipeline.special.evaluation import Evaluation
from teilhabe.engine.pipeline.special.releasing import Special, release
from teilhabe.engine.pipeline.special.tables import TableQuestion
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import UsageError
from teilhabe.release.reader import SPECIAL_TABLE
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number, meant

EXAMPLES = """examples:
  teilhabe release special cities/musterstadt --indicator pop_foreign_n --period 2024 --by citizenship=SY,AF
  teilhabe release special cities/musterstadt --dataset naturalisations --variable naturalisations \\
      --dimensions ref_area,sex --where citizenship=SY --period 2024
"""
_DONE = Text("Sonderauswertung {release}: {path}", "Special evaluation {release}: {path}")
_ALL_SHOWN = Text("Alle {figures} Zahlen dürfen genannt werden.", "All {figures} figures may be told.")
_HIDDEN_MARK = Text(
    "• geschützt: Zu wenige Menschen, oder andere Zahlen verrieten sie.",
    "• protected: too few people, or other figures would give them away.",
)
_NEXT = Text(
    "Sie ist noch nicht freigegeben: teilhabe release approve {release} --city {city} --by NAME --purpose ZWECK "
    "--legal-basis GRUNDLAGE",
    "It is not approved yet: teilhabe release approve {release} --city {city} --by NAME --purpose PURPOSE "
    "--legal-basis BASIS",
)


def register(actions: argparse._SubParsersAction[Any]) -> None:
    parser = actions.add_parser(
        "special",
        help="answer an enquiry with a release of its own",
        description="An enquiry that needs figures which no release tells: figures of an indicator, or a table of one "
        "dataset with all its sums. They pass the same gate and are noted in the same ledger.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("city_folder", type=Path, metavar="CITY_DIR", help="the city's folder; build it first")
    parser.add_argument("--indicator", metavar="ID", help="figures of this indicator")
    parser.add_argument("--place", metavar="CODE,…", help="of the indicator at these places (default: the city)")
    parser.add_argument("--by", metavar="DIM=CODE,…", help="of the indicator for these codes of one dimension")
    parser.add_argument("--period", metavar="P", help="one period (default: all)")
    parser.add_argument("--dataset", metavar="D", help="a table of this dataset")
    parser.add_argument("--variable", metavar="V", help="what the table counts")
    parser.add_argument("--dimensions", metavar="a,b", help="along which it is divided; ref_area: the districts")
    parser.add_argument(
        "--where", metavar="DIM=CODE,…", action="append", default=[], help="only these codes; may be repeated"
    )
    workspaces.add_option(parser)
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the release and show it; 3 where nothing of it may be told."""
    _refuse_half_questions(arguments)
    city = read_city(arguments.city_folder)
    workspace = Workspace(arguments.workspace, city.id)
    require_built(city, workspace)
    found = release(city, workspace, _evaluation(city, workspace, arguments))
    for line in special_lines(found, city.id, arguments.lang):
        print(line)
    return 0


def _refuse_half_questions(arguments: argparse.Namespace) -> None:
    table = {name: getattr(arguments, name) for name in ("dataset", "variable", "dimensions")}
    of_indicator = [arguments.indicator, arguments.place, arguments.by]
    if arguments.indicator and not any(table.values()) and not arguments.where:
        return
    if all(table.values()) and not any(of_indicator):
        return
    raise UsageError(
        "Bitte entweder --indicator angeben (dazu --place, --period, --by) oder --dataset, --variable und "
        "--dimensions (dazu --where, --period).",
        "Please give either --indicator (with --place, --period, --by) or --dataset, --variable and --dimensions "
        "(with --where, --period).",
    )


def _evaluation(city: City, workspace: Workspace, arguments: argparse.Namespace) -> Evaluation:
    if arguments.indicator:
        question = Question(arguments.indicator, None, arguments.period, *by_dimension("--by", arguments.by))
        places = arguments.place.split(",") if arguments.place else [city.code]
        return indicators.evaluation(city, workspace, question, places)
    dimensions = tuple(arguments.dimensions.split(","))
    return tables.evaluation(
        city, workspace, TableQuestion(
            arguments.dataset, arguments.variable, dimensions, _where(arguments.where), arguments.period
        ),
    )  # fmt: skip


def _where(given: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    return dict(by_dimension("--where", entry) for entry in given)


_SHOWN = ("ref_area", "place", "time_period", "code", "label")
_NOT_SHOWN = (
    "dataset",
    "variable",
    "sign",
    "unit",
    "base",
    "concept",
    "source",
    "notice",
    "status",
    "conf_status",
    "value",
)


def special_lines(found: Special, city: str, lang: Language) -> Iterator[str]:
    """The table as it may leave the house, what is hidden in it and why, and what comes next."""
    yield from _table(found, lang)
    if any(row[found.columns.index("status")] == "protected" for row in found.rows):
        yield _HIDDEN_MARK.in_language(lang)
        yield from hidden_lines(found.report, lang)
    else:
        yield _ALL_SHOWN.in_language(lang).format(figures=len(found.rows))
    yield _DONE.in_language(lang).format(release=found.folder.name, path=found.folder / SPECIAL_TABLE)
    yield _NEXT.in_language(lang).format(release=found.folder.name, city=city)


def _table(found: Special, lang: Language) -> Iterator[str]:
    names = _SHOWN if "indicator" in found.columns else [name for name in found.columns if name not in _NOT_SHOWN]
    columns = [found.columns.index(name) for name in names]
    places = [place for place in columns if any(row[place] for row in found.rows)]
    value, status = (found.columns.index(name) for name in ("value", "status"))
    rows = [[*(found.columns[place] for place in places), "value"]]
    for row in found.rows:
        rows.append([*(str(row[place]) for place in places), _printed(row[value], str(row[status]), lang)])
    yield from aligned(rows, right=(len(places),))


def _printed(value: object, status: str, lang: Language) -> str:
    if isinstance(value, int | float):
        exact = meant(value).normalize()
        return format_number(exact, min(3, max(0, -int(exact.as_tuple().exponent))), lang)
    return {"protected": "•", "unreliable": "/"}.get(status, "–")
