"""What upper apps know that matters before a lump sum is paid."""

from __future__ import annotations

from teilhabe.core.extensions import Slot
from teilhabe.engagement.volunteers.models import Volunteer

AT_STAKE: Slot[[Volunteer], str] = Slot("what somebody would lose by a lump sum, in one sentence each")
