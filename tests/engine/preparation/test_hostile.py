"""Hostile files: refused in seconds with one sentence, or read in a child with little memory; the caller survives."""

from __future__ import annotations

import io
import os
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from teilhabe.engine.preparation import prepare, take
from teilhabe.engine.preparation.reading import confinement
from teilhabe.engine.preparation.reading.confinement import MEMORY_BYTES
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import UnreadableFile

SECONDS = 2.0
MIB = 1024 * 1024

SHEET = """<?xml version="1.0"?>{dtd}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>"""
CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Jahr</t></is></c><c r="B1" t="inlineStr"><is><t>Wert</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>2019</t></is></c><c r="B2"><v>7</v></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>2020</t></is></c><c r="B3"><v>8</v></c></row>'
)
PARTS = {
    "[Content_Types].xml": """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""",
    "_rels/.rels": """<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
</Relationships>""",
    "xl/workbook.xml": """<?xml version="1.0"?><workbook
 xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
</Relationships>""",
}


def zeros(mebibytes: int) -> tuple[bytes, int, int]:
    """So many MiB of "0", deflated without deflating them all: compressed bytes, checksum, size."""
    chunk = b"0" * MIB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(mebibytes):
        checksum = zlib.crc32(chunk, checksum)
    return first + again * (mebibytes - 1) + packer.flush(), checksum, mebibytes * MIB


def bomb(name: str, others: Mapping[str, str], stated: int | None = None) -> bytes:
    """An archive with 330 MiB of zeros under this name; `stated` is the size that it admits."""
    data, checksum, size = zeros(330)
    members = [(name.encode(), data, checksum, size if stated is None else stated)]
    for other, text in others.items():
        content = text.encode()
        deflated = zlib.compress(content, 9, -15)
        members.append((other.encode(), deflated, zlib.crc32(content), len(content)))
    body, directory = b"", b""
    for path, deflated, crc, unpacked in members:
        about = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(deflated), unpacked, len(path), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + about + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + path
        body += b"PK\x03\x04" + about + path + deflated
    count = len(members)
    return body + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx(rows: str = CELLS, dimension: str = "A1:B3", dtd: str = "", **more: bytes) -> bytes:
    sheet = SHEET.format(rows=rows, dimension=dimension, dtd=dtd)
    return packed({**PARTS, "xl/worksheets/sheet1.xml": sheet, **more})


@pytest.fixture
def refused(tmp_path: Path) -> Callable[..., str]:
    """The English sentence that refuses a file, after at most two seconds."""

    def make(content: bytes, name: str = "hostile.xlsx", table: str = "") -> str:
        path = tmp_path / name
        path.write_bytes(content)
        start = time.monotonic()
        with pytest.raises(UnreadableFile) as caught:
            prepare(take(path, table))
        assert time.monotonic() - start < SECONDS
        text = caught.value.text
        assert name in text.de
        assert "\n" not in text.de + text.en
        return text.en

    return make


Refused = Callable[..., str]


def test_the_workbook_of_these_tests_is_one(snapshot_of: Callable[..., Snapshot]) -> None:
    table = prepare(snapshot_of(xlsx(), name="good.xlsx"))
    assert table.observations.columns["obs_value"] == ["7", "8"]


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.xlsx"])
def test_a_small_file_that_unpacks_to_hundreds_of_megabytes_is_refused(refused: Refused, name: str) -> None:
    content = bomb("big.csv", {}) if name.endswith("zip") else bomb("xl/big.xml", PARTS)
    assert len(content) < MIB
    assert "times as large" in refused(content, name)


def test_a_bomb_that_lies_about_its_size_does_no_harm(refused: Refused) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "damaged" in refused(bomb("big.csv", {}, stated=1000), "liar.zip")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_a_workbook_that_lies_about_its_size_does_no_harm(refused: Refused) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused(bomb("xl/worksheets/sheet1.xml", PARTS, stated=1000))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


@pytest.mark.parametrize("corner", ["XFD1048576", "XFC1048575"])
def test_a_cell_in_the_last_corner_of_the_sheet_is_refused(refused: Refused, corner: str) -> None:
    row = "".join(c for c in corner if c.isdigit())
    rows = CELLS + f'<row r="{row}"><c r="{corner}"><v>1</v></c></row>'
    assert "workbook" in refused(xlsx(rows, f"A1:{corner}"))


def test_a_sheet_that_lies_about_its_dimension_is_read(snapshot_of: Callable[..., Snapshot]) -> None:
    table = prepare(snapshot_of(xlsx(dimension="A1:XFD1048576"), name="liar.xlsx"))
    assert table.observations.columns["obs_value"] == ["7", "8"]


