"""The lists of words by which rules judge: data in `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

_READ = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(" ".join(_READ["lists"][name]).split())


def paired(name: str) -> Mapping[str, str]:
    """What to avoid, and what to write instead."""
    pairs: Mapping[str, str] = _READ[name]
    return pairs
