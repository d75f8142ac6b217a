"""A message through a machine that takes HTML: line by line, so that none is lost."""

from __future__ import annotations

import re
from html import escape, unescape

from teilhabe.outreach.translation.machines.machine import Machine

_TAG = re.compile(r"<[^>]*>")


def translated(text: str, source: str, target: str, machine: Machine) -> str:
    """The text in the target language with the same lines; MachineFailure where there is no answer."""
    lines = text.splitlines()
    asked = [place for place, line in enumerate(lines) if line.strip()]
    answers = machine.translate([escape(lines[place], quote=False) for place in asked], source, target) if asked else []
    for place, answer in zip(asked, answers, strict=True):
        lines[place] = unescape(_TAG.sub("", answer))
    return "\n".join(lines)
