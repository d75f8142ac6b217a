"""Puts a release together: the parcels of all indicators, and what speaks of all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from teilhabe.engine.forecasts.keeping import Kept
from teilhabe.engine.pipeline import decisions, gating, parcels
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.dependencies import Material, Parts, family, of_indicator
from teilhabe.engine.pipeline.foresight.kept import published_before, scored
from teilhabe.engine.pipeline.opening import choose
from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.pages.accuracy import forecasts_page, shown_values
from teilhabe.engine.pipeline.pages.cities import city_page
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.parcels import Parcel
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.pages import to_json
from teilhabe.release.writer import write_release
from teilhabe.text import LANGUAGES


def assemble(city: City, workspace: Workspace, given: Material, inputs: Parts) -> None:
    """Write the release from the kept parcels and make it the newest; `inputs`: the checksums for its manifest."""
    names = [definition.id for definition in city.catalogue.definitions]
    kept = parcels.read(workspace, names)
    decision = decisions.kept(workspace)
    earlier = published_before(workspace, names)
    files = {**release_files(city, given, kept, earlier), decisions.SUMMARY: decisions.summary(decision)}
    folder = write_release(workspace.releases, city=city.id, files=files, inputs=inputs)
    gating.keep_told(city, workspace, open_cube(city, workspace), folder.name, decision)
    workspace.latest.write_text(folder.name + "\n", encoding="utf-8")
    parcels.forget_others(workspace, kept)


def release_files(
    city: City, given: Material, kept: Mapping[str, Parcel], earlier: Sequence[Kept] = ()
) -> Mapping[str, bytes]:
    """All files of the release by their path in it: those of the parcels, and what speaks of all indicators.

    `earlier`: what approved releases foresaw.
    """
    files = {path: text.encode() for parcel in kept.values() for path, text in parcel.files.items()}
    chosen, rows = choose(kept), [row for parcel in kept.values() for row in parcel.rows]
    broken = {name: parcel.broken for name, parcel in kept.items()}
    known = scored(earlier, shown_values(rows, city.code), broken)
    for language in LANGUAGES:
        cards = {indicator: parcel.card(language) for indicator, parcel in kept.items()}
        words, lines = Words(city, language), [line for parcel in kept.values() if (line := parcel.forecast(language))]
        page = city_page(words, cards, given.datasets, chosen.in_language(language))
        files[f"pages/{language}/city.json"] = to_json(replace(page, has_forecasts=bool(lines))).encode()
        if lines:
            files[f"pages/{language}/forecasts.json"] = to_json(forecasts_page(words, lines, known)).encode()
    return {**files, "tables/figures.parquet": exports.to_parquet(rows), LINEAGE: lineage(city, given)}


LINEAGE = "lineage.json"


def lineage(city: City, given: Material) -> bytes:
    """What the figures of each indicator and variant were made from: part → fingerprint (see `dependencies`)."""
    members = [entry for definition in city.catalogue.definitions for entry in family(city, definition)]
    parts = {entry.id: of_indicator(city, entry, given) for entry in members}
    content = {"format": "teilhabe-lineage/1", "indicators": parts}
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
