"""The served front end is complete at every moment: a build takes its place as a whole or leaves it as it was."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BUILT = "src/teilhabe/project/static/build"


@pytest.fixture
def project(project_root: Path, tmp_path: Path) -> Path:
    """A copy of the front end's sources beside a served folder that holds an older build."""
    shutil.copytree(project_root / "frontend", tmp_path / "frontend")
    shutil.copyfile(project_root / "package.json", tmp_path / "package.json")
    (tmp_path / "node_modules").symlink_to(project_root / "node_modules")
    served = tmp_path / BUILT
    served.mkdir(parents=True)
    (served / "manifest.json").write_text('{"older": "older"}')
    return tmp_path


def _build(project: Path) -> int:
    path = os.pathsep.join(
        (os.environ["PATH"], str(Path(sys.executable).parent))
    )  # Node may be installed beside Python
    command = [shutil.which("node", path=path) or "node", "frontend/build.mjs"]
    return subprocess.run(command, cwd=project, capture_output=True, timeout=120, check=False).returncode


def test_a_build_replaces_the_served_folder_as_a_whole(project: Path) -> None:
    assert _build(project) == 0
    served = project / BUILT
    names = json.loads((served / "manifest.json").read_text())
    assert {"site.css", "site.js", "icon.svg", "LICENCES.txt"} <= set(names)
    assert all((served / name).is_file() for name in names.values())
    assert list(served.parent.iterdir()) == [served]


def test_a_failed_build_leaves_the_served_folder_as_it_was(project: Path) -> None:
    with (project / "frontend/site.js").open("a") as stream:
        stream.write('import "./nowhere.js";\n')
    assert _build(project) != 0
    served = project / BUILT
    assert (served / "manifest.json").read_text() == '{"older": "older"}'
    assert list(served.parent.iterdir()) == [served]
