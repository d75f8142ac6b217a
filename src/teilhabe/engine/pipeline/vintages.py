"""Vintages: every state of a source's file that a build has prepared, kept with the day since which it is known.

The folder `vintages/<source>/` holds `index.json`, the states in the order in which they came, and one folder per
checksum with the untouched file, its observations and how they were read. Files and days never change; the
observations of an earlier file are read anew when recipe or software change, so that two vintages differ where the
source differs and nowhere else.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube import store
from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.pipeline import fingerprint
from teilhabe.engine.pipeline.declared_sources import Source
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.engine.sources.snapshot import take
from teilhabe.errors import InputError

if TYPE_CHECKING:
    from teilhabe.engine.preparation import Prepared

_OBSERVATIONS, _READING = "observations.parquet", "reading.json"


@dataclass(frozen=True)
class Vintage:
    """One state of a source's file: known from the end of the day `since` on, until the next one comes."""

    sha256: str
    since: date
    file: str  # its name without folders
    retrieved: str  # as sources.toml said when it came
    stated: str  # what the file says of its own state, "" where nothing


def are_kept(source: Source) -> bool:
    """Generated data follow from their seed: there is nothing to keep. Data on single persons are never copied."""
    return not (source.generated or source.persons)


def index_of(workspace: Workspace, source: Source) -> Path:
    return workspace.vintages / source.id / "index.json"


def read(workspace: Workspace, source: Source) -> tuple[Vintage, ...]:
    """All vintages of the source in the order in which they came; the newest is the current one."""
    index = index_of(workspace, source)
    try:
        entries = json.loads(index.read_text(encoding="utf-8"))
        return tuple(Vintage(**{**entry, "since": date.fromisoformat(entry["since"])}) for entry in entries)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _damaged(source, index) from error


def declared(vintages: Sequence[Vintage]) -> tuple[Vintage, ...]:
    """The vintages that sources.toml itself tells apart, each known since its declared day.

    What is published follows from these alone: neither the day of a build counts nor a file that was mended under the
    same declaration. Where the newest has no declared day, it is the only one and was always known.
    """
    newest = vintages[-1]
    last = _declared_day(newest)
    if last is None:
        return (replace(newest, since=date.min),)
    by_day = {day: vintage for vintage in vintages if (day := _declared_day(vintage)) and day <= last}
    return tuple(replace(by_day[day], since=day) for day in sorted(by_day))


def _declared_day(vintage: Vintage) -> date | None:
    period = parse_period(vintage.retrieved)
    return period.end if period else None


def history(workspace: Workspace, source: Source) -> str:
    """The fingerprint of a source's declared vintages; "" where there is but one: it says no more than the file."""
    kept = read(workspace, source)
    found = declared(kept) if kept else ()
    return fingerprint.of_value([asdict(vintage) for vintage in found]) if len(found) > 1 else ""


def known_on(vintages: Sequence[Vintage], day: date) -> Vintage | None:
    """The newest vintage known at the end of the day, None before the first."""
    return next((vintage for vintage in reversed(vintages) if vintage.since <= day), None)


def observations_of(workspace: Workspace, source: Source, vintage: Vintage) -> Path:
    """The Parquet file of a vintage's observations; InputError where it is missing or not what was written."""
    folder = _folder(workspace, source, vintage.sha256)
    path = folder / _OBSERVATIONS
    if not path.is_file() or fingerprint.of_file(path) != _reading(source, folder)["observations"]:
        raise _damaged(source, folder)
    return path


def file_of(workspace: Workspace, source: Source, vintage: Vintage) -> Path:
    """The kept file, untouched; InputError where it is missing or was changed."""
    path = _folder(workspace, source, vintage.sha256) / vintage.file
    if not path.is_file() or fingerprint.of_file(path) != vintage.sha256:
        raise _damaged(source, path)
    return path


