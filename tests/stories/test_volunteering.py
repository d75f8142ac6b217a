"""Volunteering without an account: a newcomer signs up in Arabic, an organisation asks for help from a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.chromium import violations
from tests.stories.serve_volunteering import TITLE_AR
from tests.stories.town import Town, looked_at, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("volunteering_story")]

PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True}
NEEDED = "Hausaufgaben begleiten"


@pytest.fixture
def town(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with served("tests.stories.serve_volunteering", chromium, tmp_path_factory) as town:
        yield town


def test_a_volunteer_signs_up_in_arabic_without_an_account_and_gives_the_place_back(town: Town) -> None:
    volunteer = town.person(**PHONE)
    volunteer.goto("/ar/volunteering/")
    volunteer.get_by_label("اللغة المطلوبة").select_option("ar")
    volunteer.get_by_role("button", name="عرض").tap()
    volunteer.get_by_role("link", name=TITLE_AR).tap()
    expect(volunteer.get_by_text("بقي مكان واحد")).to_be_visible()
    assert violations(volunteer) == []
    volunteer.get_by_role("link", name="سآتي").first.tap()
    _fill_in(volunteer)
    expect(volunteer.get_by_role("status")).to_have_text("تم حجز مكان لكم.")
    assert volunteer.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert violations(volunteer) == []
    looked_at(volunteer, "signed-up")
    volunteer.get_by_role("link", name="مواعيدي").tap()
    expect(volunteer.get_by_text(TITLE_AR).or_(volunteer.get_by_text("Sprachcafé"))).to_be_visible()
    looked_at(volunteer, "own-page")
    volunteer.locator("form[action*='/ar/']").get_by_role("button").first.tap()
    expect(volunteer.get_by_role("status")).to_be_visible()
    volunteer.goto("/ar/volunteering/1/")
    expect(volunteer.get_by_text("بقي مكان واحد")).to_be_visible()
    assert volunteer.context.cookies() == []


def _fill_in(page: Page) -> None:
    """First without consent: what was typed stays."""
    page.get_by_label("اسمكم").fill("أمل تجربة")
    page.get_by_label("عنوان بريدكم الإلكتروني أو رقم هاتفكم").fill("amal@probe.example")
    page.get_by_role("button", name="تسجيل مؤكد").tap()
    expect(page.get_by_text("لا يجوز لنا حفظ بياناتكم دون موافقتكم")).to_be_visible()
    expect(page.get_by_label("اسمكم")).to_have_value("أمل تجربة")
    page.get_by_label("أوافق على ذلك.").check()
    page.wait_for_timeout(4000)  # nobody fills it in faster
    page.get_by_role("button", name="تسجيل مؤكد").tap()


def test_an_organisation_posts_an_opportunity_on_a_phone_and_it_is_public_after_the_yes(town: Town) -> None:
    member, coordinator, reader = (
        town.person("organisation_member", **PHONE),
        town.person("coordinator"),
        town.person(**PHONE),
    )
    member.goto("/de/buero/einsatzmoeglichkeiten/neu/")
    member.get_by_label("Was wird gemacht?").fill(NEEDED)
    member.get_by_label("Was ist zu tun?").fill("Sie helfen Kindern bei den Hausaufgaben.")
    member.get_by_role("button", name="Weiter zur Vorschau").tap()
    member.get_by_role("button", name="Zur Prüfung absenden").tap()
    looked_at(member, "submitted")
    reader.goto("/de/mitmachen/")
    expect(reader.get_by_role("link", name=NEEDED)).to_have_count(0)
    coordinator.goto("/de/buero/einsatzmoeglichkeiten/")
    coordinator.get_by_role("link", name=NEEDED).first.click()
    coordinator.get_by_role("button", name="Veröffentlichen").click()
    reader.reload()
    reader.get_by_role("link", name=NEEDED).tap()
    expect(reader.get_by_role("heading", level=1)).to_have_text(NEEDED)
    reader.get_by_role("link", name="Ich möchte mitmachen").tap()
    reader.get_by_label("Ihr Name").fill("Probe Person")
    reader.get_by_label("Ihre E-Mail-Adresse oder Telefonnummer").fill("0171 1234567")
    reader.get_by_label("Damit bin ich einverstanden.").check()
    reader.wait_for_timeout(4000)  # nobody fills it in faster
    reader.get_by_role("button", name="Absenden").tap()
    expect(reader.get_by_role("status")).to_contain_text("Ihre Nachricht ist angekommen.")
    coordinator.goto("/de/buero/angebote/")
    coordinator.get_by_role("link", name="Probe Person").first.click()
    expect(coordinator.get_by_role("link", name=NEEDED)).to_be_visible()
