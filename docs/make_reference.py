"""Writes the reference pages that follow from declarations: commands, indicators, sources, permissions, processing.

python docs/make_reference.py          # `make docs` does it; a test compares the pages with what this writes
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from teilhabe.engagement.rules.reading import UNITS, Rule
from teilhabe.engine.indicators.breaks import Break, shared_breaks
from teilhabe.engine.indicators.catalogue import read_catalogue
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.metadata import Range

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
GENERATED = "<!-- Written by docs/make_reference.py; do not edit. -->"


def pages() -> Mapping[str, str]:
    """File name → content of every generated page."""
    return {
        "commands.md": _commands(),
        "indicators.md": _indicators(),
        "sources.md": _sources(),
        "permissions.md": _permissions(),
        "processing.md": _processing(),
        "rules.md": _rules(),
    }


def _commands() -> str:
    os.environ["COLUMNS"] = "100"  # argparse wraps its help to the terminal's width
    from teilhabe.cli import parser

    parts = [GENERATED, "# Commands of the statistics zone", *_command("teilhabe", parser())]
    return "\n\n".join(parts) + "\n"


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## {name}\n\n```\n{parser.format_help().strip()}\n```"
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from _command(f"{name} {word}", below)


def _indicators() -> str:
    catalogue = read_catalogue()
    parts = [GENERATED, "# Indicators of the shared catalogue", INDICATORS_INTRO]
    for field in catalogue.fields:
        parts.append(f"## {field.name.en} ({field.name.de})\n\n{field.intro.en}")
        declared = [definition for definition in catalogue.definitions if definition.field == field.id]
        parts += [_indicator(definition, catalogue.variants_of(definition.id)) for definition in declared]
    parts += ["## Shared breaks", *map(_break, shared_breaks())]
    return "\n\n".join(parts) + "\n"


INDICATORS_INTRO = (
    "Every indicator with what it counts and what it rests on. How they are declared and what a city may change: "
    "[indicator-declarations.md](indicator-declarations.md)."
)


def _indicator(definition: Definition, variants: Sequence[Definition]) -> str:
    below = definition.denominator
    reference, target = definition.reference, definition.target
    rows = [
        ("German", definition.name.de),
        ("English", definition.name.en),
        ("Question", definition.question.en),
        ("Formula", f"{definition.formula} ({definition.unit}, {definition.decimals} decimals)"),
        ("Numerator", _part(definition.numerator)),
        ("Denominator", _part(below) if below else ""),
        ("Breakdowns", _codes(definition.by)),
        ("Direction", definition.direction),
        ("Reference", f"`{reference.group}` to `{reference.to}` by {reference.by}" if reference else ""),
        ("Variants", _codes(variant.id for variant in variants)),
        ("Concept", definition.concept),
        ("Bases", ", ".join(definition.base)),
        ("Tables", _codes(definition.sources)),
        ("Lowest area", definition.lowest),
        ("Elsewhere", ", ".join(f"{catalogue} {code}" for catalogue, code in definition.codes.items())),
        ("Breaks", _codes(definition.breaks)),
        ("Range", _range(definition.range)),
        ("Target", f"{target.value:g} in {target.period} ({target.source.en})" if target else ""),
        ("Notes", ", ".join(definition.notes)),
        ("Rules", f"quality {definition.quality}, disclosure {definition.disclosure}"),
        ("Fed by", definition.feeds.en),
    ]
    table = "\n".join(f"| {term} | {text} |" for term, text in rows if text)
    return f"### {definition.id}\n\n{definition.method.en}\n\n| | |\n|---|---|\n{table}"


def _part(part: Part) -> str:
    less = "".join(f" − `{variable}`" for variable in part.minus)
    along = f", along {part.along}" if part.along else ""
    moment = "" if part.at == "same" else f", {part.at.replace('_', ' ')}"
    return f"{part.text.en} (`{part.variable}`{less}{along}{moment})"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _range(bounds: Range) -> str:
    low, high = ("" if bound is None else f"{bound:g}" for bound in (bounds.low, bounds.high))
    return f"{low} to {high}" if high else f"from {low}" if low else ""


def _break(entry: Break) -> str:
    cuts = "" if entry.cuts else ", told but cuts nothing"
    bases = f" Bases: {', '.join(entry.bases)}." if entry.bases else ""
    return f"### {entry.id}\n\n{entry.date} ({entry.kind}{cuts}): {entry.text.en}{bases}"


def _sources() -> str:
    from teilhabe.engine.pipeline.city import read_city

    parts = [GENERATED, "# Sources of the bundled cities"]
    for folder in sorted((ROOT / "cities").iterdir()):
        city = read_city(folder)
        parts.append(f"## {city.name.en}" + (f"\n\n{city.notice.en}" if city.invented else ""))
        for source in city.sources:
            note = f"\n\n{source.note.en}" if source.note.en else ""
            table = f", table {source.table}" if source.table else ""
            parts.append(
                f"### {city.id}: {source.id}\n\n{source.title.en}. {source.publisher.en}{table}. "
                f"Licence: {source.licence.en}. File: `{source.file}`.{note}"
            )
    return "\n\n".join(parts) + "\n"


def _permissions() -> str:
    _set_up_office()
    from django.utils import translation

    from teilhabe.core.access.checks import routes
    from teilhabe.core.access.policy import policies
    from teilhabe.core.users.roles import Role

    with translation.override("en"):
        parts = [GENERATED, "# Who may do what", PERMISSIONS_INTRO]
        for policy in sorted(policies(), key=lambda each: str(each.model._meta.verbose_name)):
            verbs = [verb for verb, held in policy.grants.items() if held]
            parts.append(f"## {policy.model._meta.verbose_name} (`{policy.model._meta.label_lower}`)")
            holders = [role for role in Role if any(role in policy.grants[verb] for verb in verbs)]
            rows = [[str(role.label), *(_reach(policy.grants[verb].get(role)) for verb in verbs)] for role in holders]
            parts.append(_table(["role", *verbs], rows))
        addresses = sorted({(route.name, _who(route.access)) for route in routes()})
        parts += ["# Routes", _table(["route", "who enters"], [[f"`{name}`", who] for name, who in addresses])]
    return "\n\n".join(parts) + "\n"


PERMISSIONS_INTRO = (
    "Written from the policies of the models and the declarations of the routes. *all*: every row; *own organisation*: "
    "rows that belong to an organisation of which the user is a member; *own*: the user's own rows. Whoever is not "
    "named may not."
)


def _reach(scope: object) -> str:
    return str(getattr(scope, "value", "–"))


def _who(access: object) -> str:
    from teilhabe.core.access.routes import Access

    assert isinstance(access, Access), "every route declares who may enter"
    if access.model is not None:
        made = f", add {access.makes._meta.label_lower}" if access.makes else ""
        return f"{access.verb} {access.model._meta.label_lower}{', the one row' if access.key else ''}{made}"
    return ", ".join(sorted(access.roles)) or access.kind


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _set_up_office() -> None:
    """Load the office's settings; where a test has loaded them already, they stay."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.project.settings")
    django.setup()


