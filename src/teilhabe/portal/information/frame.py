"""What the frame of every public page says about information: urgent notices, and which ways in there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import get_language

from teilhabe.core.extensions import FRAME
from teilhabe.monitoring.rendered import PAGES, html, respond
from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.content.published import Reading, Shelf, shelf
from teilhabe.outreach.content.selectors.urgent import urgent_notices

Kind = InfoItem.Kind


@dataclass(frozen=True)
class Frame:
    """`has_…` says whether a page of that kind would show anything."""

    urgent: tuple[Reading, ...]
    has_information: bool
    has_events: bool
    has_places: bool

    @property
    def state(self) -> str:
        """Changes whenever a kept page has to be rendered anew for the sake of its frame.

        By the words themselves: a fact in them changes without the notice.
        """
        notices = (segment_hash(f"{each.key} {each.language} {each.title} {each.summary}") for each in self.urgent)
        return ",".join((f"{self.has_information:d}{self.has_events:d}{self.has_places:d}", *notices))


NO_FRAME = Frame((), has_information=False, has_events=False, has_places=False)


def frame_of(shelf: Shelf) -> Frame:
    kinds = {reading.kind for reading in shelf.readings}
    return Frame(urgent_notices(shelf), bool(kinds), Kind.EVENT in kinds, Kind.PLACE in kinds)


def readers_language() -> str:
    """The site language of the page, as it stands in its address."""
    return get_language() or "de"


@FRAME.fill
def state_of_the_frame() -> Iterator[str]:
    """One query where nothing has changed."""
    yield frame_of(shelf(readers_language())).state


def kept_page(
    request: HttpRequest, template: str, shelf: Shelf, context: Callable[[], Mapping[str, Any]], *parts: str
) -> HttpResponseBase:
    """The page as it was rendered for this state of the shelf; `parts` name what else it depends on."""
    key = ("information", request.path, readers_language(), shelf.stamp, frame_of(shelf).state, *parts)
    return respond(request, PAGES.get(key, lambda: html(render_to_string(template, dict(context()), request))))
