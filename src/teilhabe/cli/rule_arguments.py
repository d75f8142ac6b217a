"""The rules of disclosure control as options of a command: a preset, and what differs from it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace

from teilhabe.engine.disclosure.rules import DEFAULT_PERCENT, PRESETS, Rules
from teilhabe.engine.disclosure.threshold import SENSITIVE
from teilhabe.errors import UsageError


def add_rule_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the rules; their sources stand in docs/methods/disclosure.md."""
    group = parser.add_argument_group("rules")
    group.add_argument(
        "--preset", choices=tuple(PRESETS), default="municipal", help="rules to start from (default: municipal)"
    )
    group.add_argument(
        "--threshold", type=int, metavar="N", help="least number of persons or contributors (default: 3)"
    )
    group.add_argument(
        "--sensitive",
        action="append",
        default=[],
        metavar="DIM=CODE[:N]",
        help=f"a topic with a higher threshold (default: {SENSITIVE})",
    )
    group.add_argument("--dominance", metavar="N,K", help="the N largest may hold K %% of a sum")
    group.add_argument("--p-percent", metavar="P[,Q]", help="nobody may be estimated to P %%, after knowing to Q %%")
    group.add_argument("--zeros", choices=("published", "sensitive"), help="whether nobody is sensitive too")
    group.add_argument(
        "--full-cells", action="store_true", help="no margin may be seen to lie in one cell: all would share its code"
    )
    group.add_argument(
        "--singletons", action="store_true", help="nor may the only person of a cell compute another small one"
    )


def rules_of(arguments: argparse.Namespace) -> Rules:
    """The preset with what was said beside it; magnitudes without a rule get p %."""
    rules = PRESETS[arguments.preset].rules
    if arguments.threshold is not None:
        rules = replace(rules, threshold=_at_least_zero(arguments.threshold))
    if arguments.dominance is not None:
        number, percent = _numbers("--dominance", arguments.dominance, 2)
        rules = replace(rules, dominance=(int(number), percent))
    if arguments.p_percent is not None:
        percent, prior = (*_numbers("--p-percent", arguments.p_percent, 1), 100.0)[:2]
        rules = replace(rules, p_percent=percent, prior_percent=prior)
    if arguments.zeros is not None:
        rules = replace(rules, zeros=arguments.zeros)
    if arguments.largest and rules.dominance is None and rules.p_percent is None:
        rules = replace(rules, p_percent=DEFAULT_PERCENT)
    _check_columns(rules, len(arguments.largest))
    return replace(
        rules,
        full_cells=rules.full_cells or arguments.full_cells,
        singletons=rules.singletons or arguments.singletons,
    )


def topics_of(arguments: argparse.Namespace) -> Mapping[tuple[str, str], int]:
    """(dimension, code) → its threshold."""
    found = {}
    for entry in arguments.sensitive:
        name, equals, rest = entry.partition("=")
        code, colon, threshold = rest.rpartition(":")
        if not colon or not threshold.isdecimal():
            code, threshold = rest, str(SENSITIVE)
        if not (name and equals and code):
            raise UsageError(
                f"--sensitive {entry}: erwartet wird DIM=CODE oder DIM=CODE:N.",
                f"--sensitive {entry}: expected DIM=CODE or DIM=CODE:N.",
            )
        found[name, code] = int(threshold)
    return found


def _at_least_zero(threshold: int) -> int:
    if threshold < 0:
        raise UsageError(
            f"--threshold {threshold}: erwartet wird eine Zahl ab 0.", f"--threshold {threshold}: expected 0 or more."
        )
    return threshold


def _numbers(option: str, text: str, least: int) -> tuple[float, ...]:
    """Up to two numbers above 0; the second one is a percentage up to 100."""
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    is_whole = option != "--dominance" or (found and found[0] == int(found[0]))
    if not least <= len(found) <= 2 or not all(0 < number <= 100 for number in found) or not is_whole:
        raise UsageError(
            f"{option} {text}: erwartet wird zum Beispiel {option} {'1,85' if least == 2 else '10'}.",
            f"{option} {text}: expected for example {option} {'1,85' if least == 2 else '10'}.",
        )
    return found


def _check_columns(rules: Rules, columns: int) -> None:
    """A rule about the n largest needs n columns."""
    needed = max(rules.dominance[0] if rules.dominance else 0, 2 if rules.p_percent else 0)
    if columns and columns < needed:
        raise UsageError(
            f"Diese Regeln brauchen {needed} Spalten in --largest.", f"These rules need {needed} columns in --largest."
        )
