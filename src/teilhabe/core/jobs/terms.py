"""On which terms a job runs: how often it is tried, what people call it, whether it is one transaction."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

from django.utils.functional import Promise


@dataclass(frozen=True)
class Terms:
    max_attempts: int = 5
    label: str | Promise = ""
    """What people read on the queue page; the function's name where there is none."""
    in_transaction: bool = True


TERMS: dict[str, Terms] = {}
"""The terms of every job, by the path of its function."""


def terms_of(path: str) -> Terms:
    """The terms of the job with this path; the usual ones where it was not declared with `job` or is gone."""
    if path not in TERMS:
        with suppress(ImportError):  # a process that has not met the job yet learns its terms from its module
            import_module(path.rpartition(".")[0])
    return TERMS.get(path, Terms())


def label_of(path: str) -> str | Promise:
    """What people call the job with this path."""
    return terms_of(path).label or path.rpartition(".")[2]
