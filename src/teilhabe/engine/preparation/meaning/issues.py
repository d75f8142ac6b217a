"""Issues: the findings that the codes of a dimension give rise to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from teilhabe.engine.preparation.draft import RawDimension
from teilhabe.engine.preparation.findings import Finding, Severity, counted
from teilhabe.engine.preparation.meaning.pairs import HarmonisedCode, Pair
from teilhabe.text import Text

_TEXTS: Mapping[str, Callable[[str, int, str], Text]] = {
    "missing-code": lambda name, count, first: Text(
        f"{name}: Das Feld ist leer; wofür die Zahl steht, ist nicht zu erkennen.",
        f"{name}: the cell is empty; what the figure stands for cannot be told.",
    ),
    "lost-leading-zero": lambda name, count, first: counted(
        count,
        Text(
            f"Ein Gebietsschlüssel hatte seine führende Null verloren („{first}“); sie wurde ergänzt.",
            f"One territory code had lost its leading zero ({first!r}); it was put back.",
        ),
        Text(
            f"{{n}} Gebietsschlüssel hatten ihre führende Null verloren (etwa „{first}“); sie wurde ergänzt.",
            f"{{n}} territory codes had lost their leading zero (such as {first!r}); it was put back.",
        ),
    ),
    "spaced-key": lambda name, count, first: counted(
        count,
        Text(
            f"Ein Gebietsschlüssel war mit Leerzeichen, Punkten oder Apostroph geschrieben („{first}“); gelesen werden "
            "seine Ziffern.",
            f"One territory code was written with blanks, points or an apostrophe ({first!r}); its digits are read.",
        ),
        Text(
            f"{{n}} Gebietsschlüssel waren mit Leerzeichen, Punkten oder Apostroph geschrieben (etwa „{first}“); "
            "gelesen werden ihre Ziffern.",
            f"{{n}} territory codes were written with blanks, points or an apostrophe (such as {first!r}); their "
            "digits are read.",
        ),
    ),
    "unknown-period": lambda name, count, first: counted(
        count,
        Text(f"Eine Zeitangabe ist nicht lesbar („{first}“).", f"One period cannot be read ({first!r})."),
        Text(
            f"{{n}} Zeitangaben sind nicht lesbar (etwa „{first}“).",
            f"{{n}} periods cannot be read (such as {first!r}).",
        ),
    ),
    "unknown-code": lambda name, count, first: counted(
        count,
        Text(
            f"{name}: Eine Ausprägung steht in keiner Schlüsselliste („{first}“); sie bleibt, wie sie ist.",
            f"{name}: one code is in no code list ({first!r}); it stays as it is.",
        ),
        Text(
            f"{name}: {{n}} Ausprägungen stehen in keiner Schlüsselliste (etwa „{first}“); sie bleiben, wie sie sind.",
            f"{name}: {{n}} codes are in no code list (such as {first!r}); they stay as they are.",
        ),
    ),
    "missing-key": lambda name, count, first: Text(
        f"{name}: {count} Kreise oder Städte stehen nur mit Namen da (etwa „{first}“); ohne Schlüssel lassen sie sich "
        "nicht mit anderen Tabellen verbinden, denn Stadt und Landkreis heißen oft gleich.",
        f"{name}: {count} districts or cities bear names only (such as {first!r}); without keys they cannot be joined "
        "to other tables, because city and rural district often share a name.",
    ),
    "ambiguous-date": lambda name, count, first: Text(
        f"{count} Tage sind mit Schrägstrich geschrieben, und nichts zeigt, ob der Tag oder der Monat vorn steht (etwa "
        f"„{first}“); gelesen wurde der Tag zuerst. Bitte die Spalte eindeutig schreiben, etwa als 2020-02-01.",
        f"{count} days are written with slashes, and nothing shows whether the day or the month comes first (such as "
        f"{first!r}); they were read day first. Please write the column unambiguously, such as 2020-02-01.",
    ),
    "marked-period": lambda name, count, first: Text(
        f"{count} Zeitangaben tragen ein Kennzeichen oder eine Fußnote (etwa „{first}“); gelesen wird der Zeitraum.",
        f"{count} periods carry a mark or a footnote (such as {first!r}); the period before it was read.",
    ),
    "ambiguous-age": lambda name, count, first: Text(
        f"{name}: Bei {count} Altersgruppen ist nicht zu erkennen, ob das obere Alter dazugehört (etwa „{first}“); "
        "es wurde mitgezählt.",
        f"{name}: for {count} age groups nothing shows whether the upper age belongs to them (such as {first!r}); "
        "it was taken as included.",
    ),
}
_SEVERITIES: Mapping[str, Severity] = {
    "missing-code": "error",
    "unknown-period": "error",
    "unknown-code": "warning",
    "lost-leading-zero": "note",
    "spaced-key": "note",
    "ambiguous-date": "error",
    "ambiguous-age": "warning",
    "marked-period": "note",
    "missing-key": "note",
}


def issues(name: str, raw: RawDimension, codes: Mapping[Pair, HarmonisedCode], rows: Sequence[int]) -> list[Finding]:
    """One finding per kind of issue, at the first row that shows it; `rows` are those of the entries of `raw`."""
    findings = []
    for issue in dict.fromkeys(code.issue for code in codes.values() if code.issue):
        concerned = [pair for pair, code in codes.items() if code.issue == issue]
        first = concerned[0][0] or concerned[0][1]
        findings.append(
            Finding(
                issue,
                _SEVERITIES[issue],
                _TEXTS[issue](name, len(concerned), first),
                row=rows[raw.pairs.index(concerned[0])],
                column=name,
                data={"count": len(concerned), "first": first},
            )
        )
    return findings


def overlap(name: str, levels: Sequence[str]) -> Finding:
    """Several classifications of one thing in one column count the same people more than once."""
    found = ", ".join(sorted(set(levels)))
    return Finding(
        "overlapping-classifications",
        "warning",
        Text(
            f"{name}: Die Datei enthält mehrere Gliederungen derselben Sache nebeneinander ({found}); "
            f"wer über alle summiert, zählt doppelt. Die Spalte {name}_level trennt sie.",
            f"{name}: the file holds several classifications of the same thing side by side ({found}); "
            f"a sum over all of them counts twice. The column {name}_level separates them.",
        ),
        column=name,
        data={"levels": found},
    )
