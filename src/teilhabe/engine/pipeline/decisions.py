"""What the gate decided: which figures stay hidden, kept in the workspace until something it depends on changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.pipeline import approvals, fingerprint
from teilhabe.engine.pipeline.dependencies import Parts
from teilhabe.engine.pipeline.workspace import Workspace

STEP = "gate"
FORMAT = "teilhabe-disclosure/1"


@dataclass(frozen=True)
class Decision:
    """What the gate last decided: indicator → ids of the figures it hides, and the report of it (counts only).

    `basis` is the fingerprint of the facts it rests on.
    """

    hidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    report: Mapping[str, int] = field(default_factory=dict)
    basis: str = ""

    @property
    def of_figures(self) -> frozenset[str]:
        return frozenset(figure for ids in self.hidden.values() for figure in ids)

    def of(self, indicator: str) -> frozenset[str]:
        return frozenset(self.hidden.get(indicator, ()))


def kept(workspace: Workspace) -> Decision:
    """The last decision; before the first, that nothing is hidden."""
    if not workspace.disclosure.is_file():
        return Decision()
    content = json.loads(workspace.disclosure.read_text(encoding="utf-8"))
    return Decision(
        {name: tuple(ids) for name, ids in content["hidden"].items()}, content["report"], content.get("basis", "")
    )


def inputs(workspace: Workspace, indicators: Mapping[str, Parts]) -> Parts:
    """What a decision depends on: what every indicator was made from, and what approved releases have told."""
    return {
        "indicators": fingerprint.of_value(indicators),
        "software": fingerprint.of_software("gate"),
        "approvals": fingerprint.of_value([entry.release for entry in approvals.read(workspace.approvals)]),
    }


def keep(workspace: Workspace, decision: Decision) -> None:
    with atomic_path(workspace.disclosure) as part:
        text = json.dumps({"format": FORMAT, **vars(decision)}, ensure_ascii=False, indent=1)
        part.write_text(text, encoding="utf-8")


SUMMARY = "disclosure.json"


def summary(decision: Decision) -> bytes:
    """What a release says about its own protection: how many figures of each indicator the gate hides, no more."""
    counts = {name: len(ids) for name, ids in sorted(decision.hidden.items())}
    content = {"format": FORMAT, **decision.report, "indicators": counts}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def of_release(folder: Path) -> Mapping[str, Any] | None:
    """That summary of a release; None where it was made before there was a gate."""
    path = folder / SUMMARY
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None
