"""A plain client of Facebook's Graph API: one page, one token, no library of Meta's.

Every call is signed with `appsecret_proof` (HMAC-SHA256 of the token under the app's secret), so that a stolen token
alone is of no use. The token travels in the body of what is sent and in the query of what is read; it never stands in
an exception, a log line or a page. Only jobs call this.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from teilhabe.outreach.channels.facebook.failures import Passing, RateLimited, Silent, failure_of
from teilhabe.outreach.channels.facebook.throttle import is_pausing, pause, pause_asked_for

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS, CONNECT_SECONDS = 30.0, 5.0
MOST_PAGES = 10
"""Of a list that comes in pages: more than that are never looked through."""
File = tuple[str, bytes, str]
"""Name, content, media type."""


@dataclass(frozen=True)
class Graph:
    """The Graph API as one page speaks it; `address` is without the version."""

    address: str
    version: str
    page: str
    token: str = field(repr=False)
    secret: str = field(repr=False)

    def get(self, path: str, **values: object) -> dict[str, Any]:
        return self._ask("GET", path, values)

    def post(self, path: str, *, file: File | None = None, **values: object) -> dict[str, Any]:
        return self._ask("POST", path, values, file)

    def delete(self, path: str) -> dict[str, Any]:
        return self._ask("DELETE", path, {})

    def pages(self, path: str, **values: object) -> Iterator[dict[str, Any]]:
        """The entries of a list, across its pages, by the cursors of the answers: no address of theirs is followed."""
        after: str | None = None
        for _number in range(MOST_PAGES):
            found = self.get(path, **values, **({"after": after} if after else {}))
            yield from (entry for entry in _list(found.get("data")) if isinstance(entry, dict))
            after = _next(found.get("paging"))
            if after is None:
                return

    def _ask(self, method: str, path: str, values: Mapping[str, object], file: File | None = None) -> dict[str, Any]:
        """The answer's object; a FacebookFailure for anything else."""
        if is_pausing():
            raise RateLimited
        answer = self._send(method, path, self._signed(values), file)
        if seconds := pause_asked_for(answer.headers):
            pause(seconds)
        content = _content(answer)
        if answer.is_success and content is not None and "error" not in content:
            return content
        failure = failure_of(answer.status_code, content)
        if isinstance(failure, RateLimited):
            pause()
        raise Passing(answer.status_code) if answer.is_success and content is None else failure

    def _signed(self, values: Mapping[str, object]) -> dict[str, str]:
        proof = hmac.new(self.secret.encode(), self.token.encode(), hashlib.sha256).hexdigest()
        return {**{k: str(v) for k, v in values.items()}, "access_token": self.token, "appsecret_proof": proof}

    def _send(self, method: str, path: str, values: dict[str, str], file: File | None) -> httpx.Response:
        import httpx  # here, because it takes 0.18 s and most offices have no page

        times = httpx.Timeout(TIMEOUT_SECONDS, connect=CONNECT_SECONDS)
        address = f"{self.address}/{self.version}/{path.lstrip('/')}"
        sent: dict[str, Any] = {"data": values} if method == "POST" else {"params": values}
        if file is not None:
            sent["files"] = {"source": file}
        try:
            with httpx.Client(timeout=times, trust_env=False, follow_redirects=False) as client:
                return client.request(method, address, **sent)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise Silent(was_sent=False) from None  # the original knows the request, and with it the token
        except httpx.HTTPError:
            raise Silent(was_sent=True) from None


def _content(answer: httpx.Response) -> dict[str, Any] | None:
    """The object in the answer; None where there is none. Some writes are answered by a bare `true`."""
    try:
        content = answer.json()
    except ValueError:  # also what is no text at all
        return None
    if content is True:
        return {"success": True}
    return content if isinstance(content, dict) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _next(paging: object) -> str | None:
    """The cursor of the next page; None on the last one."""
    if not isinstance(paging, dict) or not paging.get("next"):
        return None
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) and after else None
