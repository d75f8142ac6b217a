"""Writes docs/reference/drift.md from the corpus.

PYTHONPATH=src:. python -m tests.drift.pages
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.drift.corpus import EVIDENCE, Case, Outcome, cases, formats, outcome

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "drift.md"
HEAD = """\
<!-- Written by tests/drift/pages.py; do not edit. -->
# Drift

Tables change on their way: somebody saves them again, a download breaks off, a publisher changes a list of codes. The
drift corpus does all that to an invented table (six districts, five years, two sexes, counts and shares) in every
format and looks at what `teilhabe prepare` makes of it:

- **read**: every figure stands where it stood before;
- **refused**: no table, or a finding of severity error: nothing is written, a build stops;
- **reported**: a warning names it, and the build goes on;
- **unseen**: nothing is said. What no evidence reveals is listed as such.

Evidence is what is known besides the file: *printed totals* in it; an *earlier vintage* (the table of the year before,
`--against`, or what the build prepared before); *code lists* of a recipe (`expect.codes`); *ranges* of a recipe
(`expect.range`). Mutations that are read, or refused without any of it, are only counted.
"""
_WORDS = {"read": "read", "refused": "refused", "warned": "reported", "silent": "unseen"}
_TITLES = {
    "none": "file alone",
    "total": "printed totals",
    "vintage": "earlier vintage",
    "codes": "code lists",
    "range": "ranges",
}


def outcomes(layout: str) -> Mapping[Case, Mapping[str, Outcome]]:
    """What becomes of each case; with further evidence only where the file alone does not settle it."""
    result = {}
    for case in cases(layout):
        alone = outcome(case, "none")
        further = {} if alone.kind in ("read", "refused") else {e: outcome(case, e) for e in EVIDENCE[1:]}
        result[case] = {"none": alone, **further}
    return result


def section(layout: str, found: Mapping[Case, Mapping[str, Outcome]]) -> str:
    """The part of the page about one format."""
    counted = Counter(by["none"].kind for by in found.values())
    open_cases = {case: by for case, by in found.items() if len(by) > 1}
    hidden = [case.mutation for case, by in open_cases.items() if is_hidden(by)]
    lines = [
        f"## {layout}",
        "",
        f"{len(found)} mutations. The file alone: {counted['read']} read, {counted['refused']} refused, "
        f"{counted['warned']} reported, {counted['silent']} unseen.",
        "",
        f"| mutation | what happened | {' | '.join(_TITLES[e] for e in EVIDENCE)} |",
        f"|---|---|{'---|' * len(EVIDENCE)}",
    ]
    for case, by in open_cases.items():
        cells = " | ".join(_cell(by[evidence]) for evidence in EVIDENCE)
        lines.append(f"| {case.mutation.name} | {case.mutation.about} | {cells} |")
    named = "; ".join(f"{mutation.name} ({mutation.about})" for mutation in hidden)
    lines += ["", f"No evidence reveals: {named or 'nothing of this'}.", ""]
    return "\n".join(lines)


def is_hidden(by: Mapping[str, Outcome]) -> bool:
    return all(found.kind == "silent" for found in by.values())


def _cell(found: Outcome) -> str:
    word = _WORDS[found.kind]
    return f"{word}: {found.code}" if found.code and found.kind in ("refused", "warned") else word


def page(layouts: Sequence[str]) -> str:
    return "\n".join([HEAD, *(section(layout, outcomes(layout)) for layout in layouts)])


if __name__ == "__main__":
    PAGE.write_text(page(formats()), encoding="utf-8")
