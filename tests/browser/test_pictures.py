"""A picture in a real browser: uploaded, described, shown only with consent, by keyboard and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter, looked_at
from tests.chromium import violations
from tests.outreach.pictures.uploads import REFUSED, with_location

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

EDITOR, HOME = "editor", "/de/buero/bilder/"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_picture_is_taken_in_described_and_waits_for_a_consent(enter: Enter, scripts: bool) -> None:
    name = f"Fest {scripts}"
    page = enter(EDITOR, f"{HOME}neu/", java_script_enabled=scripts)
    content = with_location(6 if scripts else 1)
    page.get_by_label("Bilddatei").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": content})
    page.get_by_label("Bezeichnung").fill(name)
    page.get_by_label("Urheber").fill("Büro")
    page.get_by_label("Nutzungsrecht").fill("eigenes Bild")
    page.get_by_label("Erkennbare Menschen").fill("1")
    page.get_by_label("Alternativtext: Deutsch").fill("Menschen tanzen.")
    page.locator("main form button.button").last.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    shown = page.locator("main img").first
    assert shown.get_attribute("alt") == "Menschen tanzen."
    if scripts:
        assert shown.evaluate("each => each.complete && each.naturalWidth > 0")
        assert violations(page) == []
    looked_at(page, f"picture-{scripts}")


def test_a_file_that_is_no_picture_is_refused_beside_its_field_and_the_words_stay(enter: Enter) -> None:
    page = enter(EDITOR, f"{HOME}neu/")
    hostile = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": REFUSED["svg"]}
    page.get_by_label("Bilddatei").set_input_files(hostile)
    for label, text in (("Bezeichnung", "Fest"), ("Urheber", "Büro"), ("Nutzungsrecht", "eigenes Bild")):
        page.get_by_label(label).fill(text)
    page.get_by_label("Alternativtext: Deutsch").fill("Menschen tanzen.")
    page.locator("main form button.button").last.press("Enter")
    expect(page.locator("#id_file_error")).to_be_visible()
    expect(page.get_by_label("Alternativtext: Deutsch")).to_have_value("Menschen tanzen.")
    assert violations(page) == []
