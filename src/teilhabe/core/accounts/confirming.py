"""Asks for the password or the second factor again before something that protects the account changes."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required

from teilhabe.core.access.routes import View


def confirmed(view: View) -> View:
    """For whoever has proved within the last quarter of an hour that it is them; others are asked first."""
    return cast(View, reauthentication_required(view, app="teilhabe.core.accounts"))
