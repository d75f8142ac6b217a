"""One variant as a Markdown file: a head in TOML between lines `+++`, then the text in our light markup.

    +++
    title = "تعلّم الألمانية"
    machine = true
    +++

    ## أين أبدأ؟

    […]

A translation has the same blocks in the same order as the text it was made from; `[…]` stands where nobody has
translated one yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.outreach.body.blocks import Block, Kind, join, located, one_line
from teilhabe.outreach.body.inline import facts_in, is_safe_address
from teilhabe.outreach.content.exchange.parcel import SUMMARY, TITLE, Refused, VariantEntry
from teilhabe.outreach.content.exchange.toml import Frame, Table, parse, written
from teilhabe.outreach.languages import Level

FENCE = "+++"
GAP = "[…]"
STATES = ("draft", "in_review", "approved", "returned")
_LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)\s>]*)")
_NAME = re.compile(r"([a-z]{2,3})(?:\.(plain|easy))?")
_KINDS: Mapping[Kind | None, tuple[str, str]] = {
    Kind.HEADING: ("eine Überschrift", "a heading"),
    Kind.SUBHEADING: ("eine Zwischenüberschrift", "a subheading"),
    Kind.PARAGRAPH: ("ein Absatz", "a paragraph"),
    Kind.POINT: ("ein Punkt einer Liste", "a point of a list"),
    Kind.STEP: ("ein Schritt einer Liste", "a step of a list"),
    None: ("nichts mehr", "nothing any more"),
}


def is_variant_name(name: str) -> bool:
    """Whether it names a language we know, and a level: "de", "de.plain", "ar"."""
    found = _NAME.fullmatch(name)
    return found is not None and found[1] in SPOKEN_LANGUAGES


def variant_name(language: str, level: str) -> str:
    return language if level == Level.STANDARD else f"{language}.{level}"


def read_variant(frame: Frame, text: str, name: str, original: str) -> VariantEntry:
    """Refused with file and line where the file is none; what it says of its source is checked by `tie`."""
    head, body, first = _parted(frame.file, text)
    table = parse(frame, head, first=2)
    is_original = name == original
    found = located(body)
    lines = {f"{number}": line + first - 1 for number, (line, _block) in enumerate(found, 1)}
    blocks = tuple(
        Block(block.kind, "" if block.text == GAP and not is_original else block.text) for _l, block in found
    )
    lines |= {TITLE: table.line_of("title"), SUMMARY: table.line_of("summary")}
    entry = VariantEntry(
        name=name,
        title=one_line(table.text("title", None if is_original else "", most=1000)),
        summary=one_line(table.text("summary", most=2000)),
        blocks=blocks,
        translated_from="" if is_original else table.text("translated_from", original),
        is_draft=table.flag("draft"),
        state=table.one_of("state", STATES[1:]),
        note=table.text("note", most=1000),
        lines=lines,
    )
    _refuse_unsafe_links(frame.file, entry)
    names = list(entry.texts())
    entry = replace(entry, machine=_named(table, "machine", names), reviewed=_named(table, "reviewed", names))
    if not is_original:
        entry = replace(entry, made_from=_made_from(table, names))
    table.finish()
    return entry


def _parted(file: str, text: str) -> tuple[str, str, int]:
    """Head, body, and the line of the file on which the body begins."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise Refused(file, 1, f"Die Datei muss mit {FENCE} beginnen.", f"The file must begin with {FENCE}.")
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() == FENCE), 0)
    if not end:
        raise Refused(file, 1, f"Der Kopf endet nicht: {FENCE} fehlt.", f"The head does not end: {FENCE} is missing.")
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _named(table: Table, key: str, names: Sequence[str]) -> frozenset[str]:
    """true for all that is written, or a list of "title", "summary" and numbers of blocks."""
    if isinstance(table.values.get(key, False), bool):
        return frozenset(names) if table.flag(key) else frozenset()
    table.asked.add(key)
    listed = table.values[key]
    wrong = [each for each in listed if f"{each}" not in names] if isinstance(listed, list) else [listed]
    if wrong:
        raise table.refuse(
            key, f"„{key}“ nennt „{wrong[0]}“; möglich sind true oder eine Liste aus: {', '.join(names)}.",
            f"“{key}” names “{wrong[0]}”; allowed are true or a list of: {', '.join(names)}.",
        )  # fmt: skip
    return frozenset(f"{each}" for each in listed)


