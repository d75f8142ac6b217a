"""Parts of addresses that pages hand on to the same page in other languages."""

from __future__ import annotations

from django.utils.http import urlencode


def page_query(**values: str) -> str:
    """What was asked, as it stands in an address; "" for nothing. Only values that the view has checked belong here."""
    chosen = {name: value for name, value in values.items() if value}
    return f"?{urlencode(chosen)}" if chosen else ""
