"""Formats that describe themselves: dimensions, codes and labels stand in the file and need no recognition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from teilhabe.engine.preparation.described import eurostat_tsv, json_stat, px, sdmx_csv, sdmx_ml
from teilhabe.engine.preparation.draft import Draft


class Reader(Protocol):
    """One format. `recognises` sees the beginning of the text; `read` returns a draft for each table in it."""

    def recognises(self, text: str) -> bool: ...

    def read(self, name: str, text: str) -> Sequence[Draft]: ...


READERS: Sequence[Reader] = (json_stat, px, sdmx_ml, eurostat_tsv, sdmx_csv)
_HEAD = 65536


def read(name: str, text: str) -> Sequence[Draft] | None:
    """The drafts of a text in one of these formats, None where it is in none of them; UnreadableFile where it is
    in one of them but damaged."""
    head = text[:_HEAD]
    reader = next((reader for reader in READERS if reader.recognises(head)), None)
    return None if reader is None else reader.read(name, text)