def test_entities_of_a_sheet_are_never_expanded(refused: Refused, tmp_path: Path) -> None:
    laughs = (
        '<!DOCTYPE a [<!ENTITY a0 "ha">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
        + "]>"
    )
    rows = CELLS.replace("Jahr", "&a11;")
    assert "workbook" in refused(xlsx(rows, dtd=laughs))
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    outside = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>'
    assert "geheim" not in refused(xlsx(CELLS.replace("Jahr", "&x;"), dtd=outside))


def test_nested_archives_are_refused_and_a_packed_workbook_is_read(refused: Refused, tmp_path: Path) -> None:
    inner = packed({"a.csv": b"Jahr;Wert\n2019;1\n"})
    assert "another archive" in refused(packed({"inner.zip": inner}), "nested.zip")
    assert "another archive" in refused(packed({"inner.csv": inner}), "nested.zip")
    (tmp_path / "book.zip").write_bytes(packed({"book.xlsx": xlsx()}))
    assert prepare(take(tmp_path / "book.zip")).observations.columns["obs_value"] == ["7", "8"]
    assert "times as large" in refused(packed({"book.xlsx": bomb("xl/big.xml", PARTS)}), "nested.zip")


@pytest.mark.parametrize("name", ["../../../outside.csv", "/etc/outside.csv", "..\\..\\outside.csv", "C:\\outside.csv"])
def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "deep").mkdir()
    path = tmp_path / "deep" / "path.zip"
    path.write_bytes(packed({name: b"Jahr;Wert\n2019;1\n"}))
    table = prepare(take(path))
    assert (table.inspection.name, len(table.observations)) == ("outside.csv", 1)
    assert [entry.name for entry in tmp_path.rglob("*") if entry.is_file()] == ["path.zip"]


def test_links_passwords_and_crowds_are_refused(refused: Refused) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("table.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "but a link" in refused(stream.getvalue(), "link.zip")
    locked = bytearray(packed({"a.csv": b"Jahr;Wert\n2019;1\n"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    assert "encrypted" in refused(bytes(locked), "locked.zip")
    assert "more than" in refused(packed({f"{n}.csv": b"" for n in range(10_001)}), "crowd.zip")


def test_of_several_tables_in_an_archive_one_is_chosen_by_name(refused: Refused, tmp_path: Path) -> None:
    two = packed({"x/a.csv": b"Jahr;Wert\n2019;1\n", "x/b.csv": b"Jahr;Wert\n2019;2\n"})
    assert "x/a.csv, x/b.csv" in refused(two, "two.zip")
    snapshot = take(tmp_path / "two.zip", "b.csv")
    assert prepare(snapshot).observations.columns["obs_value"] == ["2"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_million_columns_are_refused(refused: Refused, delimiter: str) -> None:
    text = "\n".join(delimiter.join([cell] * 1_000_000) for cell in ("a", "1")) + "\n"
    assert "1000000 columns" in refused(text.encode(), "wide.csv")


def test_deep_nesting_is_refused(refused: Refused) -> None:
    assert "JSON" in refused(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "deep.json")
    assert "JSON" in refused(b"[" * 1_000_000, "deep.json")


@pytest.mark.parametrize("cut", [60, 500, -30])
def test_damaged_workbooks_are_refused(refused: Refused, cut: int) -> None:
    assert "damaged" in refused(xlsx()[:cut])
    noise = bytes(range(256)) * 40
    assert "damaged" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise[:cut], "noise.xls")


def _children() -> set[str]:
    """The processes that this one has started and not yet buried; other tests may have left theirs."""
    return {child for tasks in Path("/proc/self/task").glob("*/children") for child in tasks.read_text().split()}


def test_the_child_keeps_to_its_memory_and_leaves_nothing_behind(refused: Refused, tmp_path: Path) -> None:
    before = _children()
    rows = CELLS + '<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
    refused(xlsx(rows, "A1:ZZ1048576"))
    assert _children() <= before
    caller = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from teilhabe.engine.preparation.reading.confinement import workbook_lines\n"
        "try:\n"
        "    with workbook_lines('a', Path(sys.argv[1]).read_bytes()): pass\n"
        "except Exception as error: print(type(error).__name__)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", caller, str(tmp_path / "hostile.xlsx")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ).stdout.split()
    assert told[0] == "UnreadableFile"
    assert int(told[1]) * 1024 <= MEMORY_BYTES


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _children()
    monkeypatch.setattr(confinement, "SECONDS", 0.001)
    with (
        pytest.raises(UnreadableFile, match="could not be read within"),
        confinement.workbook_lines("slow.xlsx", xlsx()),
    ):
        pass
    assert _children() <= before
