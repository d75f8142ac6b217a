"""Reads a release; the only way in which anything outside the statistics zone sees a figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from teilhabe.errors import CheckFailed, InputError
from teilhabe.release.manifest import MANIFEST, Manifest, read_manifest, sha256
from teilhabe.release.pages import CityPage, ForecastsPage, IndicatorPage, from_json
from teilhabe.text import LANGUAGES, Language

SPECIAL = "special.json"
"""In a special evaluation: what was asked for."""
SPECIAL_TABLE = "tables/special.csv"


@dataclass(frozen=True)
class Release:
    """An immutable folder of protected tables, charts and ready page data."""

    directory: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def city(self) -> str:
        return self.manifest.city

    @property
    def is_special(self) -> bool:
        """Whether it answers a single enquiry: a table and no pages."""
        return SPECIAL in self.manifest.outputs

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(language for language in LANGUAGES if f"pages/{language}/city.json" in self.manifest.outputs)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        prefix = f"pages/{self.languages[0]}/indicators/"
        return tuple(Path(path).stem for path in self.manifest.outputs if path.startswith(prefix))

    def city_page(self, language: Language) -> CityPage:
        return from_json(CityPage, self.read_text(f"pages/{language}/city.json"))

    def indicator_page(self, language: Language, indicator: str) -> IndicatorPage:
        """KeyError where the release has no such indicator."""
        return from_json(IndicatorPage, self.read_text(f"pages/{language}/indicators/{indicator}.json"))

    def forecasts_page(self, language: Language) -> ForecastsPage:
        """KeyError where the release has no forecasts."""
        return from_json(ForecastsPage, self.read_text(f"pages/{language}/forecasts.json"))

    def read_bytes(self, path: str) -> bytes:
        """The contents of one file named in the manifest; KeyError for any other path."""
        if path not in self.manifest.outputs:
            raise KeyError(path)
        return (self.directory / path).read_bytes()

    def read_text(self, path: str) -> str:
        return self.read_bytes(path).decode()

    def verify(self) -> None:
        """CheckFailed names the first file that is missing or differs from its checksum."""
        for path, expected in self.manifest.outputs.items():
            file = self.directory / path
            if not file.is_file() or sha256(file.read_bytes()) != expected:
                raise CheckFailed(
                    f"Die Fassung {self.id} ist beschädigt: {path} fehlt oder hat eine andere Prüfsumme. "
                    "Bitte aus dem Arbeitsbereich neu übernehmen.",
                    f"Release {self.id} is damaged: {path} is missing or has another checksum. "
                    "Please take it from the workspace again.",
                )


def open_release(directory: Path) -> Release:
    """The release in this folder; InputError where there is none."""
    try:
        manifest = read_manifest((directory / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(
            f"{directory} ist keine Fassung: {MANIFEST} fehlt oder ist nicht lesbar. "
            "Bitte den Ordner einer Fassung angeben.",
            f"{directory} is no release: {MANIFEST} is missing or unreadable. Please name the folder of a release.",
        ) from error
    return Release(directory, manifest)


def open_pages(directory: Path) -> Release:
    """The release with pages in this folder; InputError where there is none, or a special evaluation."""
    release = open_release(directory)
    if release.is_special:
        raise InputError(
            f"{release.id} ist eine Sonderauswertung: eine Tabelle für eine Anfrage, ohne Seiten. Weitergegeben wird "
            f"die Datei {SPECIAL_TABLE}.",
            f"{release.id} is a special evaluation: a table for one enquiry, without pages. What is handed out is the "
            f"file {SPECIAL_TABLE}.",
        )
    return release
