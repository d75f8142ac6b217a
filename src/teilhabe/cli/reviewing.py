"""What whoever approves a release should know: what is new, what is hidden and why, what was approved before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from teilhabe.cli.hiding import hidden_lines
from teilhabe.engine.pipeline import approvals, decisions
from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.differences import compare
from teilhabe.engine.pipeline.special.evaluation import enquiry_of, in_words
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release, open_release
from teilhabe.text import Language, Text

_COST = Text("Am meisten verlieren: {names}.", "Most is lost by: {names}.")
_AUDIT = Text(
    "Prüfung: Der Angriff auf alles, was diese und die freigegebenen Fassungen sagen, fand nichts.",
    "Audit: the attack on all that this and the approved releases tell found nothing.",
)
_NOTHING_NEW = Text(
    "Prüfung: Der Angriff fand nur, was schon aus den früher freigegebenen Fassungen folgt; diese hier fügt dem nichts "
    "hinzu.",
    "Audit: the attack found only what follows from the releases approved earlier; this one adds nothing to it.",
)
_NOT_AUDITED = Text(
    "Prüfung: Diese Fassung entstand ohne Geheimhaltung über alle Zahlen; bitte neu bauen.",
    "Audit: this release was made without disclosure control over all figures; please build it anew.",
)
_FIRST = Text("Bisher ist keine Fassung freigegeben.", "No release has been approved so far.")
_NEW = Text(
    "Gegenüber {release} (freigegeben von {by} am {at}): {changed} Zahlen geändert, {appeared} neu, {vanished} weg.",
    "Against {release} (approved by {by} on {at}): {changed} figures changed, {appeared} new, {vanished} gone.",
)
_STATE = Text(
    "Freigegeben von {by} am {at}, Zweck: {purpose}, Rechtsgrundlage: {legal_basis}.",
    "Approved by {by} on {at}, purpose: {purpose}, legal basis: {legal_basis}.",
)
_ENQUIRY = Text(
    "Sonderauswertung: {enquiry}. Sie zählt, sobald sie freigegeben ist, für alle späteren Fassungen.",
    "Special evaluation: {enquiry}. Once it is approved it counts for all later releases.",
)
MOST_NAMES = 5


def review(workspace: Workspace, release: Release) -> Mapping[str, Any]:
    """All of it as data: counts only, never a hidden value."""
    known = list(approvals.read(workspace.approvals))
    earlier = [
        entry for entry in known if entry.release != release.id and (workspace.releases / entry.release).is_dir()
    ]
    own = next((entry for entry in known if entry.release == release.id), None)
    pages = [] if release.is_special else [entry for entry in earlier if not _opened(workspace, entry).is_special]
    return {
        "release": release.id,
        "enquiry": enquiry_of(release),
        "approval": vars(own) if own else None,
        "disclosure": decisions.of_release(release.directory),
        "approved_before": [vars(entry) for entry in earlier],
        "against": {**vars(pages[-1]), **_against(workspace, release, pages[-1])} if pages else None,
    }


def _opened(workspace: Workspace, entry: Approval) -> Release:
    return open_release(workspace.releases / entry.release)


def _against(workspace: Workspace, release: Release, entry: Approval) -> Mapping[str, Any]:
    found = compare(_opened(workspace, entry), release)
    counts = Counter(change.kind for change in found.changes)
    return {"release": entry.release, **{kind: counts[kind] for kind in ("changed", "appeared", "vanished")}}


def review_lines(found: Mapping[str, Any], language: Language) -> Iterator[str]:
    disclosure, against = found["disclosure"], found["against"]
    yield found["release"]
    if found["enquiry"]:
        yield _ENQUIRY.in_language(language).format(enquiry=in_words(found["enquiry"]))
    if disclosure:
        yield from hidden_lines(disclosure, language)
        most = sorted(disclosure["indicators"].items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_NAMES]
        if most:
            names = ", ".join(f"{name} ({count})" for name, count in most)
            yield _COST.in_language(language).format(names=names)
    yield _audited(disclosure).in_language(language)
    if against:
        yield _NEW.in_language(language).format(**against)
    elif not found["approved_before"]:
        yield _FIRST.in_language(language)
    if found["approval"]:
        yield _STATE.in_language(language).format(**found["approval"])


def _audited(disclosure: Mapping[str, Any] | None) -> Text:
    """What the attack found: a release that exposes anything new is never written."""
    if not disclosure:
        return _NOT_AUDITED
    return _NOTHING_NEW if disclosure["told_before"] else _AUDIT
