"""A parcel as files: the same parcel gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from teilhabe.outreach.content.exchange.folders import CAMPAIGNS, CATEGORIES, FACTS, ITEM
from teilhabe.outreach.content.exchange.parcel import CategoryEntry, ItemEntry, Parcel
from teilhabe.outreach.content.exchange.texts import variant_text
from teilhabe.outreach.content.exchange.toml import written


def files_of(parcel: Parcel) -> dict[str, str]:
    """Path inside the folder → content."""
    files = {
        CATEGORIES: "\n".join(map(_category, parcel.categories)),
        CAMPAIGNS: _entries(parcel.campaigns),
        FACTS: _entries(parcel.facts),
    }
    for item in parcel.items:
        files[f"{item.folder}/{ITEM}"] = _item(item)
        for variant in item.variants:
            files[f"{item.folder}/{variant.name}.md"] = variant_text(variant, item.original)
    return {path: text for path, text in files.items() if text}


def _entries(entries: Any) -> str:
    return "\n".join(f"[{entry.key}]\n{written(_without(asdict(entry), 'key'))}" for entry in entries)


def _category(entry: CategoryEntry) -> str:
    values = _without(asdict(entry), "kind", "key", "names")
    names = "".join(f"names.{written({language: name})}" for language, name in sorted(entry.names.items()))
    return f"[{entry.kind}.{entry.key}]\n{written(values)}{names}"


def _item(item: ItemEntry) -> str:
    values = _without(asdict(item), "key", "dates", "place", "variants")
    text = written({**values, "original": item.original if item.original != "de" else ""})
    if item.dates:
        text += f"\n[dates]\n{written(asdict(item.dates))}"
    if item.place:
        text += f"\n[place]\n{written(asdict(item.place), with_false=True)}"
    return text


def _without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}
