"""Every fact as readers of a language get it, by its key."""

from __future__ import annotations

from teilhabe.outreach.content.models import Fact
from teilhabe.outreach.facts.values import FactKind, fact_html, fact_text


def facts_as_html(language: str) -> dict[str, str]:
    """As safe HTML."""
    known = Fact.objects.values_list("key", "kind", "value")
    return {key: fact_html(FactKind(kind), value, language) for key, kind, value in known}


def facts_as_text(language: str) -> dict[str, str]:
    known = Fact.objects.values_list("key", "kind", "value")
    return {key: fact_text(FactKind(kind), value, language) for key, kind, value in known}
