"""Readers of Arabic are spoken to in one way on all public pages and in all mails: politely, in the plural."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2] / "src/teilhabe"
SPOKEN = ("core", "engagement", "outreach", "portal", "project")
TO_ONE = re.compile(
    r"\b(?!(?:[بل]?ذلك|هناك|والسلوك|فيسبوك|شريك)\b)\w+ك\b"
    r"|\b[وف]?(?:أنت|كنت|طلبت|أردت|تريد|تبحث|تجد|ستجد|اكتب|أدخل|اختر|افتح|اضغط|أرسل|انظر|جرّب|حاول|تأكد|اطلب|اترك|ارجع"
    r"|نسيت|أضف|صوّر|استخدم|اسأل|اطبع|احفظ|تود(?!ّو)|تستطيع|تقول|تتمكن|تنتظر|أخبرتنا|تتحدثها|تختر|ترغب|اسألنا)\b"
)
"""What is of one person ends like this, a few words aside; then words that tell or ask one person."""


@pytest.mark.parametrize("room", SPOKEN)
def test_nobody_is_spoken_to_in_the_singular(room: str) -> None:
    files = sorted((ROOT / room).glob("**/locale/ar/LC_MESSAGES/django.po"))
    assert files
    for file in files:
        with file.open("rb") as stream:
            said = [text for message in read_po(stream) if message.id for text in _texts(message.string)]
        assert [text for text in said if TO_ONE.search(text)] == [], file


def _texts(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [string] if isinstance(string, str) else list(string or ())
