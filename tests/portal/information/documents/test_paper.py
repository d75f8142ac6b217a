"""Paper says what the page says: tagged, in every script and direction, whatever people wrote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all

from teilhabe.outreach.body.inline import as_html
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import Category, EventDates, Fact, PlaceDetails
from teilhabe.outreach.content.published import shelf
from teilhabe.portal.information.documents import paper
from teilhabe.portal.information.documents.blocks import blocks
from teilhabe.portal.information.documents.paper import as_pdf, qr_rows
from teilhabe.portal.information.documents.particulars import particulars

HOSTILE = (
    '#panic("x")',
    '#read("/etc/passwd")',
    "] #import sys: inputs [",
    "$ x^2 $ `raw` ```rust fn``` *b* _e_ <label> @reference",
    "= Heading // comment /* open \\ \\u{1F600} \" ' ~ --- ...",
    '{"json": true}',
    "\u202eumgedreht\u2066\u0000\u0007",
)
SITE = "https://teilhabe.example"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_set_as_text(cast: Cast, text: str) -> None:
    publish(cast, make_item(cast, text, "\\" + text, text))
    known = shelf("de")
    data = paper.content(text, known, known.readings, SITE, timezone.now())
    assert data["items"][0]["title"] == known.readings[0].title
    assert as_pdf(text, known, known.readings, SITE, timezone.now()).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "اتصل بنا: 0631 365-0 من الساعة 9:00 إلى 12:30"),
        ("fa", "گواهینامه ۱۲۳ کمک‌هزینه"),
        ("ti", "ምዝገባ ኣድራሻ 14"),
        ("uk", "Реєстрація місця проживання"),
        ("tr", "İkamet kaydı"),
        ("fr", "Déclarer son domicile à l’hôtel"),
    ],
)
def test_every_script_is_set_as_accessible_pdf(cast: Cast, language: str, words: str) -> None:
    item = make_item(cast, words, f"{words}\n\n### {words}\n\n- {words}\n- **{words}**\n\n1. [{words}](/de/)", words)
    publish(cast, item)
    made = as_pdf(words, shelf(language), shelf(language).readings, SITE, timezone.now())
    assert b"pdfuaid" in made
    assert b"/StructTreeRoot" in made


def test_an_event_says_when_and_where_and_a_place_where_and_when_open(cast: Cast) -> None:
    street = {"street": "Ring 1", "postcode": "67655", "city": "Musterstadt"}
    place = publish(cast, make_item(cast, "Haus Nord", kind="place")).item
    address = Fact.objects.create(key="ring", name="Anschrift", kind="address", value=street)
    phone = Fact.objects.create(key="tel", name="Telefon", kind="phone", value={"number": "0631 1234567"})
    PlaceDetails.objects.create(item=place, address=address, languages=["ar"]).contacts.add(phone)
    event = publish(cast, make_item(cast, "Sprachcafé", kind="event")).item
    begins = datetime(2026, 1, 6, 17, tzinfo=UTC)
    weekly = {"recurrence": "FREQ=WEEKLY;BYDAY=TU", "place": place}
    EventDates.objects.create(item=event, starts_at=begins, ends_at=begins + timedelta(hours=2), **weekly)
    stamp()
    known, now = shelf("de"), datetime(2026, 11, 23, 9, tzinfo=UTC)
    with override("de"):
        meetings = particulars(known.by_id[event.pk], known, now)
        details = particulars(known.by_id[place.pk], known, now)
        assert as_pdf("Heft", known, known.readings, SITE, now).startswith(b"%PDF")
    assert "jede Woche" in meetings[0]["lines"][0]
    assert "24. November 2026" in meetings[0]["lines"][1]
    assert "Haus Nord" in meetings[0]["lines"][-1]
    assert [row["name"] for row in details] == ["Adresse", "Telefon", "Hier spricht man"]
    assert "Ring 1" in details[0]["lines"][0]


def test_html_comes_back_as_blocks() -> None:
    html = (
        '<h2 id="s-1">Was</h2>\n<p id="s-2">Rufen Sie <strong>heute</strong> <bdi>0631 1</bdi> '
        '<a href="/de/x/">hier</a> an &amp; mehr.</p>\n<ul>\n<li>eins</li>\n<li>zwei <em>drei</em></li>\n</ul>\n'
        '<ol>\n<li lang="ar" dir="rtl">أ</li>\n</ol>'
    )
    heading, text, bullets, steps = blocks(html, SITE)
    assert (heading["kind"], heading["level"]) == ("heading", 2)
    assert "".join(run["text"] for run in text["points"][0]) == "Rufen Sie heute \u20660631 1\u2069 hier an & mehr."
    assert [run["address"] for run in text["points"][0] if run["address"]] == [f"{SITE}/de/x/"]
    assert len(bullets["points"]) == 2
    assert (steps["kind"], steps["language"], steps["direction"]) == ("steps", "ar", "rtl")


def test_no_rank_of_headings_is_left_out() -> None:
    assert [each["level"] for each in blocks("<h3>a</h3><h2>b</h2><h3>c</h3>", SITE)] == [2, 2, 3]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_html_stays_text(text: str) -> None:
    found = blocks(f"<p>{as_html(text)}</p>", SITE)
    assert "".join(run["text"] for run in found[0]["points"][0]).strip()


def test_the_code_holds_the_address() -> None:
    rows = qr_rows("https://teilhabe.example/de/informationen/seite/anmeldung/")
    assert rows[0][0] == (0, 7)  # the finder pattern in the corner


def _address(name: str, language: str = "de", **values: str) -> str:
    with override(language):
        return reverse(f"information:{name}", kwargs=values or None)


def test_a_page_comes_as_pdf_in_the_language_of_the_site(client: Client, cast: Cast) -> None:
    item = make_item(cast, "Anmeldung", key="anmeldung")
    publish(cast, item)
    translate_all(cast, item, "ar")
    answer = client.get(_address("document", "ar", key="anmeldung"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "anmeldung-ar.pdf" in answer.headers["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
    etag = answer.headers["ETag"]
    again = client.get(_address("document", "ar", key="anmeldung"), headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_a_bundle_holds_what_was_chosen_or_a_category(client: Client, cast: Cast) -> None:
    category = Category.objects.create(kind="topic", key="wohnen", names={"de": "Wohnen"})
    for key in ("a", "b"):
        publish(cast, make_item(cast, key, key=key, categories=(category,)))
    make_item(cast, "Entwurf", key="c", categories=(category,))
    for query in ("?category=wohnen", "?key=a&key=b&key=c"):
        assert client.get(_address("bundle") + query).content.startswith(b"%PDF")
    for query in ("", "?category=nichts", "?key=c"):
        assert client.get(_address("bundle") + query).status_code == 404
    assert client.get(_address("document", key="c")).status_code == 404
