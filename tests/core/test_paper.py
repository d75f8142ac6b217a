"""Paper never loses a text, whatever letters it is written in."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from teilhabe.core import paper

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "Probe")
#set text(lang: "de")
#link("https://musterstadt.example")[#data.text]
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def test_an_ordinary_page_keeps_the_promise_of_pdf_ua(template: Path) -> None:
    assert b"pdfuaid" in paper.as_pdf(template, {"text": "Guten Tag"})


def test_a_letter_that_no_font_has_costs_the_promise_only(template: Path) -> None:
    made = paper.as_pdf(template, {"text": "Guten \U0001f9ff\U00013080 Tag"})
    assert made.startswith(b"%PDF")
    assert b"pdfuaid" not in made


def test_what_cannot_be_tagged_is_set_without_tags(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def fails_to_tag(*arguments: object, **wishes: object) -> bytes:
        asked.append(wishes)
        if wishes.get("pdf_tags", True):
            raise typst.TypstError("internal error: expected link ancestor in logical tree")
        return b"%PDF"

    monkeypatch.setattr(typst, "compile", fails_to_tag)
    assert paper.as_pdf(template, {"text": "Guten Tag"}) == b"%PDF"
    assert len(asked) == 3