def keep(workspace: Workspace, source: Source, file: Path, prepared: Prepared, received: date) -> Path:
    """Keep what was prepared from `file` as the newest vintage; the Parquet file of its observations.

    The same bytes as last time add none. `received` is the day on which the file came: it counts where sources.toml
    names no day, or still that of the file before. Earlier vintages are read as today's recipe and software read.
    """
    sha256 = prepared.inspection.sha256
    before = read(workspace, source)
    folder = _folder(workspace, source, sha256)
    folder.mkdir(parents=True, exist_ok=True)
    with store.atomic_path(folder / file.name) as part:
        shutil.copyfile(file, part)
        if fingerprint.of_file(part) != sha256:
            raise InputError(
                f"{source.file} hat sich geändert, während die Datei gelesen wurde. Bitte noch einmal bauen.",
                f"{source.file} changed while it was being read. Please build once more.",
            )
    _write_reading(folder, prepared, _plain(source.recipe.values), _reader(source))
    for earlier in {vintage.sha256: vintage for vintage in before if vintage.sha256 != sha256}.values():
        _read_anew(workspace, source, earlier)
    if not before or before[-1].sha256 != sha256:
        since = _since(source.retrieved, received, before[-1].since if before else None)
        added = Vintage(sha256, since, file.name, source.retrieved, _stated(prepared))
        _write_json(index_of(workspace, source), [asdict(vintage) for vintage in (*before, added)])
    return folder / _OBSERVATIONS


def _since(retrieved: str, received: date, newest: date | None) -> date:
    """The declared day where there is one later than the vintage before; else the day on which the file came."""
    period = parse_period(retrieved)
    declared = period and (min(period.end, received) if received >= period.start else period.end)
    if newest is None:
        return declared or received
    return declared if declared and declared > newest else max(received, newest)


def _stated(prepared: Prepared) -> str:
    codes = sorted({str(code) for code in prepared.observations.column("vintage").cells if code})
    return ", ".join(codes) or prepared.inspection.stand


def _read_anew(workspace: Workspace, source: Source, vintage: Vintage) -> None:
    """The vintage's observations by today's recipe and software; as they were where no recipe fits any more."""
    folder = _folder(workspace, source, vintage.sha256)
    reading = _reading(source, folder)
    if reading["reader"] == _reader(source):
        return
    file, own = file_of(workspace, source, vintage), reading["recipe"]
    for values in _recipes(source, own):
        prepared = _prepared(file, values, is_own=values == own)
        if prepared and not prepared.errors:
            _write_reading(folder, prepared, own, _reader(source))
            return


def _recipes(source: Source, own: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Today's recipe, where none of the two names lines of one file; then the one that the vintage came with."""
    if "drop_rows" not in {**source.recipe.values, **own}:
        yield _plain(source.recipe.values)
    yield own


def _prepared(file: Path, values: Mapping[str, Any], *, is_own: bool) -> Prepared | None:
    try:
        from teilhabe.engine.preparation import prepare  # for start-up time: vintages are mostly only looked up
        from teilhabe.engine.preparation.recipe import read_recipe

        recipe = read_recipe(Declaration(values, file.name))
        return prepare(take(file, recipe.table), recipe if is_own else recipe.for_earlier)
    except InputError:
        return None


def _reader(source: Source) -> str:
    return fingerprint.of_value([source.recipe.values, fingerprint.of_software("prepare")])


def _plain(recipe: Mapping[str, Any]) -> Any:
    """A recipe as JSON can hold it: days become texts, which means the same in a recipe."""
    return json.loads(json.dumps(recipe, default=str))


def _write_reading(folder: Path, prepared: Prepared, recipe: Mapping[str, Any], reader: str) -> None:
    path = folder / _OBSERVATIONS
    store.write_parquet(prepared.observations, path)
    _write_json(folder / _READING, {"observations": fingerprint.of_file(path), "recipe": recipe, "reader": reader})


def _reading(source: Source, folder: Path) -> Mapping[str, Any]:
    """How the observations of a vintage were read: their checksum, the recipe it came with, recipe and software now."""
    try:
        found = json.loads((folder / _READING).read_text(encoding="utf-8"))
        return {key: found[key] for key in ("observations", "recipe", "reader")}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _damaged(source, folder / _READING) from error


def _folder(workspace: Workspace, source: Source, sha256: str) -> Path:
    return workspace.vintages / source.id / sha256


def _write_json(path: Path, content: object) -> None:
    with store.atomic_path(path) as part:
        part.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def _damaged(source: Source, path: Path) -> InputError:
    return InputError(
        f"Ein früherer Stand von „{source.id}“ ist beschädigt oder unvollständig: {path}. Bitte den Ordner "
        f"vintages/{source.id} aus einer Sicherung zurückholen oder löschen; dann beginnt seine Geschichte neu.",
        f"An earlier vintage of “{source.id}” is damaged or incomplete: {path}. Please restore the folder "
        f"vintages/{source.id} from a backup or delete it; its history then begins anew.",
    )
