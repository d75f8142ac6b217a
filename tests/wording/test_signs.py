from __future__ import annotations

import pytest

from teilhabe.text import Text
from teilhabe.wording.signs import explained


@pytest.mark.parametrize(
    ("sign", "meaning"),
    [
        ("...", Text("Angabe fällt später an", "figure not yet available")),
        ("<3", Text("kleine Zahl, geheim zu halten", "small number, confidential")),
        ("†", Text("?", "?")),
    ],
)
def test_a_sign_is_explained_and_is_no_zero(sign: str, meaning: Text) -> None:
    found = explained(sign)
    assert found.de == f"Zeichen der Quelle „{sign}“: {meaning.de}. Es wird nicht als Null gelesen."
    assert found.en == f"Sign of the source “{sign}”: {meaning.en}. It is not read as a zero."
