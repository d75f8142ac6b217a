"""Variants: definitions that follow from another one, declared inside it and computed beside it.

`[indicators.X.variants.gap]` declares the indicator `X-gap`. Name, question, unit and decimals follow from the kind
where the declaration does not give them. `reference = {by, group, to}` stands for a gap and a ratio at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from teilhabe.codes import labels
from teilhabe.codes.bases import Base
from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.indicators.definition import (
    VARIANT_KINDS,
    Definition,
    Variant,
    VariantKind,
    read_part,
    read_unit,
)
from teilhabe.engine.indicators.metadata import ANYTHING, Range
from teilhabe.text import Text
from teilhabe.wording.units import Unit

_BETWEEN_GROUPS: tuple[VariantKind, ...] = ("gap", "ratio", "decomposition")
_KEYS: Mapping[VariantKind, frozenset[str]] = {
    "gap": frozenset({"by", "group", "to"}),
    "ratio": frozenset({"by", "group", "to"}),
    "decomposition": frozenset({"by", "group", "to", "over"}),
    "standardised": frozenset({"by", "over", "method"}),
    "pooled": frozenset({"years"}),
    "shrunk": frozenset(),
    "denominator": frozenset({"numerator", "denominator", "by", "base", "feeds"}),
}
_COMMON = frozenset({"kind", "name", "question", "unit", "decimals", "method"})
_NAMES: Mapping[VariantKind, Text] = {
    "gap": Text("Abstand", "gap"),
    "ratio": Text("Verhältnis", "ratio"),
    "standardised": Text("standardisiert", "standardised"),
    "decomposition": Text("Zerlegung des Abstands", "decomposition of the gap"),
    "pooled": Text("{years} Jahre zusammen", "{years} years together"),
    "shrunk": Text("Modellwerte der Stadtteile", "model-based values of the districts"),
    "denominator": Text("mit anderem Nenner", "with another denominator"),
}
_QUESTIONS: Mapping[VariantKind, Text] = {
    "gap": Text(
        "{name}: Wie viel höher oder niedriger ist der Wert für „{group}“ als für „{to}“?",
        "{name}: how much higher or lower is the value for “{group}” than for “{to}”?",
    ),
    "ratio": Text(
        "{name}: Wievielmal so hoch ist der Wert für „{group}“ wie für „{to}“?",
        "{name}: how many times as high is the value for “{group}” as for “{to}”?",
    ),
    "standardised": Text(
        "{name}: Wie hoch wäre der Wert, wenn alle Gruppen gleich zusammengesetzt wären ({over})?",
        "{name}: how high would the value be if all groups were composed alike ({over})?",
    ),
    "decomposition": Text(
        "{name}: Wie viel vom Abstand zwischen „{group}“ und „{to}“ kommt von der Zusammensetzung ({over})?",
        "{name}: how much of the gap between “{group}” and “{to}” comes from the composition ({over})?",
    ),
    "pooled": Text(
        "{name}: Wie hoch ist der Wert, wenn {years} Jahre zusammengezählt werden?",
        "{name}: how high is the value if {years} years are added up?",
    ),
    "shrunk": Text(
        "{name}: Welcher Wert ist für einen Stadtteil zu erwarten, wenn der Zufall kleiner Zahlen gedämpft wird?",
        "{name}: which value is to be expected for a district if the chance in small numbers is dampened?",
    ),
    "denominator": Text("{question}", "{question}"),
}


def read_variants(declaration: Declaration, base: Definition) -> tuple[Definition, ...]:
    """The variants that the base's declaration holds, each a definition of its own; DeclarationError names the key.

    A value that its source published has no sums to compute with: only groups can be compared then.
    """
    variants = tuple(_variant(table, base) for table in _declared(declaration))
    return tuple(entry for entry in variants if base.formula != "published" or _compares_values(entry))


def _compares_values(definition: Definition) -> bool:
    return definition.variant is not None and definition.variant.kind in ("gap", "ratio")


def _declared(declaration: Declaration) -> Iterator[Declaration]:
    reference = declaration.optional("reference")
    if reference is not None:
        for kind in ("gap", "ratio"):
            yield replace(reference, values={"kind": kind, **reference.values}, where=f"{reference.where} → {kind}")
    if "variants" in declaration.values:
        yield from declaration.tables("variants")


def _variant(declaration: Declaration, base: Definition) -> Definition:
    kind = _kind(declaration)
    declaration.allow(_KEYS[kind] | _COMMON)
    variant = _read(declaration, kind, base)
    words = _words(base, variant)
    return replace(
        _with_denominator(declaration, base) if kind == "denominator" else base,
        id=f"{base.id}-{declaration.identifier}",
        name=declaration.text("name", _joined(base.name, _filled(_NAMES[kind], words))),
        question=declaration.text("question", _filled(_QUESTIONS[kind], words)),
        unit=read_unit(declaration) if "unit" in declaration.values else _unit(kind, base.unit),
        decimals=declaration.get("decimals", int, 2 if kind == "ratio" else base.decimals),
        direction="context" if kind in _BETWEEN_GROUPS else base.direction,
        by=_breakdowns(declaration, variant, base),
        range=_range(kind, base),
        method=declaration.text("method", base.method),
        target=base.target if kind in ("pooled", "denominator") else None,
        variant=variant,
    )


def _kind(declaration: Declaration) -> VariantKind:
    """As declared, or what the key itself says."""
    own = declaration.name if declaration.name in VARIANT_KINDS else None
    return cast(VariantKind, declaration.choice("kind", VARIANT_KINDS, own))


def _read(declaration: Declaration, kind: VariantKind, base: Definition) -> Variant:
    between, beside = kind in _BETWEEN_GROUPS, kind == "standardised"
    over = declaration.strings("over")
    if kind in ("standardised", "decomposition") and not over:
        raise declaration.wrong("over", Text("eine Liste von Merkmalen", "a list of breakdowns"))
    return Variant(
        kind=kind,
        of=base.id,
        by=declaration.get("by", str, "" if beside else None) if between or beside else "",
        group=declaration.get("group", str) if between else "",
        to=declaration.get("to", str) if between else "",
        over=over,
        method=declaration.choice("method", ("direct", "indirect"), "direct"),
        years=declaration.whole("years", 2, 10) if kind == "pooled" else 0,
    )


def _with_denominator(declaration: Declaration, base: Definition) -> Definition:
    above = declaration.optional("numerator")
    return replace(
        base,
        numerator=read_part(above) if above else base.numerator,
        denominator=read_part(declaration.table("denominator")),
        base=declaration.choices("base", [*map(str, Base)]) or base.base,
        feeds=declaration.text("feeds", base.feeds),
    )


def _unit(kind: VariantKind, unit: Unit) -> Unit:
    if kind == "ratio":
        return "ratio"
    return "percentage_points" if kind in _BETWEEN_GROUPS and unit == "percent" else unit


def _range(kind: VariantKind, base: Definition) -> Range:
    if kind == "ratio":
        return Range(low=0)
    if kind not in _BETWEEN_GROUPS:
        return base.range
    widest = base.range.high if base.range.low == 0 else None
    return ANYTHING if widest is None else Range(-widest, widest)


def _breakdowns(declaration: Declaration, variant: Variant, base: Definition) -> tuple[str, ...]:
    """What is shown beside the whole: a comparison of two groups has no further groups."""
    if variant.kind == "denominator":
        return declaration.strings("by", base.by)
    if variant.kind == "pooled":
        return base.by
    return (variant.by,) if variant.kind == "standardised" and variant.by else ()


def _words(base: Definition, variant: Variant) -> Mapping[str, Text]:
    over = [labels.dimension_name(dimension) for dimension in variant.stratified_by]
    years = str(variant.years)
    return {
        "name": base.name,
        "question": base.question,
        "group": labels.label(variant.dimension, variant.group),
        "to": labels.label(variant.dimension, variant.to),
        "over": Text(", ".join(entry.de for entry in over), ", ".join(entry.en for entry in over)),
        "years": Text(years, years),
    }


def _filled(pattern: Text, words: Mapping[str, Text]) -> Text:
    return Text(
        pattern.de.format(**{key: text.de for key, text in words.items()}),
        pattern.en.format(**{key: text.en for key, text in words.items()}),
    )


def _joined(name: Text, addition: Text) -> Text:
    return Text(f"{name.de}: {addition.de}", f"{name.en}: {addition.en}")
