"""What a mail says itself, apart from what it repeats of an earlier one; line by line, in time linear in its length.

By form rather than by words, so that it holds in every language: a last block of lines that begin with ">", with the
line above that says who wrote when; a divider as Outlook draws it; the head of the mail that is repeated below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = re.compile(r"^\s?>")
_DIVIDER = re.compile(r"^\s*(?:-{2,}|_{5,})\s*(?:[^\W\d_][\w .]{2,40}?\s*(?:-{2,}|_{5,}))?\s*$")
_HEADED = re.compile(r"^\s*>?\s*\*?[^\W\d_][\w -]{0,30}\*?\s?[:：]\s")
_ADDRESSED = re.compile(r"[^\s<>@]{1,100}@[^\s<>@]{1,200}")
LEAST_HEAD = 3
"""Lines like "From: …" in a row that make the head of a repeated mail, the address of its writer among them."""
LONGEST_INTRODUCTION = 3
"""Lines that a mail program may need for "On … somebody wrote:"."""
SIGNATURE = "-- "


def parted(text: str) -> tuple[str, str]:
    """The text and what it repeats; together they are all of it. Where nothing would be left, nothing is parted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cut = min(filter(None, (_repeated_head(lines), _quoted_to_the_end(lines))), default=len(lines))
    own, repeated = "\n".join(lines[:cut]).strip(), "\n".join(lines[cut:]).strip()
    return (own, repeated) if own else (text.strip(), "")


def _quoted_to_the_end(lines: Sequence[str]) -> int:
    """Where the quoted block begins after which nobody writes any more; 0 for none. Answers in between stay whole."""
    end = len(lines)
    while end and not _QUOTED.match(lines[end - 1]):
        if lines[end - 1] == SIGNATURE or not lines[end - 1].strip():
            end -= 1
            continue
        end = _above_signature(lines, end)
        if not end:
            return 0
    start = end
    while start and (_QUOTED.match(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    return _introduced_from(lines, start) if start < end else 0


def _above_signature(lines: Sequence[str], end: int) -> int:
    """The end of what stands above a signature; 0 where these last lines are none."""
    last = max(0, end - 15)
    return next((number for number in range(end - 1, last - 1, -1) if lines[number].rstrip("\n") == SIGNATURE), 0)


def _introduced_from(lines: Sequence[str], start: int) -> int:
    """The line that introduces the quotation, where there is one: it ends with a colon."""
    if not start or not lines[start - 1].rstrip().endswith((":", "：", "：\u200f")):
        return start
    for number in range(start - 1, max(-1, start - 1 - LONGEST_INTRODUCTION), -1):
        if not lines[number].strip():
            return number + 1
        if _says_who(" ".join(lines[number:start])):
            return number
    return start - 1


def _says_who(introduction: str) -> bool:
    """An introduction names a moment and somebody."""
    return any(each.isdigit() for each in introduction) and bool(_ADDRESSED.search(introduction))


def _repeated_head(lines: Sequence[str]) -> int:
    """Where the head of an earlier mail is repeated, with the divider above it; 0 for nowhere."""
    run = 0
    for number, line in enumerate(lines):
        run = run + 1 if _HEADED.match(line) else 0
        if run == LEAST_HEAD and any(_ADDRESSED.search(each) for each in lines[number + 1 - LEAST_HEAD : number + 2]):
            start = number + 1 - LEAST_HEAD
            return _with_divider(lines, start)
    return 0


def _with_divider(lines: Sequence[str], start: int) -> int:
    above = start
    while above and not lines[above - 1].strip():
        above -= 1
    return above - 1 if above and _DIVIDER.match(lines[above - 1]) else start
