"""How far the translation of one segment is. Pure."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """The first three are to do, most urgent first."""

    MISSING = "missing"
    OUTDATED = "outdated"
    UNREVIEWED = "unreviewed"
    DONE = "done"


TO_DO = frozenset({State.MISSING, State.OUTDATED, State.UNREVIEWED})


def state_of(
    source_hash: str, made_from: str | None, *, is_reviewed: bool, is_machine: bool, needs_review: bool
) -> State:
    """`made_from` is the hash of the source that the translation was made from, None where there is none.

    What a human wrote counts as done unless the item is about law, health or a deadline; a machine's text never does.
    """
    if made_from is None:
        return State.MISSING
    if made_from != source_hash:
        return State.OUTDATED
    return State.UNREVIEWED if not is_reviewed and (needs_review or is_machine) else State.DONE
