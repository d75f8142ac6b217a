"""`teilhabe release`: list the releases of a workspace, compare two, review and approve one, answer an enquiry."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from typing import Any

from teilhabe.cli import special, workspaces
from teilhabe.cli.comparing import difference_lines
from teilhabe.cli.reviewing import review, review_lines
from teilhabe.engine.pipeline import approvals
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.differences import compare
from teilhabe.engine.pipeline.special.evaluation import enquiry_of, in_words
from teilhabe.errors import UsageError
from teilhabe.release.reader import SPECIAL_TABLE, open_pages, open_release
from teilhabe.text import Text

_APPROVED = Text("Fassung {release} ist freigegeben von {by}.", "Release {release} is approved by {by}.")
_APPROVED_BEFORE = Text(
    "Fassung {release} war schon freigegeben, von {by} am {at}.",
    "Release {release} was approved before, by {by} on {at}.",
)
_NONE = Text("nicht freigegeben", "not approved")
_BY = Text("freigegeben von {by} am {at}", "approved by {by} on {at}")
_SPECIAL = Text("Sonderauswertung: {enquiry}", "special evaluation: {enquiry}")
_HAND_OUT = Text("Weitergegeben wird: {path}", "What is handed out: {path}")
_NO_RELEASE = Text("Es gibt noch keine Fassung.", "There is no release yet.")


def register(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser(
        "release", help="list, compare, review and approve releases; answer an enquiry", description=__doc__
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the releases of the workspace, newest marked")
    workspaces.add_option(listing)
    workspaces.add_city_option(listing)
    listing.set_defaults(func=run_list)
    comparing = actions.add_parser(
        "diff",
        help="which figures differ between two releases, and why",
        epilog="example: teilhabe release diff 3f2a latest --city kaiserslautern",
    )
    comparing.add_argument("earlier", metavar="A", help="a release: its id, the beginning of its id, or 'latest'")
    comparing.add_argument("later", metavar="B", help="the release to compare it with")
    comparing.add_argument("--all", action="store_true", help="every figure, not only the first of each reason")
    comparing.add_argument("--json", action="store_true", help="as JSON, with the figures before and after")
    workspaces.add_option(comparing)
    workspaces.add_city_option(comparing)
    comparing.set_defaults(func=run_diff)
    reviewing = actions.add_parser(
        "review",
        help="what is new in a release, what is hidden and why, what was approved before",
        epilog="example: teilhabe release review latest --city musterstadt",
    )
    reviewing.add_argument("release", metavar="ID", help="the release's id, or 'latest'")
    reviewing.add_argument("--json", action="store_true", help="as JSON; counts only, never a hidden value")
    workspaces.add_option(reviewing)
    workspaces.add_city_option(reviewing)
    reviewing.set_defaults(func=run_review)
    approving = actions.add_parser(
        "approve",
        help="let a release leave the statistics zone",
        epilog="example: teilhabe release approve latest --city musterstadt --by 'A. Beispiel' --purpose Monitoring "
        "--legal-basis '§ 3 Statistiksatzung'",
    )
    approving.add_argument("release", metavar="ID", help="the release's id, or 'latest'")
    approving.add_argument("--by", required=True, metavar="NAME", help="who approves")
    approving.add_argument("--purpose", required=True, help="what the release is for")
    approving.add_argument("--legal-basis", required=True, help="what allows it, such as the by-law on statistics")
    workspaces.add_option(approving)
    workspaces.add_city_option(approving)
    approving.set_defaults(func=run_approve)
    special.register(actions)


def run_list(arguments: argparse.Namespace) -> int:
    workspace = workspaces.find(arguments.workspace, arguments.city)
    latest = workspace.newest
    known = {entry.release: entry for entry in approvals.read(workspace.approvals)}
    releases = sorted(path.parent.name for path in workspace.releases.glob("*/manifest.json"))
    for release in releases:
        entry = known.get(release)
        state = (
            _BY.in_language(arguments.lang).format(by=entry.by, at=entry.at)
            if entry
            else _NONE.in_language(arguments.lang)
        )
        enquiry = enquiry_of(open_release(workspace.releases / release))
        asked = "  " + _SPECIAL.in_language(arguments.lang).format(enquiry=in_words(enquiry)) if enquiry else ""
        print(f"{'→' if release == latest else ' '} {release}  {state}{asked}")
    if not releases:
        print(_NO_RELEASE.in_language(arguments.lang))
    return 0


def run_diff(arguments: argparse.Namespace) -> int:
    workspace = workspaces.find(arguments.workspace, arguments.city)
    earlier, later = (open_pages(workspace.release(name)) for name in (arguments.earlier, arguments.later))
    found = compare(earlier, later)
    if arguments.json:
        print(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        for line in difference_lines(found, arguments.lang, full=arguments.all):
            print(line)
    return 0


def run_review(arguments: argparse.Namespace) -> int:
    workspace = workspaces.find(arguments.workspace, arguments.city)
    found = review(workspace, open_release(workspace.release(arguments.release)))
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for line in review_lines(found, arguments.lang):
            print(line)
    return 0


def run_approve(arguments: argparse.Namespace) -> int:
    workspace = workspaces.find(arguments.workspace, arguments.city)
    _require("--by", arguments.by)
    _require("--purpose", arguments.purpose)
    _require("--legal-basis", arguments.legal_basis)
    entry = approvals.Approval(
        release="",
        by=arguments.by,
        at=datetime.now(tz=UTC).isoformat(timespec="seconds"),
        purpose=arguments.purpose,
        legal_basis=arguments.legal_basis,
    )
    approved = approve(workspace, arguments.release, entry)
    said = _APPROVED if approved.at == entry.at else _APPROVED_BEFORE
    print(said.in_language(arguments.lang).format(release=approved.release, by=approved.by, at=approved.at))
    folder = workspace.releases / approved.release
    if open_release(folder).is_special:
        print(_HAND_OUT.in_language(arguments.lang).format(path=folder / SPECIAL_TABLE))
    return 0


def _require(option: str, value: str) -> None:
    if not value.strip():
        raise UsageError(f"{option} darf nicht leer sein.", f"{option} must not be empty.")
