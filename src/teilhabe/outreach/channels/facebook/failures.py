"""What the Graph API answers when it does not do what it was asked, by its error codes.

Facebook
├── TokenInvalid   102, 190      the token expired, was withdrawn or belongs to something else
├── NotAllowed     3, 10, 200…   the token lacks a permission
├── Blocked        368           Facebook has stopped the page for a while, for what it said
├── Duplicate      506           the same post was there a moment ago
├── Gone           100/33, 803   what was asked for does not exist, or not for us
├── Misunderstood  100           a parameter is wrong; another attempt changes nothing
├── RateLimited    4 17 32 613 … too many calls; later
└── Passing        1, 2, 5xx     Facebook's own trouble; later

`Silent` is no answer at all: the connection broke, and nobody knows on which side of the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FacebookFailure(Exception):
    """The answer of Facebook that is not what was asked for; never carries a token. `sentence` is for the office."""

    sentence: ClassVar[str | Promise] = _("Facebook hat die Anfrage abgelehnt.")
    is_passing: ClassVar[bool] = False
    """Whether the same request may well succeed later, with nothing changed."""

    def __init__(self, code: int = 0, subcode: int = 0, trace: str = "") -> None:
        super().__init__(f"code {code}, subcode {subcode}, trace {trace or '-'}")
        self.code, self.subcode, self.trace = code, subcode, trace

    def told(self) -> str:
        """The sentence, with what Facebook's support asks for."""
        number = f"{self.code}/{self.subcode}" if self.subcode else str(self.code)
        return f"{self.sentence} ({_('Fehler')} {number})" if self.code else str(self.sentence)


class TokenInvalid(FacebookFailure):
    sentence = _("Der Zugang zur Facebook-Seite gilt nicht mehr. Bitte lassen Sie das Token erneuern.")


class NotAllowed(FacebookFailure):
    sentence = _("Dem Zugang zur Facebook-Seite fehlt eine Berechtigung.")


class Blocked(FacebookFailure):
    sentence = _("Facebook hat die Seite vorübergehend gesperrt. Bitte sehen Sie auf Facebook nach, warum.")


class Duplicate(FacebookFailure):
    sentence = _("Denselben Text hat Facebook gerade schon angenommen.")


class Gone(FacebookFailure):
    sentence = _("Das gibt es auf Facebook nicht mehr.")


class Misunderstood(FacebookFailure):
    sentence = _("Facebook nimmt diesen Beitrag so nicht an.")


class RateLimited(FacebookFailure):
    sentence = _("Facebook nimmt gerade keine weiteren Anfragen an.")
    is_passing = True


class Passing(FacebookFailure):
    sentence = _("Facebook ist gerade gestört.")
    is_passing = True


class Silent(FacebookFailure):
    """`was_sent`: the request had gone out, so that nobody knows whether it was carried out."""

    sentence = _("Facebook hat nicht geantwortet.")
    is_passing = True

    def __init__(self, *, was_sent: bool) -> None:
        super().__init__()
        self.was_sent = was_sent


class NotListedYet(FacebookFailure):
    """Too early to say that what was sent is not there."""

    sentence = _("Facebook zeigt noch nicht, ob es angekommen ist.")
    is_passing = True


class OutsideWindow(FacebookFailure):
    sentence = _(
        "Auf Messenger darf man nur 24 Stunden nach der letzten Nachricht der Person antworten. Diese Zeit ist vorbei."
    )


_BY_CODE: Mapping[int, type[FacebookFailure]] = {
    1: Passing, 2: Passing, 3: NotAllowed, 4: RateLimited, 10: NotAllowed, 17: RateLimited, 32: RateLimited,
    100: Misunderstood, 102: TokenInvalid, 190: TokenInvalid, 341: RateLimited, 368: Blocked, 506: Duplicate,
    551: OutsideWindow, 613: RateLimited, 803: Gone, 80001: RateLimited, 80002: RateLimited, 80006: RateLimited,
}  # fmt: skip
_BY_SUBCODE: Mapping[tuple[int, int], type[FacebookFailure]] = {
    (10, 2018278): OutsideWindow, (100, 33): Gone, (100, 2018001): Gone, (200, 1609008): Blocked,
}  # fmt: skip
_PERMISSIONS = range(200, 300)


def failure_of(status: int, content: object) -> FacebookFailure:
    """By the error that the answer names; by its status where it names none."""
    error = content.get("error") if isinstance(content, Mapping) else None
    if not isinstance(error, Mapping):
        return Passing(status) if status >= 500 else RateLimited(status) if status == 429 else Misunderstood(status)
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    trace = str(error.get("fbtrace_id") or "")[:60]
    return _kind(code, subcode, error)(code, subcode, trace)


def _kind(code: int, subcode: int, error: Mapping[str, Any]) -> type[FacebookFailure]:
    known = _BY_SUBCODE.get((code, subcode)) or _BY_CODE.get(code)
    if known is None and code in _PERMISSIONS:
        known = NotAllowed
    if known is None:
        return Passing if error.get("is_transient") is True else FacebookFailure
    return Passing if known is Misunderstood and error.get("is_transient") is True else known


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