def _made_from(table: Table, names: Sequence[str]) -> Mapping[str, str] | None:
    hashes = table.texts("made_from")
    if "made_from" not in table.values:
        return None
    if len(hashes) != len(names) or not all(re.fullmatch(r"[0-9a-f]{16}|", each) for each in hashes):
        raise table.refuse(
            "made_from",
            f"„made_from“ braucht {len(names)} Prüfsummen, eine je übersetztem Abschnitt. Stimmt die Übersetzung mit "
            "dem Original überein, löschen Sie die Angabe.",
            f"“made_from” needs {len(names)} hashes, one per translated segment. Where the translation matches the "
            "original, delete it.",
        )
    return dict(zip(names, hashes, strict=True))


def _refuse_unsafe_links(file: str, entry: VariantEntry) -> None:
    for name, text in entry.texts().items():
        for address in _LINK.findall(text):
            if not is_safe_address(address):
                raise Refused(
                    file, entry.lines[name],
                    f"Dieser Link führt nirgends hin: „{address}“. Erlaubt sind https, http, mailto, tel und /…",
                    f"This link leads nowhere: “{address}”. Allowed are https, http, mailto, tel and /…",
                )  # fmt: skip


def refuse_unknown_facts(file: str, entry: VariantEntry, known: frozenset[str]) -> None:
    for name, text in entry.texts().items():
        for key in facts_in(text):
            if key not in known:
                raise Refused(
                    file, entry.lines[name], f"Die Angabe {{{key}}} gibt es nicht. Tragen Sie sie in facts.toml ein.",
                    f"There is no fact {{{key}}}. Add it to facts.toml.",
                )  # fmt: skip


def tie(file: str, entry: VariantEntry, source: VariantEntry) -> None:
    """Refused where the blocks of a translation are not those of its source, one by one."""
    _refuse_without_source(file, entry, source)
    for number, (own, theirs) in enumerate(zip_longest(entry.blocks, source.blocks), 1):
        if (own and own.kind) is not (theirs and theirs.kind):
            line, other = entry.lines.get(f"{number}", 0), source.lines.get(f"{number}", 0)
            mine, wanted = _KINDS[own.kind if own else None], _KINDS[theirs.kind if theirs else None]
            raise Refused(
                file, line or entry.lines.get(f"{number - 1}", 1),
                f"Abschnitt {number} passt nicht zur Vorlage: hier steht {mine[0]}, in {source.name}.md "
                f"{f'(Zeile {other}) ' if other else ''}steht {wanted[0]}. Was noch fehlt, heißt {GAP}.",
                f"Block {number} does not match its source: here is {mine[1]}, in {source.name}.md "
                f"{f'(line {other}) ' if other else ''}is {wanted[1]}. What is missing yet is written {GAP}.",
            )  # fmt: skip


def _refuse_without_source(file: str, entry: VariantEntry, source: VariantEntry) -> None:
    there = source.texts()
    for name in entry.texts():
        has_block = name in there or (name.isdigit() and int(name) > len(source.blocks))
        if not has_block:
            raise Refused(
                file,
                entry.lines[name],
                f"Dazu steht nichts in {source.name}.md ({name}): die Vorlage fehlt.",
                f"{source.name}.md says nothing there ({name}): the source is missing.",
            )


def variant_text(entry: VariantEntry, original: str) -> str:
    """The file that `read_variant` reads back as the same entry."""
    names = list(entry.texts())
    head = {
        "title": entry.title,
        "summary": entry.summary,
        "translated_from": entry.translated_from if entry.translated_from != original else "",
        "draft": entry.is_draft,
        "state": entry.state,
        "note": entry.note,
        "machine": _names_written(entry.machine, names),
        "reviewed": _names_written(entry.reviewed, names),
        "made_from": [entry.made_from[name] for name in names] if entry.made_from is not None else None,
    }
    body = join(_bodies(entry))
    return f"{FENCE}\n{written(head)}{FENCE}\n" + (f"\n{body}" if body else "")


def _bodies(entry: VariantEntry) -> Iterator[Block]:
    """Gaps as `[…]`, and a text that only looks like one so that it is none."""
    for block in entry.blocks:
        is_alike = block.text == GAP and entry.translated_from
        yield Block(block.kind, f"\\{block.text}" if is_alike else block.text or GAP)


def _names_written(named: frozenset[str], names: Sequence[str]) -> bool | list[str | int]:
    if not named or named == frozenset(names):
        return bool(named)
    return [int(name) if name.isdigit() else name for name in names if name in named]
