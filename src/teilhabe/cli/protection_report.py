"""What `protect` tells people: how much is hidden and why, and no value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from teilhabe.engine.disclosure.protecting import Report
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number

_REASONS: Mapping[str, Text] = {
    "threshold": Text("zu wenige Personen", "too few persons"),
    "zero": Text("niemand (Nullen sind hier schutzbedürftig)", "nobody (zeros are sensitive here)"),
    "contributors": Text("zu wenige Beitragende", "too few contributors"),
    "dominance": Text("Dominanz", "dominance"),
    "p-percent": Text("p-%-Regel", "p % rule"),
    "full-cell": Text("Ränder, die ganz in einer Zelle liegen", "margins that lie in one cell"),
    "marked": Text("vorgegeben", "marked"),
    "told": Text("schon früher verborgen", "hidden in an earlier release"),
}

_HIDDEN = Text("Verborgen: {hidden} von {cells} Zellen (SHARE %).", "Hidden: {hidden} of {cells} cells (SHARE %).")
_SECONDARY = Text(
    "  {count} dazu, damit niemand jene errechnen kann (davon Summen: {sums})",
    "  {count} more, so that nobody can compute those (of these sums: {sums})",
)
_NOTHING = Text("Nichts ist zu verbergen: {cells} Zellen.", "Nothing has to be hidden: {cells} cells.")


def report_lines(report: Report, lang: Language) -> Iterator[str]:
    """The report, line by line."""

    def worded(text: Text, **numbers: int) -> str:
        shown = {name: format_number(number, 0, lang) for name, number in numbers.items()}
        return text.in_language(lang).format(**shown)

    if not report.hidden:
        yield worded(_NOTHING, cells=report.cells)
        return
    share = format_number(100 * report.hidden / report.cells, 1, lang)
    yield worded(_HIDDEN, hidden=report.hidden, cells=report.cells).replace("SHARE", share)
    for reason, count in report.primary.items():
        yield f"  {format_number(count, 0, lang)} {_REASONS[reason].in_language(lang)}"
    if report.secondary:
        yield worded(_SECONDARY, count=report.secondary, sums=report.secondary_sums)
