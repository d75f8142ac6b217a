"""Named slots: a lower page shows what upper apps put there, and imports still point downwards only.

@WAITING.fill
def offers_waiting(user: User) -> Iterator[Waiting]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

from django.db.models import Model
from django.utils.safestring import SafeString

from teilhabe.core.users.models import User
from teilhabe.text import Text

Asked = ParamSpec("Asked")
Entry = TypeVar("Entry")


class Slot(Generic[Asked, Entry]):
    """A place that other apps fill: each provider answers the same question with any number of entries."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._providers: list[Callable[Asked, Iterable[Entry]]] = []

    def fill(self, provider: Callable[Asked, Iterable[Entry]]) -> Callable[Asked, Iterable[Entry]]:
        self._providers.append(provider)
        return provider

    def collect(self, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Entry]:
        """The entries of all providers, in the order in which their apps are installed."""
        return [entry for provider in self._providers for entry in provider(*args, **kwargs)]


@dataclass(frozen=True)
class NavigationItem:
    """A page of the workspace; `group` is one of "work", "volunteering", "administration"."""

    label: str
    address: str
    group: str = "work"
    icon: str = ""


@dataclass(frozen=True)
class Waiting:
    """Something that waits for this user today; `count` of 0 is left out, `is_urgent` comes first."""

    label: str
    count: int
    address: str
    detail: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Hit:
    """Something a search found; `kind` is the heading under which it stands."""

    kind: str
    label: str
    address: str
    detail: str = ""


@dataclass(frozen=True)
class Examined:
    """One check of the doctor: whether it is good, and the sentence to tell; a bad `warning` does not fail."""

    is_good: bool
    text: str
    is_warning: bool = False


@dataclass(frozen=True)
class Section:
    """What an upper app shows on the page of a person: `content` is safe HTML, `address` leads to more."""

    title: str
    content: SafeString
    address: str = ""


@dataclass(frozen=True)
class Speakers:
    """About how many people in the city speak a language, after `source`, at `period`; approximate by its nature."""

    language: str
    people: int
    source: Text
    period: str


NAVIGATION: Slot[[User], NavigationItem] = Slot("navigation")
WAITING: Slot[[User], Waiting] = Slot("what waits for you")
QUICK_ACTIONS: Slot[[User], NavigationItem] = Slot("what you often begin with")
SEARCH: Slot[[User, str], Hit] = Slot("search")
DOCTOR: Slot[[], Examined] = Slot("doctor")
PERSON_SECTIONS: Slot[[Model, User], Section] = Slot("sections of a person's page")
FRAME: Slot[[], str] = Slot("what the frame of kept public pages depends on")
SPEAKERS: Slot[[], Speakers] = Slot("people by language")
