"""On which terms a job runs: how often it is tried, what people call it, whether it is one transaction."""

from __future__ import annotations

from dataclasses import dataclass

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
    """The usual terms for a task that was not declared with `job`."""
    return TERMS.get(path, Terms())
