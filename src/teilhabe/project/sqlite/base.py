"""Django's SQLite backend with a fair wait for the one lock under which SQLite lets somebody write.

SQLite's own wait asks ever more rarely (after 1, 2, 5 … 100 ms), so that whoever has waited longest asks least often
and can starve while newcomers go first. Here all who wait ask equally often.
"""

from __future__ import annotations

import random
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

LONGEST_PAUSE_SECONDS = 0.01


class DatabaseWrapper(base.DatabaseWrapper):
    """Otherwise Django's own."""

    def _start_transaction_under_autocommit(self) -> None:
        wait = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        end = time.monotonic() + wait
        self.ensure_connection()
        self.connection.execute("PRAGMA busy_timeout=0")
        try:
            while not self._has_begun(is_last=time.monotonic() > end):
                time.sleep(random.uniform(0, LONGEST_PAUSE_SECONDS))  # noqa: S311  # no secret
        finally:
            self.connection.execute(f"PRAGMA busy_timeout={round(wait * 1000)}")

    def _has_begun(self, is_last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except OperationalError as error:
            if is_last or "locked" not in str(error):
                raise
            return False
        return True
