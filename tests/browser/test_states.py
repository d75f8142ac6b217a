"""No page is forgotten: every route and every template is in the list of states that a browser looks at."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.browser.served.filling import enter, fill
from tests.browser.states import NO_PAGE, SHOWN, WALKED_TO
from tests.office import site
from tests.servers import ROOT

from teilhabe.core.access.checks import routes

__all__ = ["site"]

FOREIGN = ("admin:", "api:")
"""Django's administration brings its own templates; the interface for programs has no pages."""


def test_every_route_is_looked_at_or_says_why_not() -> None:
    names = {route.name for route in routes() if not route.name.startswith(FOREIGN)}
    shown = {state.route for state in SHOWN}
    assert names - shown - set(NO_PAGE) == set()
    assert (shown | set(NO_PAGE)) - names == set()
    assert shown & set(NO_PAGE) == set()


def test_the_tests_that_walk_to_other_pages_are_there() -> None:
    told = {*NO_PAGE.values(), *WALKED_TO.values()}
    assert [each for each in told if each.startswith("tests/") and not (ROOT / each).is_file()] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_every_template_of_ours_is_looked_at_or_says_why_not(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    cast, known = fill()
    clients = {role: enter(cast, role) for role in {state.by for state in SHOWN}}
    seen: set[str | None] = set()
    answered = {}
    for state in SHOWN:
        address, client = state.address("de", known), clients[state.by]
        answer = client.get(address) if state.sent is None else client.post(address, dict(state.sent))
        answered[str(state)] = (answer.status_code, state.status)
        seen |= {template.name for template in answer.templates}
    assert {name: codes for name, codes in answered.items() if codes[0] != codes[1]} == {}
    assert _templates() - seen - set(WALKED_TO) == set()
    assert set(WALKED_TO) - _templates() == set()


def _templates() -> set[str]:
    found = [path.parts for path in (ROOT / "src").rglob("*.html") if "templates" in path.parts]
    return {"/".join(parts[parts.index("templates") + 1 :]) for parts in found}
