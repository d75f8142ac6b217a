"""The values of a row as the audit log keeps them: by field, as JSON, secrets left out."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

SECRET = frozenset({"password", "token", "secret", "data"})
"""Fields whose content is nobody's business, not even the auditor's."""

Values = dict[str, Any]


def values_of(row: Model) -> Values:
    """The row's own columns; foreign keys as the key they hold."""
    held = {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in SECRET and not field.primary_key
    }
    return dict(json.loads(json.dumps(held, cls=DjangoJSONEncoder, default=str)))


def difference(before: Values, after: Values) -> tuple[Values, Values]:
    """Only what changed, as it was and as it is; a row that came or went is shown whole."""
    if not before or not after:
        return before, after
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {name: before.get(name) for name in changed}, {name: after.get(name) for name in changed}
