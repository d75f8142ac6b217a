"""The channels that put a figure at its day and its value, with both axes beside the plot."""

from __future__ import annotations

from typing import Any

from teilhabe.charts.axes import TimeAxis, ValueAxis, label_expression
from teilhabe.charts.look import GRID, RULE


def channels(time: TimeAxis, value: ValueAxis) -> dict[str, Any]:
    """Position channels for the fields `day` and `value`."""
    return {
        "x": {
            "field": "day",
            "type": "quantitative",
            "scale": {"domain": [time.first, time.last], "nice": False, "zero": False},
            "axis": {
                "values": list(time.ticks),
                "labelExpr": label_expression(time.ticks),
                "ticks": True,
                "tickColor": RULE,
                "tickSize": 4,
                "domain": True,
                "domainColor": RULE if value.low == 0 else GRID,
                "labelPadding": 4,
            },
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"domain": [value.low, value.high], "nice": False, "zero": False},
            "axis": {
                "values": list(value.ticks),
                "labelExpr": label_expression(dict(zip(value.ticks, value.labels, strict=True))),
                "grid": True,
                "gridColor": {"condition": {"test": "datum.value === 0", "value": RULE}, "value": GRID},
            },
        },
    }
