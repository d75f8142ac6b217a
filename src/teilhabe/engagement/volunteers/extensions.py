"""What upper apps tell about volunteers."""

from __future__ import annotations

from django.db.models.expressions import Combinable

from teilhabe.core.extensions import Slot

RUNNING: Slot[[], Combinable] = Slot("how many tasks of a volunteer are running, as expressions of their queries")
