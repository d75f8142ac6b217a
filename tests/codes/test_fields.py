"""Partners and indicators stand under the same headings."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from teilhabe.codes.fields import FIELDS_OF_ACTION
from teilhabe.text import Text


def test_the_fields_of_action_are_those_of_the_monitor_in_its_order() -> None:
    declared = {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))["field"]
        for file in files("teilhabe.engine.indicators").joinpath("definitions").iterdir()
        if file.name.endswith(".toml")
    }
    in_order = sorted(declared.items(), key=lambda pair: pair[1]["order"])
    assert [(id_, Text(**field["name"])) for id_, field in in_order] == list(FIELDS_OF_ACTION.items())
