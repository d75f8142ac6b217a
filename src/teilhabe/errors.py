"""The failures of Teilhabe, each with the exit code of the command that meets it.

    TeilhabeError
    ├── InputError            1   a file or a declaration is at fault
    │   ├── UnreadableFile        no table can be read from this file
    │   └── DeclarationError      a TOML declaration is wrong: file, line or key, and what to do
    ├── UsageError            2   the command was called wrongly
    └── CheckFailed           3   a check of ours said no: checksums, gate, audit

A defect *inside* a readable table is not a failure but a value: `teilhabe.engine.preparation.findings.Finding`.
"""

from __future__ import annotations

from teilhabe.text import Text


class TeilhabeError(Exception):
    """One sentence in both languages: what is wrong, where, and what to do about it."""

    exit_code = 1

    def __init__(self, de: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(de, en)


class InputError(TeilhabeError):
    """What was given to the command is at fault."""


class UnreadableFile(InputError):
    """No table can be read from this file."""


class DeclarationError(InputError):
    """A declaration (city, source, indicator, break, recipe) is wrong."""


class UsageError(TeilhabeError):
    """The command was called wrongly."""

    exit_code = 2


class CheckFailed(TeilhabeError):
    """A check said no; nothing was published."""

    exit_code = 3
