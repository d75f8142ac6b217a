"""Whatever is wrong with a folder is told in one sentence with file and line, and nothing is taken over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.outreach.content.exchange.folders import ARABIC, FILES, ORIGINAL, put

from teilhabe.errors import InputError
from teilhabe.outreach.content.exchange.folders import MOST_BYTES, contents
from teilhabe.outreach.content.exchange.reading import Reader

ZONE = ZoneInfo("Europe/Berlin")
ITEM, DE, AR = FILES
HEAD = '+++\ntitle = "T"\n+++\n\n'


def _refusals(files: dict[str, str], today: date | None = None) -> list[str]:
    reader = Reader({**FILES, **files}, ZONE, today)
    reader.parcel()
    return [each.text.en for each in reader.refused]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({ITEM: 'kind = "page"\nrisc = "law"\n'}, f"{ITEM}, line 2: “risc” is unknown; known are: "),
        ({ITEM: '\nkind = "pages"'}, f"{ITEM}, line 2: “kind” is “pages”; allowed are: page, news, event, place, faq."),
        ({ITEM: "kind = page"}, f"{ITEM}, line 1: This is no TOML (Invalid value)."),
        ({ITEM: "x = " + "[" * 5000}, f"{ITEM}, line 1: This is no TOML"),
        ({ITEM: "check_by = 12"}, f"{ITEM}, line 1: “check_by” must be a date such as 2026-12-31."),
        ({ITEM: 'check_by = "soon"'}, f"{ITEM}, line 1: “check_by” is “soon”, which is no date such as 2026-12-31."),
        ({ITEM: 'check_by = "+5 days"'}, f"{ITEM}, line 1: “+5 days” counts from a day: please give --today."),
        ({ITEM: "position = -1"}, f"{ITEM}, line 1: “position” must be from 0 to 32767."),
        ({ITEM: "position = true"}, f"{ITEM}, line 1: “position” must be from 0 to 32767."),
        ({ITEM: 'is_urgent = "yes"'}, f"{ITEM}, line 1: “is_urgent” must be true or false."),
        ({ITEM: 'categories = ["familien"]'}, f"{ITEM}, line 1: There is no category “familien”."),
        ({ITEM: 'campaign = "herbst"'}, f"{ITEM}, line 1: There is no campaign “herbst”."),
        ({ITEM: 'original = "en"'}, "items/anmeldung/en.md: The original is missing."),
        ({ITEM: 'original = "../de"'}, f"{ITEM}, line 1: “../de” is no variant such as de or de.plain."),
        ({ITEM: "[dates]\nstarts = 2026-01-01"}, f"{ITEM}, line 1: [dates] belongs to kind = \"event\" only."),
        (
            {ITEM: 'kind = "event"\n[dates]\nstarts = 2026-01-02\nends = 2026-01-01'},
            f"{ITEM}, line 4: The event ends before it starts.",
        ),
        ({ITEM: 'kind = "event"\n[dates]\nends = 2026-01-01'}, f"{ITEM}, line 2: “starts” is missing."),
        (
            {ITEM: 'kind = "event"\n[dates]\nstarts = 2026-01-02\nplace = "nirgends"'},
            f"{ITEM}, line 4: There is no place “nirgends”.",
        ),
        (
            {ITEM: 'kind = "event"\n[dates]\nstarts = 2026-01-02\nregistration = "javascript:alert(1)"'},
            f"{ITEM}, line 4: Registration needs https://…",
        ),
        (
            {ITEM: 'kind = "event"\n[dates]\nstarts = 2026-01-02\nexceptions = ["morgen"]'},
            f"{ITEM}, line 4: “morgen” is no date such as 2026-12-31.",
        ),
        ({ITEM: 'kind = "place"\n[place]\nhours = "offen"'}, f"{ITEM}, line 3: There is no fact “offen”."),
        ({ITEM: 'kind = "place"\n[place]\nlatitude = nan'}, f"{ITEM}, line 3: “latitude” is no number of degrees."),
        ({DE: "Nur Text."}, f"{DE}, line 1: The file must begin with +++."),
        ({DE: '+++\ntitle = "T"'}, f"{DE}, line 1: The head does not end: +++ is missing."),
        ({DE: '+++\nsummary = "T"\n+++\n'}, f"{DE}, line 2: “title” is missing."),
        ({DE: '+++\ntitle = "T"\ntitel = "T"\n+++\n'}, f"{DE}, line 3: “titel” is unknown; known are: "),
        ({DE: '+++\ntitle = "T"\ntitle = "T"\n+++\n'}, f"{DE}, line 3: This is no TOML (Cannot overwrite a value)."),
        ({DE: '+++\ntitle = "T"\nmade_from = []\n+++\n'}, f"{DE}, line 3: “made_from” is unknown; known are: "),
        ({DE: HEAD + "\nGut.\n\n[Los](javascript:alert(1))"}, f"{DE}, line 8: This link leads nowhere: “javascript:"),
        ({DE: HEAD + "[Los](//evil.example)"}, f"{DE}, line 5: This link leads nowhere: “//evil.example”."),
        ({DE: HEAD + "Ruf an: {nummer}."}, f"{DE}, line 5: There is no fact {{nummer}}. Add it to facts.toml."),
        (
            {AR: ARABIC.replace("- […]\n", "")},
            f"{AR}, line 10: Block 4 does not match its source: here is nothing any more, in de.md (line 11) is a",
        ),
        (
            {AR: ARABIC.replace("## […]", "[…]")},
            f"{AR}, line 8: Block 2 does not match its source: here is a paragraph, in de.md (line 8) is a heading.",
        ),
        (
            {AR: ARABIC + "\nZu viel.\n"},
            f"{AR}, line 13: Block 5 does not match its source: here is a paragraph, in de.md is nothing any more.",
        ),
        ({AR: ARABIC.replace("machine = true", "machine = [9]")}, f"{AR}, line 3: “machine” names “9”; allowed"),
        ({AR: ARABIC.replace("machine = true", "machine = 9")}, f"{AR}, line 3: “machine” names “9”; allowed"),
        ({AR: ARABIC.replace("machine = true", 'made_from = ["x"]')}, f"{AR}, line 3: “made_from” needs 3 hashes"),
        ({AR: ARABIC.replace("machine = true", 'translated_from = "fr"')}, f"{AR}, line 1: There is no source fr.md"),
        ({AR: ARABIC.replace("machine = true", 'translated_from = "ar"')}, f"{AR}, line 1: There is no source ar.md"),
        (
            {AR: ARABIC.replace("machine", 'summary = "S"\nmachine'), DE: ORIGINAL.replace("summary", "#")},
            f"{AR}, line 3: de.md says nothing there (summary): the source is missing.",
        ),
        ({"facts.toml": '[a]\nname = "A"\nkind = "telepathy"'}, "facts.toml, line 3: “kind” is “telepathy”; allowed"),
        ({"facts.toml": '[a]\nname = "A"\nkind = "text"\nvalue = {}'}, "facts.toml, line 4: a: "),
        ({"facts.toml": '["a b"]\nname = "A"'}, "facts.toml, line 1: “a b” is no key: a–z, 0–9 and hyphens only."),
        ({"facts.toml": 'a = 1'}, "facts.toml, line 1: “a” must be a table."),
        ({"categories.toml": "[audience.x]\nicon = 'y'"}, "categories.toml, line 1: “x” has no German name."),
        ({"categories.toml": "[people.x]\nnames.de = 'y'"}, "categories.toml, line 1: “people” is unknown; known"),
        ({"campaigns.toml": "[x]\ngoal = 'y'"}, "campaigns.toml, line 1: “name” is missing."),
        ({"items/leer/de.md": HEAD}, "items/leer/item.toml: The file is missing."),
    ],
)  # fmt: skip
def test_it_is_told_where_and_what(files: dict[str, str], expected: str) -> None:
    found = _refusals(files)
    assert any(each.startswith(expected) for each in found), found


def test_all_wrong_files_are_told_at_once() -> None:
    found = _refusals({DE: "x", AR: "y", "facts.toml": "z", "items/b/item.toml": "q"})
    assert len(found) == 4


def test_a_folder_without_faults_is_not_refused() -> None:
    assert _refusals({}) == []
    assert _refusals({ITEM: 'check_by = "+5 days"'}, date(2026, 1, 1)) == []


@pytest.mark.parametrize(
    "path", ["Notiz.txt", "items/a/de.txt", "items/a/xx.md", "items/a/de.hard.md", "items/a/b/de.md", "items/ä/de.md"]
)
def test_files_that_do_not_belong_there_are_named(tmp_path: Path, path: str) -> None:
    _files, refused = contents(put(tmp_path, {**FILES, path: "x"}))
    assert [each.file for each in refused] == [path]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "in", FILES)
    (tmp_path / "secret").write_text(ORIGINAL)
    (tmp_path / "in/items/anmeldung/en.md").symlink_to(tmp_path / "secret")
    (tmp_path / "in/items/other").symlink_to(tmp_path)
    files, refused = contents(tmp_path / "in")
    assert set(files) == set(FILES)
    assert {each.file for each in refused} == {"items/anmeldung/en.md", "items/other"}


def test_bytes_that_are_no_text_and_endless_files_are_refused(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / DE).write_bytes(b"+++\ntitle = '\xff'\n+++\n")
    (tmp_path / AR).write_bytes(b"x" * (MOST_BYTES + 1))
    _files, refused = contents(tmp_path)
    assert [each.text.en for each in refused] == [
        f"{AR}: The file is larger than 1 MB.",
        f"{DE}, line 2: This is no UTF-8.",
    ]


def test_line_ends_of_windows_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    put(tmp_path, {path: "\ufeff" + text.replace("\n", "\r\n") for path, text in FILES.items()})
    files, refused = contents(tmp_path)
    assert (files, refused) == (FILES, [])


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no folder"):
        contents(tmp_path / "nirgends")
