"""Statuses: flags and status codes that a format keeps beside its values become the attributes of the contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from teilhabe.codes.flags import parse_cell, status_of, without_number
from teilhabe.codes.signs import FREE, MISSING, NORMAL, SIGNS, UNRELIABLE
from teilhabe.engine.cube.coded import Coded, zipped
from teilhabe.engine.preparation.findings import Finding
from teilhabe.text import Text

_OBS_STATUS = frozenset("ABDEFGHIJKLMNOPQSUVWX")
"""SDMX CL_OBS_STATUS 2.2."""
_CONF_STATUS = frozenset("FNCDSAOTGMPEBIQRLWJVZ")
"""SDMX CL_CONF_STATUS 1.3."""


@dataclass(frozen=True)
class Status:
    """What a mark means; `sign` is the mark as it stands in the file, "" where it says that nothing is special."""

    obs_status: str
    conf_status: str
    sign: str
    is_known: bool = True


@dataclass(frozen=True)
class Statuses:
    """Attributes of a draft, one entry per observation, and what is odd about them."""

    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


def is_number(value: str) -> bool:
    """Whether a value cell holds a number, not a sign, "NaN" or nothing."""
    return value not in SIGNS and value not in ("NaN", "nan")


@lru_cache(maxsize=4096)
def read_status(mark: str, confidentiality: str, has_number: bool) -> Status:
    """A mark as publishers write it: flags ("bp"), a code of CL_OBS_STATUS ("P") or a sign (":")."""
    found = _of_mark(mark, has_number)
    given = confidentiality.upper()
    known = given in _CONF_STATUS or not given
    return Status(found.obs_status, given if given and known else found.conf_status, found.sign, found.is_known)


def _of_mark(mark: str, has_number: bool) -> Status:
    if mark == NORMAL or (not mark and has_number):
        return Status(NORMAL if has_number else MISSING, FREE, "")
    if mark in _OBS_STATUS:
        return Status(mark if has_number else without_number(mark), FREE, mark)
    if not has_number and mark in SIGNS:
        return Status(SIGNS[mark].obs_status, SIGNS[mark].conf_status, mark)
    flags = status_of(mark, has_number)
    if flags:
        return Status(*flags, mark)
    cell = None if has_number else parse_cell(mark)
    if cell:
        return Status(cell.obs_status, cell.conf_status, mark)
    return Status(UNRELIABLE if has_number else MISSING, FREE, mark, is_known=False)


def read_statuses(
    values: Sequence[str], marks: Sequence[str], confidentialities: Sequence[str] = (), rows: Sequence[int] = ()
) -> Statuses:
    """Status, confidentiality and sign of each value; marks that no list explains make a value unreliable.

    `confidentialities` are codes of CL_CONF_STATUS, none where the file has no such column.
    """
    second = confidentialities or Coded.constant("", len(values))
    keys = zipped(Coded.of(marks), Coded.of(second), Coded.of(values).map(is_number))
    read = {key: read_status(str(key[0]).strip(), str(key[1]).strip(), bool(key[2])) for key in keys.cells}
    if all(found == _NOTHING for found in read.values()):
        return Statuses()
    found = keys.map(read.__getitem__)
    return Statuses(
        {
            "obs_status": found.map(lambda status: status.obs_status),
            "conf_status": found.map(lambda status: status.conf_status),
            "source_sign": found.map(lambda status: status.sign),
        },
        _unknown([status.sign for status in found if not status.is_known] if _any_unknown(read) else [], marks, rows),
    )


def _any_unknown(read: Mapping[Any, Status]) -> bool:
    return any(not status.is_known for status in read.values())


_NOTHING = Status(NORMAL, FREE, "")


def _unknown(unknown: Sequence[str], marks: Sequence[str], rows: Sequence[int]) -> list[Finding]:
    stripped = [mark.strip() for mark in marks] if unknown else []
    return [
        Finding(
            "unknown-sign",
            "warning",
            Text(
                f"Das Kennzeichen „{mark[:60]}“ ist nicht bekannt ({count}-mal); "
                "die Werte gelten als eingeschränkt aussagefähig.",
                f"The mark {mark[:60]!r} is not known ({count} times); the figures count as unreliable.",
            ),
            row=rows[stripped.index(mark)] if rows else None,
            data={"sign": mark[:60], "count": count},
        )
        for mark, count in sorted(Counter(unknown).items())[:_MOST]
    ]


_MOST = 20
"""More findings of one kind than this help nobody."""
