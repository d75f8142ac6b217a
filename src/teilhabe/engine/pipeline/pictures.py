"""Draws the pictures of a release, each once: a picture that was drawn before is taken from the workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from teilhabe.charts import rendering
from teilhabe.charts.model import Spec
from teilhabe.engine.pipeline import fingerprint
from teilhabe.errors import InputError
from teilhabe.text import Language

Progress = Callable[[str, int, int], None]
"""Called with the name of what is done, how many are done and how many there are."""

_FEW = 24
"""So many pictures are drawn sooner here than by processes that must first be started."""


@dataclass(frozen=True)
class Picture:
    """A picture still to be drawn; `label` is its text alternative, `prefix` keeps its ids apart on a page."""

    spec: Spec
    language: Language
    label: str
    prefix: str

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint.of_value([self.spec, self.language, self.label, self.prefix, _drawing_software()])


@lru_cache(maxsize=1)
def _drawing_software() -> str:
    return f"{version('vl-convert-python')} {fingerprint.of_file(Path(rendering.__file__))}"


class Easel:
    """Draws what is ordered and keeps it in `cache` by its fingerprint; many pictures on all cores, few right here."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._waiting: dict[str, Picture] = {}
        self._ordered: dict[str, Future[None]] = {}
        self._pool: ProcessPoolExecutor | None = None

    def expect_many(self) -> None:
        """Start the other processes now, so that they are ready when the first pictures are ordered."""
        self._pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
        for _ in range(os.cpu_count() or 1):
            self._pool.submit(rendering.warm_up)

    def order(self, pictures: Iterable[Picture]) -> None:
        """Ask for these pictures; whoever orders early lets other processes draw meanwhile."""
        for picture in pictures:
            digest = picture.fingerprint
            if digest not in self._ordered and not self._place(digest).is_file():
                self._waiting[digest] = picture
        if self._pool is None and len(self._waiting) > _FEW:
            self._pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
        if self._pool is not None:
            self._hand_over(self._pool)

    def _hand_over(self, pool: ProcessPoolExecutor) -> None:
        for digest, picture in self._waiting.items():
            self._ordered[digest] = pool.submit(_draw, self._place(digest), picture)
        self._waiting.clear()

    def drawn(self, pictures: Iterable[Picture]) -> dict[str, str]:
        """The SVG of each of these ordered pictures by its fingerprint; waits for those that are not done."""
        return {picture.fingerprint: self._svg(picture.fingerprint) for picture in pictures}

    def _svg(self, digest: str) -> str:
        if digest in self._ordered:
            self._ordered[digest].result()
        elif digest in self._waiting:
            _draw(self._place(digest), self._waiting.pop(digest))
        return self._place(digest).read_text(encoding="utf-8")

    def _place(self, digest: str) -> Path:
        return self._cache / f"{digest}.svg"

    def leave(self) -> None:
        """End the processes; what nobody waited for is not drawn."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


@contextmanager
def easel(cache: Path) -> Iterator[Easel]:
    """An easel that is left whatever happens."""
    standing = Easel(cache)
    try:
        yield standing
    except BrokenProcessPool as error:
        raise InputError(
            "Beim Zeichnen der Grafiken wurde ein Prozess beendet, vermutlich weil der Arbeitsspeicher nicht reichte. "
            "Bitte den Befehl wiederholen; was fertig ist, bleibt erhalten.",
            "While pictures were drawn a process was ended, probably for want of memory. "
            "Please repeat the command; what is done is kept.",
        ) from error
    finally:
        standing.leave()


def _draw(place: Path, picture: Picture) -> None:
    drawn = rendering.svg(picture.spec, picture.language, label=picture.label, prefix=picture.prefix)
    draft = place.with_suffix(".draft")
    draft.write_text(drawn, encoding="utf-8")
    draft.replace(place)
