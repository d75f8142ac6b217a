"""The files of a folder of content: what they are called, and that nothing leads out of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from teilhabe.errors import InputError
from teilhabe.outreach.content.exchange.parcel import Refused
from teilhabe.outreach.content.exchange.texts import is_variant_name

CATEGORIES, CAMPAIGNS, FACTS, ITEM = "categories.toml", "campaigns.toml", "facts.toml", "item.toml"
NOTES = "README.md"
"""May lie in the folder for whoever opens it; it is neither read nor written."""
MOST_BYTES = 1_000_000
_OF_ITEM = re.compile(r"items/[-a-zA-Z0-9_]{1,80}/([^/]+)")


def is_ours(path: str) -> bool:
    """Whether content is kept in a file of this name."""
    found = _OF_ITEM.fullmatch(path)
    if found is None:
        return path in (CATEGORIES, CAMPAIGNS, FACTS)
    return found[1] == ITEM or (found[1].endswith(".md") and is_variant_name(found[1].removesuffix(".md")))


def listed(folder: Path) -> list[str]:
    """Every file as a path inside the folder, in order; hidden ones and notes are left out, links are not followed."""
    found = []
    for root, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in links]
        found += [(Path(root) / name).relative_to(folder).as_posix() for name in (*names, *links) if name[0] != "."]
    return sorted(path for path in found if path != NOTES)


def contents(folder: Path) -> tuple[dict[str, str], list[Refused]]:
    """Path → text of every file, and those that do not belong there; InputError where there is no folder."""
    if not folder.is_dir():
        raise InputError(f"Den Ordner {folder} gibt es nicht.", f"There is no folder {folder}.")
    found, refused = {}, []
    for path in listed(folder):
        try:
            found[path] = _text(folder, path)
        except Refused as error:
            refused.append(error)
    return found, refused


def _text(folder: Path, path: str) -> str:
    if (folder / path).is_symlink() or not (folder / path).is_file():
        raise Refused(path, 0, "Das ist keine gewöhnliche Datei.", "This is no ordinary file.")
    if not is_ours(path):
        raise Refused(
            path, 0, "Diese Datei gehört nicht hierher. Texte heißen items/SCHLÜSSEL/de.md, de.plain.md, ar.md …",
            "This file does not belong here. Texts are called items/KEY/de.md, de.plain.md, ar.md …",
        )  # fmt: skip
    content = (folder / path).read_bytes()
    if len(content) > MOST_BYTES:
        raise Refused(path, 0, "Die Datei ist größer als 1 MB.", "The file is larger than 1 MB.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(path, line, "Das ist kein UTF-8.", "This is no UTF-8.") from error


def write(folder: Path, files: dict[str, str]) -> tuple[int, int]:
    """How many files are new or changed, and how many of an earlier export go; InputError where others lie there."""
    there = listed(folder) if folder.is_dir() else []
    foreign = next((path for path in there if not is_ours(path) or (folder / path).is_symlink()), "")
    if foreign or (folder.exists() and not folder.is_dir()):
        raise InputError(
            f"In {folder} liegt anderes als Inhalte ({foreign or 'eine Datei'}). Bitte einen neuen Ordner oder einen "
            "früheren Export angeben.",
            f"{folder} holds other things than content ({foreign or 'a file'}). Please name a new folder or an earlier "
            "export.",
        )
    changed = [path for path, text in files.items() if _differs(folder / path, text.encode())]
    for path in changed:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(files[path].encode())
    gone = [path for path in there if path not in files]
    for path in gone:
        (folder / path).unlink()
        if path.startswith("items/") and not any((folder / path).parent.iterdir()):
            (folder / path).parent.rmdir()
    return len(changed), len(gone)


def _differs(path: Path, content: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != content
