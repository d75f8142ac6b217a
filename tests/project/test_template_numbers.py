"""Numbers that readers see have a point after the thousands; those that a form or an address sends back have none."""

from __future__ import annotations

import re

from tests.servers import ROOT

LOCALISED_KEY = re.compile(r"\{\{ *[\w.]*\.pk *\}\}")


def test_no_template_writes_a_key_as_a_number_for_readers() -> None:
    """In German the key 1262 would be sent back as "1.262", and from the thousandth row on nothing were found."""
    templates = list((ROOT / "src/teilhabe").rglob("*.html"))
    assert templates
    found = {str(file.relative_to(ROOT)): LOCALISED_KEY.findall(file.read_text(encoding="utf-8")) for file in templates}
    assert {file: keys for file, keys in found.items() if keys} == {}
