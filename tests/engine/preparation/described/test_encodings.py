"""The encoding that a file declares is believed unless its bytes show another."""

from __future__ import annotations

import pytest

from teilhabe.engine.preparation import prepare
from teilhabe.engine.preparation.described.encodings import declared_encoding
from teilhabe.engine.sources.snapshot import Snapshot

PX = 'CODEPAGE="{}";\nSTUB="okres";\nVALUES("okres")="Žďár","Děčín";\nDATA=1 2;\n'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PX.format("windows-1250").encode("cp1250"), "windows-1250"),
        (PX.format("iso-8859-2").encode("iso-8859-2"), "iso-8859-2"),
        (PX.format("iso-8859-2").encode("cp1250"), None),
        (PX.format("iso-8859-2").encode(), None),
        (PX.format("no-such-thing").encode("cp1250"), None),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a>ü</a>".encode("latin-1"), "iso-8859-1"),
        (b"a;b\n1;2\n", None),
    ],
)
def test_a_declared_encoding_is_believed_where_the_bytes_allow_it(content: bytes, expected: str | None) -> None:
    assert declared_encoding(content) == expected


def test_names_in_a_declared_encoding_are_read() -> None:
    prepared = prepare(Snapshot("table.px", "0" * 64, PX.format("windows-1250").encode("cp1250")))
    assert list(prepared.observations.columns["okres"]) == ["Žďár", "Děčín"]
