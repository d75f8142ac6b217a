"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from tests.migrated import CopiedTables

pytest_plugins = ["tests.chromium"]

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"


FAST_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"


def pytest_configure() -> None:
    """Passwords of the cast are no secret; what the real hasher does is asked where it matters."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]


@pytest.fixture(autouse=True)
def language_of_the_site() -> None:
    """A request leaves its language active in the thread; the next test starts with that of the site again."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_shelves_of_other_tests() -> None:
    """What readers get is kept per process by a number that a rolled-back test takes back."""
    from teilhabe.outreach.content.published import forget  # models: not before Django is set up

    forget()


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """On SQLite each process has its own database in memory; on a server each needs a name of its own."""
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    default = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        connection.creation = CopiedTables(connection)
    if worker and default["ENGINE"] == "django.db.backends.postgresql":
        default.setdefault("TEST", {})["NAME"] = f"test_{default['NAME']}_{worker}"


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of genuine files beside the checkout; tests that need it skip where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the genuine files (shared/data) are not on this machine")
    return SHARED_DATA


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database is asked: the rest has been asked on SQLite and answers the same."""
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        asked = [item for item in items if "db" in getattr(item, "fixturenames", ()) or _uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in asked])
        items[:] = asked


def pytest_collection_finish(session: pytest.Session) -> None:
    """Costly fixtures of a group would be made once per worker, and nobody would notice but the clock."""
    if getattr(session.config.option, "loadgroup", False):
        apart = [
            item.nodeid for item in session.items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid
        ]
        if apart:
            raise pytest.UsageError(f"pytest-xdist does not keep groups together, for example {apart[0]}")


def _uses_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skip that `allowed_skips.txt` does not expect fails the run: a silent skip is a test that is not there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return  # a worker; the controller sees all reports
    lines = (ROOT / "tests" / "allowed_skips.txt").read_text(encoding="utf-8").splitlines()
    allowed = tuple(line for line in lines if line and not line.startswith("#"))
    reasons = {report.longrepr[2].removeprefix("Skipped: ") for report in reporter.stats.get("skipped", [])}
    if unexpected := sorted(reason for reason in reasons if not reason.startswith(allowed)):
        reporter.write_line(f"unexpected skips: {unexpected}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
