"""Writes about proposals and assignments: the office proposes, both sides agree, and an assignment comes of it."""

from __future__ import annotations

from teilhabe.engagement.placements.actions.assignments import Agree, EndAssignment, NoteFollowUp
from teilhabe.engagement.placements.actions.proposals import (
    Ask,
    Decline,
    NoteOnProposal,
    NoteWilling,
    Propose,
    Resume,
)

__all__ = [
    "Agree", "Ask", "Decline", "EndAssignment", "NoteFollowUp", "NoteOnProposal", "NoteWilling", "Propose", "Resume",
]  # fmt: skip
