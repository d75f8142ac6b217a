"""The interface of LibreTranslate: POST /translate with {"q": […], "source", "target", "format", "api_key"}."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from teilhabe.outreach.translation.machines.machine import MachineFailure

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS = 60.0
CONNECT_SECONDS = 5.0
MOST_TEXTS, MOST_CHARACTERS = 25, 2_000
"""Of one request; servers limit both, and a short request loses little when it fails."""
ATTEMPTS = 3
PAUSE_SECONDS = 1.0
PASSING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE})
CODES = {"prs": "fa", "zh": "zh-Hans"}
"""Where the machine calls a language otherwise than we do; Dari is near enough to Farsi for a first draft."""


@dataclass(frozen=True)
class LibreTranslate:
    address: str
    key: str = ""
    pause_seconds: float = PAUSE_SECONDS

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        import httpx  # here, because it takes 0.18 s and most offices have no machine

        with httpx.Client(
            timeout=httpx.Timeout(TIMEOUT_SECONDS, connect=CONNECT_SECONDS), trust_env=False, follow_redirects=False
        ) as client:
            return [each for chunk in _chunks(texts) for each in self._ask(client, chunk, source, target)]

    def _ask(self, client: httpx.Client, texts: list[str], source: str, target: str) -> list[str]:
        body = {"q": texts, "source": CODES.get(source, source), "target": CODES.get(target, target), "format": "html"}
        if self.key:
            body["api_key"] = self.key
        for attempt in range(1, ATTEMPTS + 1):
            answer = self._post(client, body)
            if answer is not None and answer.status_code not in PASSING:
                return _read(answer, len(texts))
            if attempt < ATTEMPTS:
                time.sleep(self.pause_seconds * attempt)
        raise MachineFailure("silent")

    def _post(self, client: httpx.Client, body: dict[str, Any]) -> httpx.Response | None:
        from httpx import HTTPError

        try:
            return client.post(f"{self.address.rstrip('/')}/translate", json=body)
        except HTTPError:
            return None


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for text in texts:
        if chunk and (len(chunk) == MOST_TEXTS or sum(map(len, chunk)) + len(text) > MOST_CHARACTERS):
            yield chunk
            chunk = []
        chunk.append(text)
    if chunk:
        yield chunk


def _read(answer: httpx.Response, count: int) -> list[str]:
    if answer.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED):
        raise MachineFailure("refused")
    if answer.status_code == HTTPStatus.BAD_REQUEST:
        raise MachineFailure("language")
    try:
        texts = answer.json()["translatedText"]
    except (ValueError, KeyError, TypeError) as error:
        raise MachineFailure("answer") from error
    if answer.is_error or not isinstance(texts, list) or len(texts) != count or not all(_is_text(t) for t in texts):
        raise MachineFailure("answer")
    return [str(text) for text in texts]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
