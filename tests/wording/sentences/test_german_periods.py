from __future__ import annotations

import pytest

from teilhabe.wording.sentences import german_periods as periods


@pytest.mark.parametrize(
    ("code", "when", "fully", "since", "meant"),
    [
        ("2024", "2024", "im Jahr 2024", "seit 2024", "für 2024"),
        ("2024-03", "im März 2024", "im März 2024", "seit März 2024", "für März 2024"),
        ("2024-06-30", "am 30.06.2024", "am 30.06.2024", "seit dem 30.06.2024", "für den 30.06.2024"),
        ("2024-12-31", "Ende 2024", "Ende 2024", "seit Ende 2024", "für Ende 2024"),
        (
            "2023/2024",
            "im Schuljahr 2023/24",
            "im Schuljahr 2023/24",
            "seit dem Schuljahr 2023/24",
            "für das Schuljahr 2023/24",
        ),
        (
            "2018-W05",
            "in der 5. Kalenderwoche 2018",
            "in der 5. Kalenderwoche 2018",
            "seit der 5. Kalenderwoche 2018",
            "für die 5. Kalenderwoche 2018",
        ),
        (
            "1990-01-01/P5Y",
            "im Zeitraum 1990 bis 1994",
            "im Zeitraum 1990 bis 1994",
            "seit dem Zeitraum 1990 bis 1994",
            "für den Zeitraum 1990 bis 1994",
        ),
    ],
)
def test_a_period_has_its_preposition(code: str, when: str, fully: str, since: str, meant: str) -> None:
    assert periods.when(code) == when
    assert periods.when_fully(code) == fully
    assert periods.since(code) == since
    assert periods.meant_for(code) == meant


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("2006", "2025", "von 2006 bis 2025"),
        ("2006-06-30", "2025-06-30", "vom 30.06.2006 bis zum 30.06.2025"),
        ("2006-12-31", "2025-12-31", "von Ende 2006 bis Ende 2025"),
        ("2020-Q2", "2023-Q3", "vom 2. Quartal 2020 bis zum 3. Quartal 2023"),
        ("2020-W01", "2023-W02", "von der 1. Kalenderwoche 2020 bis zur 2. Kalenderwoche 2023"),
        ("2006", "2019-01-01/P5Y", "von 2006 bis zum Zeitraum 2019 bis 2023"),
    ],
)
def test_two_periods_make_a_span(first: str, last: str, span: str) -> None:
    assert periods.between(first, last) == span


def test_a_break_has_a_side_before_and_a_side_behind() -> None:
    assert periods.until("2021-06-30") == "bis zum 30.06.2021"
    assert periods.onwards("2022-12-31") == "ab Ende 2022"
