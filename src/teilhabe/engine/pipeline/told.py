"""The ledger of releases: what each of them told and hid, and the observations behind it. It never leaves this zone.

What a release told stays told, whether it was withdrawn or its figures were corrected since. So that nobody learns a
hidden count from two releases together, the truth of then is kept beside it: all facts with the hidden ones among them,
and the observations that were not protected before, by their checksum.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.disclosure import facts
from teilhabe.engine.disclosure.facts import OtherFormat, PublishedFact, Telling
from teilhabe.engine.pipeline import approvals, decisions, fingerprint
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError

FORMAT = "teilhabe-told/1"


@dataclass(frozen=True)
class EarlierRelease:
    """What an approved release told (its open figures) and hid.

    `files`: the observations of then by dataset, where they differ from today's.
    """

    release: str
    tellings: tuple[Telling, ...]
    files: Mapping[str, Path]


def keep(
    workspace: Workspace, release: str, tellings: Sequence[Telling], files: Mapping[str, Path], basis: str = ""
) -> None:
    """Remember what a release tells and hides; once it is approved, all later ones have to reckon with it.

    `files` are the observations of each dataset, `basis` what the decision about it rests on. Also noted is which
    approved releases it has reckoned with itself.
    """
    content = {
        "format": FORMAT,
        "basis": basis,
        "reckoned": [entry.release for entry in approvals.read(workspace.approvals)],
        "observations": {name: _kept(workspace, files[name]) for name in datasets_of(tellings)},
        "facts": json.loads(facts.to_json(tellings)),
    }
    with atomic_path(workspace.told(release), mode=0o600) as part:
        part.write_bytes(gzip.compress(json.dumps(content, ensure_ascii=False).encode(), mtime=0))


def _kept(workspace: Workspace, file: Path) -> str:
    digest = fingerprint.of_file(file)
    if not workspace.told_observations(digest).is_file():
        with atomic_path(workspace.told_observations(digest), mode=0o600) as part:
            shutil.copyfile(file, part)
    return digest


def before(workspace: Workspace, cube: Cube) -> tuple[EarlierRelease, ...]:
    """What the approved releases of this workspace told, oldest first; InputError where that was lost.

    Facts about data that today's sources no longer hold are left out: nothing new is told of them.
    """
    now = {name: fingerprint.of_file(path) for name, path in cube.files.items()}
    return tuple(_told(workspace, release, path, cube, now) for release, path in _noted(workspace))


def fingerprints(workspace: Workspace) -> Mapping[str, str]:
    """Approved release → fingerprint of what is noted of it; InputError where that was lost."""
    return {release: fingerprint.of_file(path) for release, path in _noted(workspace)}


def rests_on(workspace: Workspace, release: str, basis: str, files: Mapping[str, Path]) -> bool:
    """Whether a release was decided about on this basis, and from these very observations of each dataset.

    InputError where what it told cannot be read: nothing new may rest on that.
    """
    path = workspace.told(release)
    if not path.is_file():
        return False
    content = _read(release, path)
    _facts(release, path, content)
    return content.get("basis") == basis and all(
        name in files and fingerprint.of_file(files[name]) == digest for name, digest in content["observations"].items()
    )


def _noted(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """The approved releases, oldest first, but those from before there was a gate: nobody noted what they tell."""
    for entry in approvals.read(workspace.approvals):
        path = workspace.told(entry.release)
        if path.is_file():
            yield entry.release, path
        elif not _is_from_before_the_gate(workspace.releases / entry.release):
            raise _lost(entry.release, path)


def _is_from_before_the_gate(folder: Path) -> bool:
    return folder.is_dir() and decisions.of_release(folder) is None


def _read(release: str, path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
        if content["format"] != FORMAT:
            raise _other_format(release, path, str(content["format"]))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise _lost(release, path) from error
    return content


def _facts(release: str, path: Path, content: Mapping[str, Any]) -> tuple[Telling, ...]:
    try:
        return facts.from_json(json.dumps(content["facts"]))
    except OtherFormat as error:
        raise _other_format(release, path, str(error)) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise _lost(release, path) from error


def _told(workspace: Workspace, release: str, path: Path, cube: Cube, now: Mapping[str, str]) -> EarlierRelease:
    content = _read(release, path)
    known = _facts(release, path, content)
    holdings = {(name, variable) for variable, names in cube.variables.items() for name in names}
    tellings = (replace(entry, facts=tuple(_about(entry.facts, holdings))) for entry in known)
    then = {name: digest for name, digest in content["observations"].items() if name in now and now[name] != digest}
    files = {name: workspace.told_observations(digest) for name, digest in then.items()}
    if lost := next((path for path in files.values() if not path.is_file()), None):
        raise _lost(release, lost)
    return EarlierRelease(release, tuple(entry for entry in tellings if entry.facts), files)


def _about(known: Sequence[PublishedFact], holdings: Container[tuple[str, str]]) -> Iterator[PublishedFact]:
    for fact in known:
        if all((each.box.dataset, each.box.variable) in holdings for each in fact.addends):
            yield fact


@dataclass(frozen=True)
class Shown:
    """What approved releases have told of which state of the data; the ledger is read when it is first asked."""

    workspace: Workspace

    def has(self, telling: Telling, files: Mapping[str, Path]) -> bool:
        """Whether one of them showed this figure, of these very observations of each dataset; then it is no news.

        What rests on data that others have protected may always be told.
        """
        if not telling.facts:
            return True
        state = {name: self._digest(files[name]) for name in datasets_of([telling])}
        return any(
            _says(before) == _says(telling) and state.items() <= then.items()
            for before, then in self._open.get(telling.figure, ())
        )

    @cached_property
    def _open(self) -> Mapping[str, Sequence[tuple[Telling, Mapping[str, str]]]]:
        found: dict[str, list[tuple[Telling, Mapping[str, str]]]] = {}
        for release, path in _noted(self.workspace):
            content = _read(release, path)
            for telling in _facts(release, path, content):
                if telling.is_open:
                    found.setdefault(telling.figure, []).append((telling, content["observations"]))
        return found

    def _digest(self, file: Path) -> str:
        if file not in self._digests:
            self._digests[file] = fingerprint.of_file(file)
        return self._digests[file]

    @cached_property
    def _digests(self) -> dict[Path, str]:
        return {}


def _says(telling: Telling) -> frozenset[object]:
    """What it tells, whatever the threshold."""
    return frozenset((fact.addends, fact.value, fact.of_ages) for fact in telling.facts if fact.is_told)


def datasets_of(tellings: Iterable[Telling]) -> list[str]:
    """The datasets that these facts are about."""
    return sorted({each.box.dataset for entry in tellings for fact in entry.facts for each in fact.addends})


def not_reckoned(workspace: Workspace, release: str) -> tuple[str, ...]:
    """The approved releases that came between: this one was made without reckoning with what they tell."""
    if _is_from_before_the_gate(workspace.releases / release):
        return ()
    known = {release, *_read(release, workspace.told(release))["reckoned"]}
    return tuple(entry.release for entry in approvals.read(workspace.approvals) if entry.release not in known)


def _other_format(release: str, path: Path, found: str) -> InputError:
    return InputError(
        f"Was die Fassung {release} gesagt hat, ist in einem Format notiert, das diese Version des Programms nicht "
        f"liest ({found} in {path}); bitte mit der Version bauen, die es geschrieben hat.",
        f"What release {release} told is noted in a format that this version of the software does not read "
        f"({found} in {path}); please build with the version that wrote it.",
    )


def _lost(release: str, path: Path) -> InputError:
    return InputError(
        f"Was die Fassung {release} gesagt hat, ist nicht mehr lesbar: {path}. Ohne das lässt sich nichts "
        "Neues schützen. Bitte die Datei aus der Sicherung zurückholen.",
        f"What release {release} told cannot be read any more: {path}. Without it nothing new can be "
        "protected. Please restore the file from the backup.",
    )
