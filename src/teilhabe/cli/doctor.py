"""`teilhabe doctor`: whether this machine and this workspace are fit for work."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teilhabe.cli import workspaces
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import TeilhabeError
from teilhabe.release.reader import open_release
from teilhabe.text import Text

LEAST_FREE_BYTES = 1 << 30


@dataclass(frozen=True)
class Check:
    name: Text
    passed: bool
    detail: Text


def register(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser("doctor", help="check this machine and the workspace", description=__doc__)
    workspaces.add_option(parser)
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    checks = [*_machine(arguments.workspace), *_releases(arguments.workspace)]
    for check in checks:
        mark = "✓" if check.passed else "✗"
        print(f"{mark} {check.name.in_language(arguments.lang)}: {check.detail.in_language(arguments.lang)}")
    return 0 if all(check.passed for check in checks) else 3


def _machine(workspace: Path) -> Iterator[Check]:
    import duckdb  # half a second that other commands need not wait for

    version = ".".join(map(str, sys.version_info[:3]))
    yield Check(Text("Python", "Python"), sys.version_info[:2] == (3, 11), Text(version, version))
    yield Check(
        Text("DuckDB", "DuckDB"), duckdb.__version__.startswith("2."), Text(duckdb.__version__, duckdb.__version__)
    )
    existing = next(path for path in (workspace, *workspace.absolute().parents) if path.exists())
    writable = existing.is_dir() and os.access(existing, os.W_OK)
    yield Check(
        Text("Arbeitsbereich", "Workspace"),
        writable,
        Text(
            f"{workspace} ist {'' if writable else 'nicht '}beschreibbar",
            f"{workspace} is {'' if writable else 'not '}writable",
        ),
    )
    free = shutil.disk_usage(existing).free
    gigabytes = f"{free / (1 << 30):.1f} GiB"
    yield Check(Text("Freier Platz", "Free space"), free >= LEAST_FREE_BYTES, Text(gigabytes, gigabytes))


def _releases(root: Path) -> Iterator[Check]:
    for path in sorted(root.glob("*/releases/*/manifest.json")):
        city = path.parents[2].name
        name = Text(f"Fassung {city}/{path.parent.name}", f"Release {city}/{path.parent.name}")
        if path.parent.name.startswith("."):
            continue
        try:
            open_release(path.parent).verify()
            yield Check(name, True, Text("alle Prüfsummen stimmen", "all checksums agree"))
        except TeilhabeError as error:
            yield Check(name, False, error.text)
    if not list(root.glob("*/releases")):
        missing = Workspace(root, "…").releases
        yield Check(Text("Fassungen", "Releases"), True, Text(f"noch keine ({missing})", f"none yet ({missing})"))
