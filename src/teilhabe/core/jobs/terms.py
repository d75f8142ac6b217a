"""On which terms a job runs: how often it is tried, what people call it, what follows where all was in vain."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.utils.functional import Promise
from django_tasks.base import Task


@dataclass(frozen=True)
class Terms:
    max_attempts: int = 5
    label: str | Promise = ""
    """What people read on the queue page; the function's name where there is none."""
    in_transaction: bool = True
    when_given_up: Task[Any, None] | None = None
    """The job that is asked for, with the same arguments, once it has failed for good."""


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
