"""Puts a finished release in its place: at once, and readable by the other zone's user."""

from __future__ import annotations

from pathlib import Path

from teilhabe.release.manifest import MANIFEST

FOLDER_MODE, FILE_MODE = 0o755, 0o644
"""The zones are different users of the operating system; all may read a release, its owner alone may write."""


def put_in_place(draft: Path, target: Path) -> None:
    """Rename the finished draft to `target`; where another process put the same release there first, that one stays.

    OSError where `target` is taken by anything that is no complete release.
    """
    make_readable(draft)
    try:
        draft.rename(target)
    except OSError:
        if not (target / MANIFEST).is_file():  # a release appears with all its files or not at all
            raise


def make_readable(release: Path) -> None:
    """Let every user read the folder and all in it, whatever the umask of the process that wrote it."""
    for path in (release, *release.rglob("*")):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
