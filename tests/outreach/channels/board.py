"""The channel that speaks to the noticeboard: what a neighbour of the real ones looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import httpx
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from teilhabe.errors import InputError
from teilhabe.outreach.channels.channel import Draft, Limits, Receipt, Refused, Unanswered
from teilhabe.outreach.channels.drafting import drafted, source_of
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import InfoItem


class BoardChannel:
    """`can_correct` is chosen by the test: both kinds of channels exist."""

    key = "board"
    label: str | Promise = "Schwarzes Brett"
    can_recall = True

    def __init__(self, address: str, *, can_correct: bool = True, limits: Limits | None = None) -> None:
        self.address, self.can_correct = address, can_correct
        self.limits = limits or Limits(longest_text=500, has_picture=True)

    def is_ready(self) -> str:
        return ""

    def draft(self, item: InfoItem, language: str) -> Draft:
        source = source_of(item, language)
        text = f"{source.reading.title}\n\n{source.reading.summary or source.reading.text}"
        return drafted(item, source, text, with_picture=True)

    def complaints(self, draft: Draft, planned_at: datetime | None) -> Sequence[InputError]:
        return ()

    def preview(self, draft: Draft) -> SafeString:
        return format_html("<p>{}</p>", draft.text)

    def send(self, dispatch: Dispatch) -> Receipt:
        answer = self._ask("POST", "/notices", {"text": dispatch.text, "mark": _mark(dispatch)})
        if answer.status_code == 400:
            raise Refused("Das Brett nimmt diesen Text nicht an.")
        answer.raise_for_status()
        return Receipt(str(answer.json()["id"]), f"{self.address}/notices/{answer.json()['id']}")

    def find(self, dispatch: Dispatch) -> Receipt | None:
        found = self._ask("GET", f"/notices?mark={_mark(dispatch)}").json()["ids"]
        return Receipt(str(found[0]), f"{self.address}/notices/{found[0]}") if found else None

    def correct(self, dispatch: Dispatch, correction: Dispatch) -> Receipt:
        self._ask("PUT", f"/notices/{dispatch.external_id}", {"text": correction.text}).raise_for_status()
        return Receipt(dispatch.external_id, dispatch.address)

    def recall(self, dispatch: Dispatch) -> None:
        self._ask("DELETE", f"/notices/{dispatch.external_id}")

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> httpx.Response:
        try:
            return httpx.request(method, self.address + path, data=form, timeout=5)
        except httpx.ConnectError:
            raise
        except httpx.TransportError as error:
            raise Unanswered from error


def _mark(dispatch: Dispatch) -> str:
    return f"d{dispatch.pk}t{dispatch.tries}"


def said(text: str, **more: object) -> Draft:
    return replace(Draft("de", text), **more)  # type: ignore[arg-type]  # its fields
