"""How long a city takes to build: from nothing, unchanged, and after one source changed; and a second `make demo`.

    python benchmarks/build.py [--city cities/musterstadt]

The alternative in the same run is building everything anew, which is what the fingerprints save. Prints seconds as
JSON.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8765
PATIENCE_SECONDS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--city", type=Path, default=ROOT / "cities" / "musterstadt")
    city: Path = parser.parse_args().city
    result = {"benchmark": "build", "city": city.name, "seconds": {**_builds(city), **_second_start()}}
    print(json.dumps(result, indent=1))


def _builds(city: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(city, Path(folder) / city.name)
        workspace = Path(folder) / "workspace"
        from_nothing = _build(copy, workspace)
        unchanged = _build(copy, workspace)
        _append(copy / "breaks.toml", "\n# changed\n")
        remark = _build(copy, workspace)
        _append(copy / "indicators.toml", "\n[change.pop_density]\ndecimals = 2\n")
        definition = _build(copy, workspace)
        area = copy / "figures" / "area.csv"
        area.write_text(area.read_text(encoding="utf-8").rstrip("\n") + "\n\n", encoding="utf-8")
        return {
            "from nothing (the alternative)": from_nothing,
            "unchanged": unchanged,
            "a remark added to a declaration": remark,
            "one definition changed": definition,
            "one source changed": _build(copy, workspace),
        }


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _build(city: Path, workspace: Path) -> float:
    return _timed([sys.executable, "-m", "teilhabe.cli", "build", str(city), "--workspace", str(workspace)])


def _second_start() -> dict[str, float]:
    """From the command to the first answered page, when everything has been set up and built before."""
    _timed(["make", "--silent", "releases"])
    started = time.monotonic()
    _timed(["make", "--silent", "releases"])
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("teilhabe-office")), "serve", "--port", str(PORT)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        _first_page(f"http://127.0.0.1:{PORT}/de/")
        return {"second start of make demo to the first page": round(time.monotonic() - started, 2)}
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_SECONDS)


def _first_page(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # loopback, written above
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{address} did not answer within {PATIENCE_SECONDS} s")


def _timed(command: list[str]) -> float:
    started = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return round(time.monotonic() - started, 2)


if __name__ == "__main__":
    main()
