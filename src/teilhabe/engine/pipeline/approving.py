"""Approving a release: from then on it may leave the statistics zone, and all later ones have to reckon with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from teilhabe.engine.pipeline import approvals, told
from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import CheckFailed
from teilhabe.release.reader import open_release


def approve(workspace: Workspace, release: str, entry: Approval) -> Approval:
    """Note the approval of a release ("latest", its id or the beginning of it) whose files all have their checksum.

    An approved release is not approved twice: its first approval is returned. CheckFailed where others were approved
    since it was made: what they tell may give away what it hides.
    """
    identifier = workspace.release(release).name
    for earlier in approvals.read(workspace.approvals):
        if earlier.release == identifier:
            return earlier
    open_release(workspace.releases / identifier).verify()
    if between := told.not_reckoned(workspace, identifier):
        raise _overtaken(identifier, between)
    approved = replace(entry, release=identifier)
    with workspace.approvals.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(approved), ensure_ascii=False) + "\n")
    return approved


def _overtaken(release: str, between: Sequence[str]) -> CheckFailed:
    names = ", ".join(between)
    return CheckFailed(
        f"Nach der Fassung {release} wurde anderes freigegeben ({names}); zusammen könnten sie kleine Zahlen "
        "preisgeben. Bitte die Fassung neu bauen oder die Sonderauswertung neu anlegen, dann freigeben.",
        f"After release {release} others were approved ({names}); together they might give small figures away. Please "
        "build the release anew, or make the special evaluation again, and then approve it.",
    )
