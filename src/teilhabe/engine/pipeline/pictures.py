"""Draws the pictures of a release, each once: a picture that was drawn before is taken from the workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from teilhabe.charts import rendering
from teilhabe.charts.model import Spec
from teilhabe.engine.pipeline import fingerprint
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

    @property
    def fingerprint(self) -> str:
        return fingerprint.of_value([asdict(self), _drawing_software()])


@lru_cache(maxsize=1)
def _drawing_software() -> str:
    return f"{version('vl-convert-python')} {fingerprint.of_file(Path(rendering.__file__))}"


def draw_all(pictures: Mapping[str, Picture], cache: Path, progress: Progress) -> Mapping[str, bytes]:
    """The SVG of each picture by its name; those that are new are drawn on all cores and kept in `cache`."""
    places = {name: cache / f"{picture.fingerprint}.svg" for name, picture in pictures.items()}
    new = {place: pictures[name] for name, place in places.items() if not place.is_file()}
    _draw(new, progress)
    _forget(cache, keep=set(places.values()))
    return {name: place.read_bytes() for name, place in places.items()}


def _draw(new: Mapping[Path, Picture], progress: Progress) -> None:
    if len(new) <= _FEW:
        for place, picture in new.items():
            _draw_one(place, picture)
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for done, _ in enumerate(pool.map(_draw_one, new.keys(), new.values(), chunksize=8), 1):
            progress("SVG", done, len(new))


def _draw_one(place: Path, picture: Picture) -> None:
    drawn = rendering.svg(picture.spec, picture.language, label=picture.label, prefix=picture.prefix)
    draft = place.with_suffix(".draft")
    draft.write_text(drawn, encoding="utf-8")
    draft.replace(place)


def _forget(cache: Path, keep: set[Path]) -> None:
    """Drop what the newest release does not show, so that the cache does not grow without end."""
    for place in set(cache.glob("*.svg")) - keep:
        place.unlink()
