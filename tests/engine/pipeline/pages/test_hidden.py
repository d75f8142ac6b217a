"""A value that is not shown is nowhere: in no table, picture, text, lineage or file."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from tests.engine.pipeline.pages.figures import CITY, SHARE, figure, words
from tests.engine.pipeline.pages.results import bounded, course, result

from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.pages.headlines import headline
from teilhabe.engine.pipeline.pages.lineages import lineages
from teilhabe.engine.pipeline.pages.studio import Studio
from teilhabe.engine.pipeline.pages.views import views
from teilhabe.release.pages import Status

SECRET = 33.3
TRACES = ("33.3", "33,3", "333", "31.3", "31,3", "35.3", "35,3")
"""The value, its numerator, its bounds, as they would be printed in either language."""


@pytest.mark.parametrize("status", ["protected", "unreliable"])
def test_a_hidden_value_leaves_no_trace(status: Status) -> None:
    hidden = figure(SECRET, bounded(SECRET, 2.0), period="2024-12-31", status=status)
    groups = {"sex": tuple(figure(SECRET, bounded(SECRET, 2.0), group=("sex", code), status=status) for code in "FM")}
    made = result(SHARE, [*course(SHARE, [20.0, 21.0, 22.0, 20.5])[:3], hidden], groups=groups)
    studio = Studio(words(), made, None)
    told = [asdict(view) for view in views(studio)]
    told += [asdict(entry) for entry in lineages(words(), SHARE, made.figures)]
    told += [asdict(shown)] if (shown := headline(words(), made)) else []
    text = json.dumps(told, ensure_ascii=False) + exports.to_csv(exports.rows(CITY, made)).decode()
    text += "".join(spec.decode() for spec in studio.specs.values())
    text += "".join(json.dumps(picture.spec) + picture.label for picture in studio.pictures.values())
    assert [trace for trace in TRACES if trace in text] == []
    assert "22,0" in text
