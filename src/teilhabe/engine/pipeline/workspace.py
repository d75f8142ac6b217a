"""Where the statistics zone keeps what it makes for one city."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from teilhabe.errors import InputError


@dataclass(frozen=True)
class Workspace:
    """Folders of one city inside a workspace; the office zone never opens them, except published releases."""

    root: Path
    city: str

    @property
    def folder(self) -> Path:
        return self.root / self.city

    @property
    def generated(self) -> Path:
        return self.folder / "generated"

    @property
    def cube(self) -> Path:
        return self.folder / "cube"

    @property
    def vintages(self) -> Path:
        """Every state of each source's file that was prepared; the newest is the current one."""
        return self.folder / "vintages"

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures"

    @property
    def indicators(self) -> Path:
        """One parcel per indicator: what it adds to a release."""
        return self.folder / "indicators"

    def parcel(self, indicator: str) -> Path:
        return self.indicators / f"{indicator}.json"

    def facts(self, indicator: str) -> Path:
        """What the figures of an indicator tell of the data, the hidden ones among them: never leaves this zone."""
        return self.folder / "facts" / f"{indicator}.json"

    @property
    def disclosure(self) -> Path:
        """Which figures the gate hides."""
        return self.folder / "disclosure.json"

    @property
    def searches(self) -> Path:
        """What the gate and the audit found about each part of the data: only what changes is searched again."""
        return self.folder / "searches.json"

    def told(self, release: str) -> Path:
        """What a release tells and hides of the data: never leaves this zone."""
        return self.folder / "told" / f"{release}.json.gz"

    def told_observations(self, digest: str) -> Path:
        """The observations behind it, by the checksum of their file."""
        return self.folder / "told" / f"{digest}.parquet"

    @property
    def releases(self) -> Path:
        return self.folder / "releases"

    @property
    def approvals(self) -> Path:
        """One JSON object per line, appended and never changed."""
        return self.releases / "approvals.jsonl"

    @property
    def latest(self) -> Path:
        """A file holding the id of the newest release."""
        return self.releases / "latest"

    @property
    def newest(self) -> str:
        """The id of the newest release, "" before the first."""
        return self.latest.read_text(encoding="utf-8").strip() if self.latest.is_file() else ""

    def release(self, name: str) -> Path:
        """The folder of a release: "latest", its id, or a beginning that no other id has; InputError otherwise."""
        wanted = self.newest if name == "latest" else name
        known = sorted(path.parent for path in self.releases.glob("*/manifest.json"))
        found = [path for path in known if path.name.startswith(wanted)]
        if len(found) == 1 or (found and found[0].name == wanted):
            return found[0]
        if found and wanted:
            several = ", ".join(path.name for path in found)
            raise InputError(
                f"„{name}“ passt auf mehrere Fassungen: {several}. Bitte mehr Zeichen angeben.",
                f"“{name}” fits several releases: {several}. Please give more characters.",
            )
        raise InputError(
            f"Die Fassung „{name}“ gibt es in {self.releases} nicht. „teilhabe release list“ zeigt alle.",
            f"There is no release “{name}” in {self.releases}. “teilhabe release list” shows all.",
        )

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger.json"

    @property
    def _made(self) -> tuple[Path, ...]:
        own = (self.generated, self.cube, self.vintages, self.indicators, self.pictures)
        return (*own, self.folder / "facts", self.folder / "told")

    def prepare(self) -> None:
        """Create the folders; InputError where that is not allowed."""
        try:
            for folder in (*self._made, self.releases):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"Der Arbeitsbereich {self.root} lässt sich nicht anlegen ({error.strerror}). "
                "Bitte mit --workspace einen beschreibbaren Ordner angeben.",
                f"The workspace {self.root} cannot be created ({error.strerror}). "
                "Please name a writable folder with --workspace.",
            ) from error
