"""`teilhabe statements`: what a table has to tell, and whether a text says of a table what it holds."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from teilhabe.cli.recipes import load_recipe
from teilhabe.cli.statement_lines import checked_lines, checked_mapping, statement_mapping
from teilhabe.engine.preparation import prepare, take
from teilhabe.engine.statements.checking import disagreements
from teilhabe.engine.statements.choosing import judge_together, most_telling
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims import candidates
from teilhabe.engine.statements.prose import Status, check
from teilhabe.engine.statements.prose.labels import labels_of
from teilhabe.engine.statements.tables import topics
from teilhabe.engine.statements.topic import Topic
from teilhabe.errors import InputError
from teilhabe.text import LANGUAGES, Text, same
from teilhabe.wording.message import Register
from teilhabe.wording.sentences import say

EXAMPLE = """examples:
  teilhabe statements 6057.tsv --title "Ausländeranteil, Basel-Stadt"
  teilhabe statements 6057.tsv --lang en --json
  teilhabe statements districts.csv --place 101 --plain
  teilhabe statements 6057.tsv --check council-paper.md

With --check every number of the text is looked for in the table: backed (a cell or a simple calculation of cells of the
period and the group that the sentence names), contradicted, or not found. The exit code is 3 where any number is
contradicted or not found.
"""
_LEFT_OUT = Text(
    "{count} Aussagen wurden weggelassen, weil ihr Satz nicht eindeutig zurückgelesen werden konnte.",
    "{count} statements were left out because their sentence could not be read back unambiguously.",
)
_NOTHING = Text("Diese Tabelle erlaubt keine Aussage.", "This table allows no statement.")


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `statements`."""
    parser = commands.add_parser(
        "statements",
        help="tell what a table says, or check what a text says of it",
        description="The most telling statements of a table, each tested and read back; or a text checked against it.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="TABLE", help="table file, zipped or not")
    parser.add_argument("--recipe", type=Path, metavar="R.toml", help="decisions about this table")
    parser.add_argument("--table", default="", metavar="NAME", help="which table of a workbook or archive with several")
    parser.add_argument(
        "--title", default="", metavar="TEXT", help="what the table is called, where it does not say so"
    )
    parser.add_argument("--place", default="", metavar="CODE", help="the place that is reported on")
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help="language of the sentences")
    parser.add_argument("--plain", action="store_true", help="plain German: short sentences, everyday words")
    parser.add_argument(
        "--check", type=Path, metavar="TEXT.md", help="a text whose numbers are looked for in the table"
    )
    parser.add_argument("--json", action="store_true", help="everything as JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print statements, 0; or a line for every sentence of a text, 3 where the table does not back it all."""
    recipe = load_recipe(arguments.recipe, arguments.table)
    found = topics(
        prepare(take(arguments.file, recipe.table), recipe), same(arguments.title) if arguments.title else None
    )
    _check_place(found, arguments.place)
    judged = judge_together(claim for topic in found for claim in candidates(topic, arguments.place))
    return _check(found, judged, arguments) if arguments.check else _tell(found, judged, arguments)


def _check_place(found: Sequence[Topic], place: str) -> None:
    known = {series.key.place for topic in found for series in topic.series} - {""}
    if place and not known:
        raise InputError(
            f"--place {place}: Die Tabelle unterscheidet keine Orte; lassen Sie --place weg.",
            f"--place {place}: the table does not tell places apart; leave --place out.",
        )
    if place and place not in known:
        some = ", ".join(sorted(known)[:8])
        raise InputError(
            f"--place {place}: Diesen Ort enthält die Tabelle nicht; sie enthält {some}.",
            f"--place {place}: the table does not hold this place; it holds {some}.",
        )


def _tell(found: Sequence[Topic], judged: Sequence[Claim], arguments: argparse.Namespace) -> int:
    """The most telling claims whose sentence reads back; another one takes the place of one that does not."""
    register: Register = "plain" if arguments.plain else "standard"
    names = labels_of(found, arguments.lang).names
    pool, left_out, texts = list(judged), 0, {}
    while True:
        chosen = most_telling(pool)
        texts = {id(claim): say(claim.message, arguments.lang, register) for claim in chosen}
        unread = [claim for claim in chosen if disagreements(claim, texts[id(claim)], arguments.lang, names)]
        if not unread:
            break
        left_out += len(unread)
        pool = [claim for claim in pool if not any(claim is other for other in unread)]
    if left_out:
        print(_LEFT_OUT.in_language(arguments.lang).format(count=left_out), file=sys.stderr)
    if arguments.json:
        limits = {topic.id: topic.limits for topic in found}
        rows = [statement_mapping(each, texts[id(each)], limits.get(each.topic, ()), arguments.lang) for each in chosen]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for claim in chosen:
        print(texts[id(claim)])
    if not chosen:
        print(_NOTHING.in_language(arguments.lang), file=sys.stderr)
    return 0


def _check(found: Sequence[Topic], judged: Sequence[Claim], arguments: argparse.Namespace) -> int:
    told = [claim for claim in judged if claim.is_told]
    checked = check(_text(arguments.check), found, arguments.lang, told)
    if arguments.json:
        print(json.dumps([checked_mapping(each, arguments.lang) for each in checked], ensure_ascii=False, indent=1))
    else:
        print("\n".join(checked_lines(checked, arguments.lang)))
    return 3 if any(each.status in (Status.CONTRADICTED, Status.NOT_FOUND) for each in checked) else 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: Der Text ist nicht in UTF-8 geschrieben; bitte speichern Sie ihn als UTF-8.",
            f"{path}: the text is not written in UTF-8; please save it as UTF-8.",
        ) from error
