"""Whoever approves reads counts and reasons, never a hidden value."""

from __future__ import annotations

import subprocess
import sys

from teilhabe.cli.hiding import hidden_lines
from teilhabe.cli.reviewing import review_lines

DISCLOSURE = {
    "figures": 120,
    "too_small": 7,
    "recomputable": 3,
    "told_before": 0,
    "indicators": {"nat_n": 1, "uma": 2},
}
APPROVED = {"release": "ab12", "by": "A. Beispiel", "at": "2026-01-01", "purpose": "Probe", "legal_basis": "§ 3"}


def test_a_review_says_what_is_hidden_why_and_what_is_new() -> None:
    found = {
        "release": "cd34",
        "enquiry": None,
        "approval": None,
        "disclosure": DISCLOSURE,
        "approved_before": [APPROVED],
        "against": {**APPROVED, "changed": 4, "appeared": 5, "vanished": 6},
    }
    assert list(review_lines(found, "en")) == [
        "cd34",
        "Protected: 7 figures below the threshold and 3 more because small figures could be worked out otherwise, of "
        "120 figures from unprotected data.",
        "Most is lost by: uma (2), nat_n (1).",
        "Audit: the attack on all that this and the approved releases tell found nothing.",
        "Against ab12 (approved by A. Beispiel on 2026-01-01): 4 figures changed, 5 new, 6 gone.",
    ]


def test_a_release_from_before_the_gate_is_not_called_safe() -> None:
    found = {
        "release": "cd34",
        "enquiry": None,
        "approval": APPROVED,
        "disclosure": None,
        "approved_before": [],
        "against": None,
    }
    assert list(review_lines(found, "en"))[1:] == [
        "Audit: this release was made without disclosure control over all figures; please build it anew.",
        "No release has been approved so far.",
        "Approved by A. Beispiel on 2026-01-01, purpose: Probe, legal basis: § 3.",
    ]


def test_what_earlier_releases_gave_away_is_said() -> None:
    assert "2 small figures follow" in list(hidden_lines({**DISCLOSURE, "told_before": 2}, "en"))[1]
    assert list(hidden_lines({**DISCLOSURE, "figures": 0}, "en")) == []


def test_a_review_does_not_say_nothing_was_found_where_earlier_releases_expose_something() -> None:
    found = {
        "release": "cd34",
        "enquiry": None,
        "approval": None,
        "disclosure": {**DISCLOSURE, "told_before": 2},
        "approved_before": [APPROVED],
        "against": None,
    }
    lines = list(review_lines(found, "en"))
    assert not any("found nothing" in line for line in lines)
    assert (
        "Audit: the attack found only what follows from the releases approved earlier; this one adds nothing to it."
        in (lines)
    )


def test_one_figure_is_not_spoken_of_as_several() -> None:
    report = {"figures": 1, "too_small": 1, "recomputable": 1, "told_before": 1}
    assert list(hidden_lines(report, "de")) == [
        "Geschützt: 1 Zahl unter der Mindestfallzahl und 1 weitere, weil sich sonst kleine Zahlen errechnen ließen, "
        "von 1 Zahl aus ungeschützten Daten.",
        "1 kleine Zahl folgt schon aus früher freigegebenen Fassungen; das lässt sich nicht zurückholen.",
    ]


def test_a_build_loads_the_gate_only_where_it_asks_it() -> None:
    """An unchanged city is a matter of checksums; loading solver and gate would take longer than those."""
    loaded = 'import sys, teilhabe.cli.building; print({"highspy", "teilhabe.engine.disclosure.gate"} & {*sys.modules})'
    assert subprocess.check_output([sys.executable, "-c", loaded], text=True).strip() == "set()"
