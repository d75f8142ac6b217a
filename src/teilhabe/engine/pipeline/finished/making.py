"""From the file of a finished indicator to everything that is written about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from teilhabe.engine.pipeline.finished.metadata import read_metadata
from teilhabe.engine.pipeline.finished.products import products
from teilhabe.engine.pipeline.finished.table import read_table
from teilhabe.engine.sources.snapshot import take


def make(identifier: str, file: Path, about: Path | None, attributes: Iterable[str]) -> Mapping[str, str]:
    """Path → text of every file about the indicator; InputError where `file` is at fault.

    `about`: the file with its name and notes; `attributes`: columns that describe a value and divide nobody.
    """
    return products(read_table(identifier, take(file), attributes), read_metadata(about))
