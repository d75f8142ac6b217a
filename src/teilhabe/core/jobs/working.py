"""Works on jobs: one after the other, each whole or not at all."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from django.db import transaction

from teilhabe.core.jobs.job import PermanentFailure
from teilhabe.core.jobs.queue import Claim, LeaseLost, claim, finish, give_up, postpone
from teilhabe.core.jobs.terms import terms_of

logger = logging.getLogger("teilhabe.jobs")


def work_off(limit: int | None = None, holder: str = "this process") -> int:
    """Run what is due in this process, until nothing is or `limit` jobs have run; how many ran."""
    ran = 0
    while (limit is None or ran < limit) and work_on_next(holder):
        ran += 1
    return ran


def _nothing(_claimed: Claim | None) -> None:
    """Nobody needs to know what is at hand."""


def work_on_next(holder: str, at_hand: Callable[[Claim | None], None] = _nothing) -> bool:
    """Run the next job; False where none is due. `at_hand` is told the claim while it runs, and None after."""
    claimed = claim(holder)
    if claimed is None:
        return False
    at_hand(claimed)
    try:
        _work(claimed)
    except LeaseLost:
        logger.warning("%s: another worker has taken it over; undone here", claimed.job.task.task_path)
    finally:
        at_hand(None)
    return True


def _work(claimed: Claim) -> None:
    try:
        _perform(claimed)
    except LeaseLost:
        raise
    except Exception as error:  # noqa: BLE001  # whatever a job raises is its failure, not the worker's
        _record_failure(claimed, error)


def _perform(claimed: Claim) -> None:
    task = claimed.job.task
    whole = transaction.atomic if terms_of(task.task_path).in_transaction else nullcontext
    with whole():
        task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
        with transaction.atomic():
            finish(claimed)


def _record_failure(claimed: Claim, error: Exception) -> None:
    name = type(error).__qualname__
    is_last = claimed.attempt >= claimed.job.max_attempts or isinstance(error, PermanentFailure)
    logger.warning(
        "%s failed in attempt %d of %d: %s at %s",
        claimed.job.task.task_path,
        claimed.attempt,
        claimed.job.max_attempts,
        name,
        _place(error),
    )
    (give_up if is_last else postpone)(claimed, name)


def _place(error: Exception) -> str:
    """File and line at which it was raised; neither message nor values, which may be about people."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
