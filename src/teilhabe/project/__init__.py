"""The office zone's settings, addresses and commands.

Importing it makes `sqlite3` mean `pysqlite3` where that is installed: Debian's own SQLite (3.40) can corrupt a
write-ahead log with several writers, and Django must meet the newer one before it loads its database backend.
"""

from __future__ import annotations

import importlib.util
import sys

if importlib.util.find_spec("pysqlite3"):
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
