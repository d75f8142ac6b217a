"""The bundled cities, each built once for the tests that look at them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from teilhabe.engine.pipeline.build import build
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release, open_release


@dataclass(frozen=True)
class Built:
    folder: Path
    workspace: Workspace
    release: Release


@pytest.fixture(scope="session")
def kaiserslautern(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _built(project_root / "cities" / "kaiserslautern", tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="session")
def musterstadt(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _built(project_root / "cities" / "musterstadt", tmp_path_factory.mktemp("workspace"))


def _built(folder: Path, root: Path) -> Built:
    for _ in build(folder, root, lambda name, done, total: None):
        pass
    workspace = Workspace(root, folder.name)
    return Built(folder, workspace, open_release(workspace.releases / workspace.latest.read_text().strip()))
