"""Who sits at the command line."""

from __future__ import annotations

import getpass
import os


def person() -> str:
    """The login name, or the number of the user where the machine knows no name for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"