def _processing() -> str:
    """In German, the language of the authority that asks for it."""
    _set_up_office()
    from django.utils import translation

    from teilhabe.core.privacy.register import as_markdown

    with translation.override("de"):
        return f"{GENERATED}\n\n{as_markdown(with_controller=False)}"


def _rules() -> str:
    from teilhabe.engagement.rules.tables import bundled

    return "\n\n".join((GENERATED, "# Rules of volunteering", RULES_INTRO, *map(_rule, bundled().values()))) + "\n"


RULES_INTRO = (
    "What law and habit require of volunteering, each value with the days on which it counts and the source it was "
    "read from. Notes are in German, the language of the law. A city that has agreed on something else writes rules "
    "of the same names into a file of its own and names it in the setting `RULES_FILE`:\n\n"
    '```toml\n[conduct.renewal]\nname = {de = "Erneute Einsicht nach", en = "Inspected again after"}\n'
    'unit = "years"\nrows = [{valid_from = 2026-01-01, value = 3, source = "Vereinbarung", read_on = 2026-01-02}]\n```'
)


def _rule(rule: Rule) -> str:
    rows = [
        f"| {row.valid_from} | {row.valid_until or ''} | {row.value} | {row.source} | {row.read_on} | {row.note} |"
        for row in rule.rows
    ]
    head = f"## {rule.id}\n\n{rule.name.en} (in German: {rule.name.de}), in {UNITS[rule.unit].en}."
    table = ["| from | until | value | source | read on | note |", "|---|---|---|---|---|---|", *rows]
    return head + "\n\n" + "\n".join(table)


def refuse_without_translations(source: Path) -> None:
    """SystemExit where English names are not compiled: the page of permissions would be written in German."""
    for path in sorted(source.rglob("django.po")):
        if not path.with_suffix(".mo").is_file():
            raise SystemExit(f"{path.relative_to(source)} is not compiled. Please run `make docs`, which does it.")


if __name__ == "__main__":
    refuse_without_translations(ROOT / "src")
    for name, content in pages().items():
        (REFERENCE / name).write_text(content, encoding="utf-8")
