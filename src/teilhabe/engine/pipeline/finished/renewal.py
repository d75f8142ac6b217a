"""Keeps a folder of page data up to date with a folder of finished indicators: only changed files are done again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from teilhabe.engine.pipeline import fingerprint
from teilhabe.engine.pipeline.finished.order import natural
from teilhabe.errors import InputError, UsageError
from teilhabe.text import Text

INDEX = "index.json"
_FORMAT = "teilhabe-finished/1"
_PREFIX, _METADATA = "indicator_", (".yml", ".yaml", ".md")
_ID = re.compile(r"[\w][\w.-]*")

Progress = Callable[[str, int, int], None]
"""Called with the id of the indicator, how many are done and how many there are."""

Entry = Mapping[str, Any]
"""What the index says of one indicator: "from", the fingerprints it was made from, and "files", path → checksum."""


@dataclass(frozen=True)
class Outcome:
    """What was done: ids of indicators, and one sentence for every file that is at fault."""

    files: int
    made: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    faults: tuple[Text, ...]


@dataclass(frozen=True)
class Order:
    """Where the indicators lie, where their page data go, and what is declared about them."""

    folder: Path
    target: Path
    metadata: Path | None = None
    attributes: tuple[str, ...] = ()
    _software: str = field(default_factory=lambda: fingerprint.of_software("finished"))

    def about(self, identifier: str) -> Path | None:
        """The file with what is said about the indicator, None where there is none."""
        candidates = [self.metadata / f"{identifier}{suffix}" for suffix in _METADATA] if self.metadata else []
        return next((path for path in candidates if path.is_file()), None)

    def made_from(self, identifier: str, file: Path) -> Mapping[str, str]:
        about = self.about(identifier)
        return {
            "file": file.name,
            "sha256": fingerprint.of_file(file),
            "metadata": fingerprint.of_file(about) if about else "",
            "attributes": fingerprint.of_value(sorted(self.attributes)),
            "software": self._software,
        }


def renew(order: Order, progress: Progress) -> Outcome:
    """Make the page data of every indicator that is new or has changed; drop those of indicators that are gone.

    A file at fault is named and changes nothing: what was made of its last good state stays. InputError where the
    folder holds no indicators, UsageError where the target holds something else.
    """
    files, faults = _files(order.folder)
    count, faulty = len(files) + len(faults), set()
    before = _read_index(order.target)
    entries: dict[str, Entry] = {}
    for number, (identifier, file) in enumerate(files.items(), 1):
        progress(identifier, number, len(files))
        earlier = before.get(identifier)
        try:
            entries[identifier] = _brought_up_to_date(order, identifier, file, earlier)
        except InputError as fault:
            faults.append(fault.text)
            faulty.add(identifier)
            if earlier:
                entries[identifier] = earlier
    if entries != before or not (order.target / INDEX).is_file():
        _write_index(order.target, entries)
    _drop(order.target, before, entries)
    return Outcome(
        files=count,
        made=tuple(name for name, entry in entries.items() if entry is not before.get(name)),
        unchanged=tuple(name for name, entry in entries.items() if entry is before.get(name) if name not in faulty),
        gone=tuple(name for name in before if name not in entries),
        faults=tuple(faults),
    )


def _brought_up_to_date(order: Order, identifier: str, file: Path, earlier: Entry | None) -> Entry:
    """What the index says of the indicator now: `earlier` itself where nothing had to be done."""
    given = order.made_from(identifier, file)
    if earlier and earlier["from"] == given and _is_there(order.target, earlier["files"]):
        return earlier
    return {"from": given, "files": _make(order, identifier, file)}


def _files(folder: Path) -> tuple[Mapping[str, Path], list[Text]]:
    """Id → file of every indicator in the order of their ids, and the files whose names are no or no other id."""
    if not folder.is_dir():
        raise InputError(f"Den Ordner {folder} gibt es nicht.", f"There is no folder {folder}.")
    found: dict[str, Path] = {}
    faults = []
    for path in sorted(folder.glob("*.csv")):
        identifier = path.stem.removeprefix(_PREFIX)
        if not _ID.fullmatch(identifier) or identifier in found:
            faults.append(_unusable(path, found.get(identifier)))
        else:
            found[identifier] = path
    if not found and not faults:
        raise InputError(
            f"Im Ordner {folder} gibt es keine CSV-Datei wie indicator_1-1-1.csv.",
            f"The folder {folder} holds no CSV file such as indicator_1-1-1.csv.",
        )
    return dict(sorted(found.items(), key=lambda entry: (natural(entry[0]), entry[0]))), faults


def _unusable(path: Path, same: Path | None) -> Text:
    if same:
        return Text(
            f"{path.name}: Der Name steht für denselben Indikator wie {same.name}.",
            f"{path.name}: the name stands for the same indicator as {same.name}.",
        )
    return Text(
        f"{path.name}: Der Name darf nur Buchstaben, Ziffern, Punkte und Bindestriche enthalten.",
        f"{path.name}: the name may hold only letters, digits, dots and hyphens.",
    )


def _make(order: Order, identifier: str, file: Path) -> Mapping[str, str]:
    """Write everything about the indicator; path → checksum. Nothing is written of a file that is at fault."""
    from teilhabe.engine.pipeline.finished.making import make  # for start-up time: unchanged files need none of it

    made = make(identifier, file, order.about(identifier), order.attributes)
    for path, text in made.items():
        _write(order.target / path, text)
    return {path: fingerprint.of_bytes(text.encode()) for path, text in made.items()}


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(text.encode())
    draft.replace(path)


def _is_there(target: Path, files: Mapping[str, str]) -> bool:
    paths = ((target / path, digest) for path, digest in files.items())
    return all(path.is_file() and fingerprint.of_file(path) == digest for path, digest in paths)


def _read_index(target: Path) -> Mapping[str, Entry]:
    """The entries of the last time; UsageError where the folder belongs to something else."""
    if not target.exists():
        return {}
    try:
        content = json.loads((target / INDEX).read_text(encoding="utf-8"))
        if content["format"] == _FORMAT:
            return dict(content["indicators"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # said below
    if not target.is_dir() or any(target.iterdir()):
        raise UsageError(
            f"{target} ist nicht leer und stammt nicht von diesem Befehl. Bitte einen anderen Ordner angeben.",
            f"{target} is not empty and was not made by this command. Please name another folder.",
        )
    return {}


def _write_index(target: Path, entries: Mapping[str, Entry]) -> None:
    """The index comes last: what it does not name is made again."""
    content = {"format": _FORMAT, "indicators": entries}
    _write(target / INDEX, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _drop(target: Path, before: Mapping[str, Entry], entries: Mapping[str, Entry]) -> None:
    kept = {path for entry in entries.values() for path in entry["files"]}
    for path in _paths(before.values()) - kept:
        (target / path).unlink(missing_ok=True)


def _paths(entries: Iterable[Entry]) -> set[str]:
    return {path for entry in entries for path in entry["files"]}
