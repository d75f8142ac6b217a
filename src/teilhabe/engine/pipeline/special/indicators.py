"""An enquiry for figures of an indicator: at any place, in any period, along one dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline import knowledge
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.questions import Question, definition_of, values_of
from teilhabe.engine.pipeline.results import Figure, judge
from teilhabe.engine.pipeline.special.evaluation import Evaluation, Line
from teilhabe.engine.pipeline.telling import telling
from teilhabe.engine.pipeline.workspace import Workspace


def evaluation(city: City, workspace: Workspace, question: Question, places: Sequence[str]) -> Evaluation:
    """The figures of today's data at these places; InputError for what does not exist, with what there is."""
    definition = definition_of(city, question.indicator)
    known = knowledge.of_today(city, workspace)
    values = [
        value
        for place in places
        for value in values_of(city, definition, known, replace(question, place=place))
    ]  # fmt: skip
    enquiry = {
        "indicator": definition.id,
        "places": list(places),
        "period": question.period,
        "by": question.breakdown,
    }
    figures = [judge(city, value, definition) for value in values]
    return Evaluation(enquiry, exports.COLUMNS, tuple(_lines(city, definition, figures)))


def _lines(city: City, definition: Definition, figures: Sequence[Figure]) -> Iterator[Line]:
    for figure in figures:
        row = exports.row(city, definition, figure)
        hidden = exports.row(city, definition, replace(figure, status="protected"))
        yield Line(telling(city, definition, figure), row, hidden)
